/** Files of a million rows: CSV against COPY of the same rows through the same driver, workbooks, memory, and who else waits. */
import { Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { setTimeout as wait } from "node:timers/promises";
import postgres from "postgres";
import type { Viewer } from "@/lib/access/viewer";
import { createDashboard } from "@/lib/dashboards/create-dashboard";
import type { DashboardSpecInput } from "@/lib/dashboards/schema";
import type { ExportRequest } from "@/lib/exports/export-request";
import { openExport } from "@/lib/exports/open-export";
import type { Client } from "./http-client";
import { type Line, pairedLine } from "./report";
import { median } from "./statistics";
import { type TurnOptions, takeTurns, timed } from "./turns";

export interface ExportsOptions {
  /** Who may make dashboards. */
  editor: Viewer;
  url: string;
  from: string;
  to: string;
  options: TurnOptions;
}

const GROUP = "Exports of a million rows";
const RUN = Date.now().toString(36);
const SLUG = `bench-exports-${RUN}`;
const MEASURES = ["units", "settlement_amount", "margin", "orders", "ad_spend", "cost", "gross_sales"];
const MB = 1024 * 1024;

const table = (id: string, metrics: string[]): DashboardSpecInput["widgets"][number] => ({
  id,
  type: "table",
  title: id,
  dataset: "sales",
  dimensions: ["date", "sku", "channel"],
  config: { metrics, sort: [{ column: "date", direction: "asc" }], grandTotal: false },
});

async function makeDashboard({ editor, from, to }: ExportsOptions): Promise<void> {
  const box = { x: 0, w: 1152, h: 300 };
  const value: DashboardSpecInput = {
    slug: SLUG,
    name: SLUG,
    controls: [{ type: "date_range", dimension: "date", default: { from, to } }],
    widgets: [table("six", MEASURES.slice(0, 3)), table("ten", MEASURES)],
    layout: { width: 1152, widgets: { six: { ...box, y: 0 }, ten: { ...box, y: 312 } } },
  };
  await createDashboard(editor, { format: "json", value });
}

/** Takes a file as a network would: piece by piece, keeping none. @returns its rows, and the most memory it took meanwhile */
async function take(editor: Viewer, request: Pick<ExportRequest, "of" | "format">, signal: AbortSignal) {
  global.gc?.();
  const before = process.memoryUsage.rss();
  let most = before;
  const file = await openExport(editor, { address: "", values: "raw", bom: false, ...request }, { signal });
  for await (const _ of file.pieces) most = Math.max(most, process.memoryUsage.rss());
  return { rows: file.rows(), growth: (most - before) / MB };
}

const widget = (id: string): ExportRequest["of"] => ({ kind: "widget", dashboard: SLUG, widget: id });

async function measureCsv({ editor, url, from, to, options }: ExportsOptions): Promise<Line[]> {
  const sql = postgres(url, { max: 1, fetch_types: false, onnotice: () => {} });
  const copy = async () => {
    const rows = await sql
      .unsafe(
        `copy (select date, sku, channel, sum(units), sum(settlement_amount), sum(margin) from commerce.sales
           where date between '${from}' and '${to}' group by 1, 2, 3 order by 1, 2, 3) to stdout (format csv)`,
      )
      .readable();
    await pipeline(rows, new Writable({ write: (_chunk, _encoding, done) => done() }));
  };
  const taken: Awaited<ReturnType<typeof take>>[] = [];
  const csv = async () => {
    taken.push(await take(editor, { of: widget("six"), format: "csv" }, options.signal));
  };
  try {
    await copy();
    await csv();
    const paired = await takeTurns(
      options,
      () => timed(csv),
      () => timed(copy),
    );
    const rows = taken[0]?.rows ?? 0;
    const growth = Math.max(...taken.slice(1).map((one) => one.growth));
    return [
      pairedLine(
        GROUP,
        `CSV of ${rows.toLocaleString("en")} rows against COPY (…) TO STDOUT`,
        paired,
        { text: "≤ 1.3 ×", met: ({ ratio }) => ratio <= 1.3 },
        `${Math.round((rows * 1000) / paired.product.median / 1000)}k rows/s`,
      ),
      memory("memory while CSV is written", growth),
    ];
  } finally {
    await sql.end({ timeout: 1 });
  }
}

const memory = (name: string, growth: number): Line => ({
  group: GROUP,
  name,
  unit: "MB",
  product: growth,
  floor: null,
  ratio: null,
  goal: "≤ 32 MB more",
  met: growth <= 32,
  note: "",
});

async function measureWorkbook({ editor, options }: ExportsOptions): Promise<Line[]> {
  const speeds: number[] = [];
  const growths: number[] = [];
  for (let turn = 0; turn < 3; turn += 1) {
    options.signal.throwIfAborted();
    const started = performance.now();
    const { rows, growth } = await take(editor, { of: widget("ten"), format: "xlsx" }, options.signal);
    speeds.push((rows * 1000) / (performance.now() - started));
    if (turn > 0) growths.push(growth);
  }
  const speed = median(speeds);
  return [
    {
      group: GROUP,
      name: "rows of 10 columns into a workbook, from the question to the last byte",
      unit: "1/s",
      product: speed,
      floor: null,
      ratio: null,
      goal: "≥ 50,000 a second",
      met: speed >= 50_000,
      note: "",
    },
    memory("memory while a workbook is written", Math.max(...growths)),
  ];
}

/** A page's question asked again and again while ten files are on their way, against when none is. */
export async function measureCrowd(
  client: Client,
  question: (turn: number) => string,
  signal: AbortSignal,
): Promise<Line> {
  const ask = (turn: number) => timed(() => client.send("POST", "/api/v1/query", question(turn)));
  const times = async (from: number, count: number) => {
    const found: number[] = [];
    for (let i = 0; i < count; i += 1) {
      signal.throwIfAborted();
      found.push(await ask(from + i));
    }
    return found;
  };
  await times(0, 10);
  const alone = await times(10, 40);
  let done = 0;
  const exports = Array.from({ length: 10 }, () =>
    client.send("GET", `/api/v1/dashboards/${SLUG}/widgets/six/export?format=csv`, "").then(() => {
      done += 1;
    }),
  );
  await wait(1000);
  const crowded = await times(50, 40);
  const during = done;
  await Promise.all(exports);
  const ratio = median(crowded) / median(alone);
  return {
    group: GROUP,
    name: "a page's question while ten exports run, against none",
    unit: "ms",
    product: median(crowded),
    floor: median(alone),
    ratio,
    goal: null,
    met: null,
    note: `${during} of the ten had ended by then`,
  };
}

export async function measureExports(input: ExportsOptions): Promise<Line[]> {
  await makeDashboard(input);
  return [...(await measureCsv(input)), ...(await measureWorkbook(input))];
}
