/** What a table takes in a browser: frames while scrolling, gaps while rows are on their way, sorting, script. */
import type { BrowserContext, Page } from "@playwright/test";
import type { QueryInput } from "@/lib/query/query";
import { openBrowser, signInBrowser } from "./browser";
import { type Line, pairedLine } from "./report";
import { frameTime, openEmptyList } from "./scroll-frames";
import { type Paired, pairsOf } from "./statistics";
import { clickUntilPainted, groupTurns, lineWithoutGoal, sortAtHand } from "./table-sorts";
import { type TurnOptions, takeTurns } from "./turns";

export interface Pages {
  url: string;
  executablePath: string;
  /** With about a million combinations of day, SKU and channel. */
  from: string;
  to: string;
  options: TurnOptions;
}

const GROUP = "A table in Chromium";
/** Of this run: whoever made those of others is no longer known. */
const RUN = Date.now().toString(36);
const SCROLLED = `bench-scroll-${RUN}`;
const PAGED = `bench-pages-${RUN}`;
const FEW = `bench-few-${RUN}`;
/** Days with some fifty thousand rows in them. */
const FEW_DAYS = 6;
const SCROLLER = "section:has(> table)";
const MOST_SCRIPT_KB = 250;
/** Three frames: what drawing the rows that came may take. */
const DRAWING_MS = 50;

const question = ({ from, to }: Pages): QueryInput => ({
  dataset: "sales",
  dimensions: ["date", "sku", "channel"],
  measures: ["orders", "settlement_amount", "cost", "ad_spend", "margin", "roi"],
  time: { name: "date", from, to },
  sort: [{ column: "settlement_amount", direction: "desc" }],
});

/** The day `days` days before the last one, both counted. */
function fewDays({ to }: Pages): string {
  const day = new Date(`${to}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() - FEW_DAYS + 1);
  return day.toISOString().slice(0, 10);
}

/** A dashboard of a table whose rows are scrolled, the same of few days, and one of a table in pages below a chart. */
async function makeDashboards(editor: BrowserContext, pages: Pages): Promise<void> {
  const { dimensions, measures, sort } = question(pages);
  const table = { id: "rows", type: "table", title: "Rows", dataset: "sales" };
  const place = { x: 0, y: 0, w: 1152, h: 640 };
  const chart = {
    id: "days",
    type: "chart",
    title: "Days",
    dataset: "sales",
    chart: {
      kind: "bar",
      x: { name: "date", grain: "day" },
      measure: "settlement_amount",
      series: "channel",
    },
  };
  const dashboards = [
    {
      slug: SCROLLED,
      widgets: [{ ...table, dimensions, config: { metrics: measures, sort, paging: "scroll" } }],
      layout: { width: 1152, widgets: { rows: place } },
    },
    {
      slug: FEW,
      from: fewDays(pages),
      widgets: [{ ...table, dimensions, config: { metrics: measures, sort, paging: "scroll" } }],
      layout: { width: 1152, widgets: { rows: place } },
    },
    {
      slug: PAGED,
      widgets: [{ ...table, dimensions: ["product"], config: { metrics: measures, sort } }, chart],
      layout: { width: 1152, widgets: { rows: place, days: { ...place, y: 652, h: 256 } } },
    },
  ];
  for (const { from = pages.from, ...dashboard } of dashboards) {
    const controls = [{ type: "date_range", dimension: "date", default: { from, to: pages.to } }];
    const data = { ...dashboard, name: dashboard.slug, isPublic: true, controls };
    const made = await editor.request.post(`${pages.url}/api/v1/dashboards`, { data });
    if (!made.ok()) throw new Error(`the dashboard was refused: ${await made.text()}`);
  }
}

/** Waits until every row in sight has its values. */
async function settled(page: Page): Promise<void> {
  // A page behind another draws no frames.
  await page.bringToFront();
  await page.waitForFunction(
    () =>
      document.querySelector("tbody tr[aria-rowindex]") &&
      !document.querySelector("tbody tr[aria-busy=true]"),
    undefined,
    { timeout: 120_000 },
  );
}

/** From a leap until the rows there are drawn, and the one request that brought them. */
async function leap(page: Page, share: number): Promise<[gap: number, trip: number] | null> {
  await settled(page);
  return page.evaluate(
    async ({ scroller, share }) => {
      const element = document.querySelector(scroller);
      if (!element) throw new Error("nothing scrolls");
      const next = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
      performance.clearResourceTimings();
      const started = performance.now();
      element.scrollTop = share * (element.scrollHeight - element.clientHeight);
      await next();
      await next();
      const busy = () => document.querySelector("tbody tr[aria-busy=true]") !== null;
      if (!busy()) return null;
      while (busy()) await next();
      const gap = performance.now() - started;
      const trips = performance
        .getEntriesByType("resource")
        // What was read ahead of the place before says nothing of this one.
        .filter(({ name, startTime }) => name.endsWith("/query/windows") && startTime >= started)
        .map(({ duration }) => duration);
      return trips.length > 0 ? [gap, Math.max(...trips)] : null;
    },
    { scroller: SCROLLER, share },
  );
}

async function measureLeaps(page: Page, turns: number): Promise<Line> {
  const taken: [number, number][] = [];
  for (let turn = 0; turn < turns; turn++) {
    const one = await leap(page, (0.07 + turn * 0.381966) % 1);
    if (one) taken.push(one);
  }
  const goal = {
    text: "≤ one round trip, and drawing",
    met: ({ more }: Paired) => more <= DRAWING_MS,
  };
  return pairedLine(GROUP, "a leap, until its rows are there, against its request", pairsOf(taken), goal);
}

/** A click on a head until other rows are painted, and the request in between. */
async function sortOnce(page: Page): Promise<[painted: number, trip: number]> {
  await settled(page);
  return clickUntilPainted(page, "th[data-head] button", "^Margin");
}

/** Some fifty thousand rows: in the order of a number by a click, where they scroll and as the browser orders them, and in groups. */
async function measureFewDays(viewer: BrowserContext, pages: Pages): Promise<Line[]> {
  const { url, options } = pages;
  const page = await viewer.newPage();
  await page.goto(`${url}/d/${FEW}`);
  await page.locator(`${SCROLLER} tbody tr`).first().waitFor();
  await leap(page, 0.5);
  await settled(page);
  const count = await page.locator("table[aria-rowcount]").first().getAttribute("aria-rowcount");
  const rows = `${Number(count).toLocaleString("en")} rows`;
  const sorted: [number, number][] = [];
  for (let turn = 0; turn < options.turns; turn++) sorted.push(await sortOnce(page));
  const grouped = await groupTurns(page, "SKU", options.turns);
  await page.close();
  return [
    lineWithoutGoal(
      GROUP,
      "a click on a head of rows that scroll until painted, against its request",
      pairsOf(sorted),
      `${rows}; put in order by the engine`,
    ),
    lineWithoutGoal(
      GROUP,
      "a click that groups, or no longer, until painted, against its request",
      grouped,
      `${rows} by SKU; grouped by the engine`,
    ),
    await sortAtHand(viewer, url, GROUP, { ...question(pages), sort: [] }, options),
  ];
}

/** Script a page loads with nothing kept, in KB as it comes over the wire. */
async function scriptOf(context: BrowserContext, address: string): Promise<number> {
  const page = await context.newPage();
  await page.goto(address, { waitUntil: "load" });
  const bytes = await page.evaluate(() =>
    performance
      .getEntriesByType("resource")
      .filter(({ name }) => new URL(name).pathname.endsWith(".js"))
      .reduce((sum, entry) => sum + (entry as PerformanceResourceTiming).encodedBodySize, 0),
  );
  await page.close();
  return bytes / 1024;
}

export async function measureTables(pages: Pages): Promise<Line[]> {
  const { url, options } = pages;
  const browser = await openBrowser(pages.executablePath);
  try {
    const editor = await signInBrowser(browser, url, "editor");
    await makeDashboards(editor, pages);
    const viewer = await signInBrowser(browser, url, "viewer");
    const script = await scriptOf(viewer, `${url}/d/${SCROLLED}`);
    const withCharts = await scriptOf(viewer, `${url}/d/${PAGED}`);
    const page = await viewer.newPage();
    await page.goto(`${url}/d/${SCROLLED}`);
    await page.locator(`${SCROLLER} tbody tr`).first().waitFor();
    // The reading of all rows happens once; what is measured is scrolling them.
    await leap(page, 0.5);
    await settled(page);
    const size = await page.evaluate((scroller) => {
      const element = document.querySelector(scroller);
      const rows = Number(document.querySelector("table[aria-rowcount]")?.getAttribute("aria-rowcount"));
      return { rows, height: element?.scrollHeight ?? 0, shown: element?.clientHeight ?? 0 };
    }, SCROLLER);
    const empty = await openEmptyList(await viewer.newPage(), size.height, size.shown);
    const frames = await takeTurns(
      options,
      (turn) => frameTime({ page, element: SCROLLER }, turn),
      (turn) => frameTime(empty, turn),
    );
    const lines = [
      pairedLine(
        GROUP,
        "a frame (95th percentile) while scrolling, against an empty virtual list",
        frames,
        { text: "≤ 1.1 ×", met: ({ ratio }) => ratio <= 1.1 },
        `${size.rows.toLocaleString("en")} rows`,
      ),
      await measureLeaps(page, options.turns * 3),
    ];
    await page.goto(`${url}/d/${PAGED}`);
    const sorted: [number, number][] = [];
    for (let turn = 0; turn < options.turns; turn++) sorted.push(await sortOnce(page));
    lines.push(
      lineWithoutGoal(GROUP, "a click on a head until painted, against its request", pairsOf(sorted)),
      ...(await measureFewDays(viewer, pages)),
    );
    lines.push({
      group: GROUP,
      name: "script of a table dashboard, compressed",
      unit: "KB",
      product: script,
      floor: null,
      ratio: null,
      goal: `≤ ${MOST_SCRIPT_KB} KB`,
      met: script <= MOST_SCRIPT_KB,
      note: `with a chart in sight ${withCharts.toFixed(0)} KB`,
    });
    return lines;
  } finally {
    await browser.close();
  }
}
