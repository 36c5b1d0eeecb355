/** Whole dashboards: what a reader waits for in a browser, and how many pages a second the server gives. */
import type { BrowserContext } from "@playwright/test";
import type { PlanWindow } from "@/lib/query/plan";
import type { Asker } from "./asker";
import { openBrowser, signInBrowser } from "./browser";
import type { Floor } from "./floor";
import { answersPerSecond, type Client, openClient } from "./http-client";
import { type Opened, openPage } from "./open-page";
import { makePages, type PageSize } from "./page-dashboards";
import { type Asked, QUESTIONS } from "./questions";
import { type Line, short } from "./report";
import { median, pairsOf, timingOf } from "./statistics";
import { timed } from "./turns";
import { NewWindows } from "./windows";

const SIZES = [6, 12] as const;
const DAYS = 90;
const READERS = [1, 8, 32] as const;

export interface PagesOptions {
  /** Runs with a product that has just begun to serve. */
  serve: <T>(measure: (port: number) => Promise<T>) => Promise<T>;
  executablePath: string;
  asker: Asker;
  floor: Floor;
  turns: number;
  /** How often the product is begun anew, for its first page. */
  starts: number;
  /** Of each rate. */
  ms: number;
  signal: AbortSignal;
}

/** Pages of one server, as one reader opens them. */
class Reader {
  constructor(
    readonly context: BrowserContext,
    readonly url: string,
    readonly paths: Record<PageSize, string>,
  ) {}

  address = (size: PageSize, { from, to }: PlanWindow) => `${this.paths[size]}?from=${from}&to=${to}`;
  open = (size: PageSize, window: PlanWindow) =>
    openPage(this.context, this.url + this.address(size, window));
}

/** What the page's slowest statement takes by hand. */
async function slowestByHand({ floor, asker }: PagesOptions, window: PlanWindow): Promise<number> {
  const times: number[] = [];
  for (const question of QUESTIONS) {
    // A page asks for no single product's SKUs.
    if (question.id === "Q5") continue;
    const asked: Asked = { ...asker.next(question), window };
    times.push(await timed(() => floor.ask(question, asked)));
  }
  return Math.max(...times);
}

interface Turn {
  page: Opened;
  empty: Opened;
  /** ms; where nothing is kept. */
  sql?: number;
}

const lastOf = ({ widgets, firstByte }: Opened) => Math.max(firstByte, ...widgets);

/** Times of the page beside an empty one's. */
function linesOf(group: string, how: string, turns: readonly Turn[]): Line[] {
  const line = (name: string, pairs: [number, number][], note = ""): Line => {
    const paired = pairsOf(pairs);
    return {
      group,
      name: `${how}: ${name}`,
      unit: "ms",
      product: paired.product.median,
      p95: [paired.product.p95, paired.floor.p95],
      floor: paired.floor.median,
      ratio: paired.ratio,
      goal: null,
      met: null,
      note,
    };
  };
  const against = (name: string, time: (opened: Opened) => number, note?: string) =>
    line(
      `${name}, against an empty page`,
      turns.map(({ page, empty }): [number, number] => [time(page), time(empty)]),
      note,
    );
  const most = Math.max(...turns.map(({ page }) => page.widgets.length));
  const each = Array.from({ length: most }, (_, i) =>
    median(turns.flatMap(({ page }) => page.widgets[i] ?? [])),
  );
  const bySql = turns.flatMap(({ page, sql }): [number, number][] =>
    sql === undefined ? [] : [[lastOf(page) - page.firstByte, sql]],
  );
  return [
    against("first byte", ({ firstByte }) => firstByte),
    against(
      "last widget",
      lastOf,
      most > 0 ? `each: ${each.map(short).join(", ")}` : "all with the beginning",
    ),
    against("whole", ({ whole }) => whole),
    against("largest paint", ({ largestPaint }) => largestPaint),
    ...(bySql.length > 0
      ? [line("from first byte to last widget, against its slowest statement by hand", bySql)]
      : []),
  ];
}

const sizeGroup = (size: PageSize) => `A page of ${size} widgets in Chromium`;

/** The first page of a server that has just begun, and the first empty one of another. */
async function measureFirst(options: PagesOptions, windows: NewWindows): Promise<Line[]> {
  const first = (size: PageSize, window: PlanWindow) =>
    withReader(options, async (reader) => reader.open(size, window));
  const lines: Line[] = [];
  for (const size of SIZES) {
    const turns: Turn[] = [];
    for (let turn = 0; turn < options.starts; turn++) {
      options.signal.throwIfAborted();
      const window = windows.next();
      turns.push({ page: await first(size, window), empty: await first(0, window) });
    }
    lines.push(...linesOf(sizeGroup(size), "cold", turns));
  }
  return lines;
}

async function measureOpened(options: PagesOptions, reader: Reader, windows: NewWindows): Promise<Line[]> {
  const lines: Line[] = [];
  for (const size of SIZES) {
    const fresh: Turn[] = [];
    const kept: Turn[] = [];
    for (let turn = 0; turn < options.turns; turn++) {
      options.signal.throwIfAborted();
      const window = windows.next();
      const page = await reader.open(size, window);
      const sql = await slowestByHand(options, window);
      fresh.push({ page, empty: await reader.open(0, window), sql });
      kept.push({ page: await reader.open(size, window), empty: await reader.open(0, window) });
    }
    lines.push(...linesOf(sizeGroup(size), "new window", fresh), ...linesOf(sizeGroup(size), "kept", kept));
    const script = timingOf(kept.map(({ page }) => page.script)).median;
    const bare = timingOf(kept.map(({ empty }) => empty.script)).median;
    lines.push({
      group: sizeGroup(size),
      name: "script, compressed, against an empty page",
      unit: "KB",
      product: script,
      floor: bare,
      ratio: script / bare,
      goal: null,
      met: null,
      note: "",
    });
  }
  return lines;
}

/** Pages a second, whole documents, against an empty page's. */
async function measureRates(
  options: PagesOptions,
  reader: Reader,
  port: number,
  windows: NewWindows,
): Promise<Line[]> {
  const cookies = await reader.context.cookies();
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
  const client = openClient(port, Math.max(...READERS), { cookie, "accept-encoding": "gzip" });
  const same = windows.next();
  const rate = (size: PageSize, readers: number, next: () => PlanWindow) =>
    answersPerSecond(readers, options.ms, options.signal, () => read(client, reader.address(size, next())));
  const lines: Line[] = [];
  try {
    for (const size of SIZES)
      for (const [how, next] of [
        ["new windows", () => windows.next()],
        ["kept", () => same],
      ] as const)
        for (const readers of READERS) {
          const empty = await rate(0, readers, next);
          const full = await rate(size, readers, next);
          lines.push({
            group: "Whole pages, over HTTP, against an empty page",
            name: `${size} widgets, ${how}, ${readers} ${readers === 1 ? "reader" : "readers"}`,
            unit: "1/s",
            product: full,
            floor: empty,
            ratio: full / empty,
            goal: null,
            met: null,
            note: "",
          });
        }
    return lines;
  } finally {
    client.close();
  }
}

const read = (client: Client, path: string) => client.send("GET", path, "");

/** A product that has just begun, a browser that keeps nothing, and pages nobody has opened. */
const withReader = <T>(options: PagesOptions, measure: (reader: Reader, port: number) => Promise<T>) =>
  options.serve(async (port) => {
    const url = `http://localhost:${port}`;
    const browser = await openBrowser(options.executablePath);
    try {
      const paths = await makePages(await signInBrowser(browser, url, "editor"), url);
      return await measure(new Reader(await signInBrowser(browser, url, "viewer"), url, paths), port);
    } finally {
      await browser.close();
    }
  });

export async function measurePages(options: PagesOptions): Promise<Line[]> {
  const windows = new NewWindows(options.asker.first, options.asker.last, DAYS, false);
  return [
    ...(await measureFirst(options, windows)),
    ...(await withReader(options, async (reader, port) => [
      ...(await measureOpened(options, reader, windows)),
      ...(await measureRates(options, reader, port, windows)),
    ])),
  ];
}
