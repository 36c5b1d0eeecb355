/** Sorting and grouping tens of thousands of rows in a browser. */
import { readFile } from "node:fs/promises";
import path from "node:path";
import type { BrowserContext, Page } from "@playwright/test";
import type { QueryInput } from "@/lib/query/query";
import { type Line, pairedLine } from "./report";
import { type Paired, pairsOf } from "./statistics";
import type { TurnOptions } from "./turns";

/** As many as a table may sort by itself: see `lib/table/local-answer.ts`. */
const AT_HAND = 50_000;
/** Read for them: of rows with the same number only one is taken, since ties between such texts are the engine's to break. */
const READ = 100_000;
const NO_GOAL = { text: "", met: () => true };

/** A line of what nobody has set a goal for. */
export function lineWithoutGoal(group: string, name: string, paired: Paired, note = ""): Line {
  return { ...pairedLine(group, name, paired, NO_GOAL, note), goal: null, met: null };
}

/**
 * What a table does with rows it has all of when a number's head is clicked, against the least an order of the same numbers takes.
 * Both in one page of the browser, in turns; the rows are an answer of the product's.
 */
export async function sortAtHand(
  context: BrowserContext,
  url: string,
  group: string,
  question: QueryInput,
  { turns }: TurnOptions,
): Promise<Line> {
  const asked: QueryInput = { ...question, limit: READ };
  const answer = await context.request.post(`${url}/api/v1/query`, { data: asked });
  if (!answer.ok()) throw new Error(`the rows were refused: ${await answer.text()}`);
  const { data: result } = await answer.json();
  const margin = result.columns.findIndex(({ name }: { name: string }) => name === "margin");
  const apart = new Map(result.rows.map((row: (string | number)[]) => [row[margin], row]));
  const taken = [...apart.values()].slice(0, AT_HAND);
  // That there are more is beside the point: the rows stand for an answer that has all of them.
  const basis = {
    query: asked,
    result: { ...result, rows: taken, meta: { ...result.meta, truncated: false } },
  };
  const page = await context.newPage();
  try {
    await page.addScriptTag({
      content: await readFile(path.join(import.meta.dirname, "local-answer.js"), "utf8"),
    });
    const pairs = await page.evaluate(
      ({ basis, turns }) => {
        const { localAnswer } = (globalThis as unknown as { LocalAnswer: LocalAnswer }).LocalAnswer;
        const wanted = (turn: number) => {
          const direction = turn % 2 === 0 ? ("asc" as const) : ("desc" as const);
          return { ...basis.query, sort: [{ column: "margin", direction }] };
        };
        const place = basis.result.columns.findIndex(({ name }: { name: string }) => name === "margin");
        const values: number[] = basis.result.rows.map((row: number[]) => Number(row[place]));
        const product = (turn: number) => {
          const started = performance.now();
          const found = localAnswer(basis, wanted(turn));
          const ms = performance.now() - started;
          return { ms, values: found?.result.rows.map((row) => Number(row[place])) };
        };
        const floor = (turn: number) => {
          const sorted = [...values];
          const started = performance.now();
          sorted.sort(turn % 2 === 0 ? (a, b) => a - b : (a, b) => b - a);
          return { ms: performance.now() - started, values: sorted };
        };
        const pairs: [number, number][] = [];
        for (let turn = 0; turn < turns; turn++) {
          const first = turn % 4 < 2 ? product(turn) : floor(turn);
          const second = turn % 4 < 2 ? floor(turn) : product(turn);
          if (first.values?.join() !== second.values?.join()) throw new Error("the orders differ");
          pairs.push(turn % 4 < 2 ? [first.ms, second.ms] : [second.ms, first.ms]);
        }
        return pairs;
      },
      { basis, turns },
    );
    const rows = basis.result.rows.length.toLocaleString("en");
    return lineWithoutGoal(
      group,
      "rows at hand put in the order of a number, against Array.prototype.sort of it",
      pairsOf(pairs),
      `${rows} rows; nothing is painted. A page asks for 1,000 at most`,
    );
  } finally {
    await page.close();
  }
}

interface LocalAnswer {
  localAnswer: (
    basis: unknown,
    wanted: QueryInput,
  ) => { result: { rows: (string | number | null)[][] } } | null;
}

/** How long what a click does takes until other rows are painted, and the longest request in between. */
export async function clickUntilPainted(
  page: Page,
  selector: string,
  text: string,
): Promise<[painted: number, trip: number]> {
  return page.evaluate(
    async ({ selector, text }) => {
      const next = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
      const target = [...document.querySelectorAll<HTMLElement>(selector)].find((element) =>
        new RegExp(text).test(element.textContent ?? ""),
      );
      if (!target) throw new Error(`nothing says ${text}`);
      const table = () => document.querySelector("table[aria-rowcount]");
      const drawn = () => table()?.querySelector("tbody")?.textContent ?? "";
      const before = drawn();
      performance.clearResourceTimings();
      const started = performance.now();
      target.click();
      const until = started + 30_000;
      while (
        drawn() === before ||
        table()?.getAttribute("aria-busy") === "true" ||
        table()?.querySelector("tbody tr[aria-busy=true], tbody [role=status]")
      ) {
        if (performance.now() > until) throw new Error(`${text} changed nothing`);
        await next();
      }
      await next();
      const painted = performance.now() - started;
      const trips = performance
        .getEntriesByType("resource")
        .filter(({ name, startTime }) => name.includes("/api/v1/query") && startTime >= started)
        .map(({ duration }) => duration);
      return [painted, Math.max(1, ...trips)] as [number, number];
    },
    { selector, text },
  );
}

/** Grouping by a column and back, from the menu of its head. */
export async function groupTurns(page: Page, column: string, turns: number): Promise<Paired> {
  const taken: [number, number][] = [];
  for (let turn = 0; turn < turns; turn++) {
    await page.bringToFront();
    await page.getByRole("button", { name: new RegExp(`^${column}: `) }).click();
    const words = turn % 2 === 0 ? `Group by ${column}` : `Don't group by ${column}`;
    await page.getByRole("dialog").getByRole("button", { name: words, exact: true }).waitFor();
    taken.push(await clickUntilPainted(page, "[role=dialog] button", `^${words}$`));
  }
  return pairsOf(taken);
}
