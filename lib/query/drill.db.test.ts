import fc from "fast-check";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Viewer } from "@/lib/access/viewer";
import { describeDataset } from "@/lib/datasets/dataset-info";
import { parseInput } from "@/lib/parse-input";
import { type DrillLine, drillQuery } from "@/lib/query/drill";
import { planQuery } from "@/lib/query/plan-query";
import { type DimensionRef, Query, type QueryInput } from "@/lib/query/query";
import type { Cell, Result } from "@/lib/query/result";
import { runPlan } from "@/lib/query/run-plan";
import { createHostileTable, HOSTILE, hostileRows } from "@/lib/query/testing/hostile-dataset";
import { HOSTILE_PRODUCTS } from "@/lib/query/testing/hostile-lookup";
import { closeReaders } from "@/lib/sources/run-postgres";
import { type TestDatabase, testDatabase } from "@/tests/database";
import { EQUAL_ANSWERS_TIMEOUT } from "@/tests/equal-answers";
import { question } from "@/tests/questions";

const NOW = new Date("2026-01-20T03:00:00Z");
const LOOKUPS = new Map([[HOSTILE_PRODUCTS.id, HOSTILE_PRODUCTS]]);
const RUNS = Number(process.env.PROPERTY_RUNS ?? 400);

let database: TestDatabase | undefined;
beforeAll(async () => {
  database = await testDatabase();
  const sql = postgres(database.ownerUrl, { max: 1, onnotice: () => {} });
  await createHostileTable(sql, database.readerRole, hostileRows());
  await sql.end();
});
afterAll(async () => {
  await closeReaders(1);
  await database?.close();
});

async function ask(input: QueryInput, viewer: Viewer): Promise<Result> {
  const plan = planQuery(parseInput(Query, input), HOSTILE, viewer, NOW, LOOKUPS);
  return runPlan(plan, HOSTILE, { locale: "en", data: null });
}

interface Found {
  kind: string;
  line: DrillLine;
  /** Of the measures, by column. */
  values: Map<string, Cell>;
}

const columnOf = (ref: DimensionRef): string => (typeof ref === "string" ? ref : (ref.as ?? ref.name));

/** Every line an answer shows, as a reader may click it. */
function linesOf({ columns, rows, subtotals, others, grandTotal }: Result): Found[] {
  const dimensions = columns.filter(({ kind }) => kind === "dimension").map(({ name }) => name);
  const valuesOf = (row: Cell[]) =>
    new Map(
      columns.flatMap(({ name, kind, calculation }, i) =>
        kind === "measure" && !calculation ? [[name, row[i] ?? null] as const] : [],
      ),
    );
  const found = (kind: string, depth: number, list: Cell[][], rest?: DrillLine["others"]) =>
    list.map((row): Found => {
      const values = row.slice(0, depth);
      return { kind, line: rest ? { values, others: rest } : { values }, values: valuesOf(row) };
    });
  const place = dimensions.indexOf(others?.dimension ?? "");
  const rest = others && {
    dimension: others.dimension,
    kept: [...new Set(rows.map((row) => row[place] ?? null))],
  };
  const whole = columns.map(({ name }) => grandTotal?.[name] ?? null);
  return [
    ...found("row", dimensions.length, rows),
    ...(subtotals ?? []).flatMap((level) => found("subtotal", level.dimensions.length, level.rows)),
    ...found("others", dimensions.length, others?.rows ?? [], rest),
    ...(others?.subtotals ?? []).flatMap((level) =>
      found("subtotal of others", level.dimensions.length, level.rows, rest),
    ),
    ...(grandTotal ? found("grand total", 0, [whole]) : []),
  ];
}

/** The levels a row may be opened into: none, or a dimension that is not there yet. */
const LEVELS: (DimensionRef | null)[] = [
  null,
  "channel",
  "product",
  { name: "day", grain: "week", as: "below" },
];

test(
  "the question behind any line of any answer has that line as its grand total, to the last digit",
  async () => {
    const seen = new Map<string, number>();
    const property = fc.asyncProperty(question, fc.nat(), fc.nat(), async ({ input, viewer }, at, level) => {
      // All of the lines, so that the kept values of `top` are known.
      const totals = { totals: ["grand" as const, "subtotals" as const], limit: 1000, offset: 0 };
      const asked = { ...input, ...totals };
      const found = linesOf(await ask(asked, viewer));
      const names = [...(asked.dimensions ?? []), ...(asked.pivot?.dimensions ?? [])].map(columnOf);
      const into = LEVELS.filter((ref) => ref === null || !names.includes(columnOf(ref)));
      for (const kind of new Set(found.map((one) => one.kind))) {
        const lines = found.filter((one) => one.kind === kind);
        const { line, values } = lines[at % lines.length] as Found;
        const drilled = drillQuery(
          asked,
          describeDataset(HOSTILE, viewer),
          line,
          into[level % into.length] ?? null,
        );
        if (!drilled) continue;
        const result = await ask(drilled, viewer);
        const { grandTotal = {}, columns } = result;
        // A pivot shows the best columns of its own rows: those both show are the same, and what is missing is nothing.
        for (const [name, value] of values) {
          const shown = columns.some((column) => column.name === name);
          if (shown) expect([kind, name, grandTotal[name]]).toEqual([kind, name, value]);
          else if (!result.meta.columnsTruncated) expect([kind, name, value]).toEqual([kind, name, null]);
        }
        seen.set(kind, (seen.get(kind) ?? 0) + 1);
      }
    });
    await fc.assert(property, { numRuns: RUNS, seed: Number(process.env.PROPERTY_SEED ?? 7) });
    for (const kind of ["row", "subtotal", "others", "subtotal of others", "grand total"])
      expect(seen.get(kind) ?? 0, kind).toBeGreaterThan(RUNS / 100);
  },
  EQUAL_ANSWERS_TIMEOUT,
);
