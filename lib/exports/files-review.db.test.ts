import ExcelJS from "exceljs";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Viewer } from "@/lib/access/viewer";
import { flushAudit } from "@/lib/audit/record-read";
import { createDashboard } from "@/lib/dashboards/create-dashboard";
import { person } from "@/lib/dashboards/person.fixture";
import type { DashboardSpecInput } from "@/lib/dashboards/schema";
import { attachment } from "@/lib/export/attachment";
import type { ExportRequest } from "@/lib/exports/export-request";
import { openChart } from "@/lib/exports/open-chart";
import { countExport, openExport } from "@/lib/exports/open-export";
import { wordsIn } from "@/lib/i18n/words";
import { closeRunners } from "@/lib/sources/open-runner";
import { loadCommerce } from "@/packs/commerce/demo/load";
import { type TestDatabase, testDatabase } from "@/tests/database";

const NOW = new Date("2026-07-14T03:00:00Z");
const table = (id: string, config: object, more: object = {}) => ({
  id,
  type: "table",
  title: id,
  dataset: "sales",
  dimensions: ["product"],
  config: {
    metrics: ["settlement_amount", "settlement_amount__previous", "rows", "roi"],
    groups: ["brand", "channel"],
    ...config,
  },
  ...more,
});
const widgets = [
  table(
    "several",
    {
      metrics: ["settlement_amount"],
      groups: ["brand"],
      sort: { column: "settlement_amount", direction: "desc" },
    },
    { dimensions: ["channel", "product"] },
  ),
  table("above", { subtotals: "above" }),
  table("below", { subtotals: "below" }),
  table("none", { subtotals: "none", expanded: { levels: "all" } }),
  table("open", { expanded: { levels: "all" }, subtotalLevels: ["channel"] }),
  table("kept", { filters: [{ name: "settlement_amount", op: "gt", values: [100000] }], subtotals: "below" }),
  table("across", { pivot: { dimensions: ["country"] }, subtotals: "below" }),
  table("acrossAbove", { pivot: { dimensions: ["country"] } }),
  {
    id: "deaf",
    type: "table",
    title: "deaf",
    dataset: "sales",
    dimensions: ["brand"],
    config: { metrics: ["margin"] },
    ignores: ["channel", "date"],
  },
  {
    id: "chart",
    type: "chart",
    title: "chart",
    dataset: "sales",
    chart: { kind: "bar", x: { name: "brand" }, measure: "margin" },
  },
];
const SPEC = {
  slug: "reviewed",
  name: { en: `${"x".repeat(119)}😀`, ko: `${"x".repeat(119)}😀` },
  isPublic: true,
  controls: [
    { type: "date_range", dimension: "date", default: { from: "2026-06-01", to: "2026-06-30" } },
    { type: "select", name: "channel", dataset: "sales", dimension: "channel", label: "Channel" },
  ],
  widgets,
  layout: {
    width: 1152,
    widgets: Object.fromEntries(widgets.map(({ id }, i) => [id, { x: 0, y: i * 312, w: 1152, h: 300 }])),
  },
} as unknown as DashboardSpecInput;

let database: TestDatabase | undefined;
let sql: postgres.Sql;
let viewer: Viewer;
beforeAll(async () => {
  database = await testDatabase();
  await loadCommerce({
    ownerUrl: database.ownerUrl,
    appRole: database.appRole,
    readerRole: database.readerRole,
    rows: 5_000,
    until: "2026-07-31",
  });
  sql = postgres(database.ownerUrl, { max: 1, onnotice: () => {} });
  viewer = await person("editor");
  await createDashboard(viewer, { format: "json", value: SPEC });
}, 120_000);
afterAll(async () => {
  await flushAudit();
  await sql?.end();
  await closeRunners(1);
  await database?.close();
});

const signal = new AbortController().signal;
const OPTIONS = { words: wordsIn("en"), signal, now: NOW, totals: true };
const asked = (widget: string, more: Partial<ExportRequest> = {}): ExportRequest => ({
  of: { kind: "widget", dashboard: "reviewed", widget },
  address: "",
  format: "csv",
  values: "raw",
  bom: false,
  ...more,
});
async function read(request: ExportRequest) {
  const file = await openExport(viewer, request, { signal, now: NOW });
  const pieces: Uint8Array[] = [];
  for await (const piece of file.pieces) pieces.push(piece);
  return { ...file, bytes: Buffer.concat(pieces), text: Buffer.concat(pieces).toString() };
}

/** Sums of a sheet as Excel reckons them: SUBTOTAL leaves out cells that are SUBTOTALs themselves. */
function check(sheet: ExcelJS.Worksheet) {
  let formulas = 0;
  const wrong: unknown[] = [];
  sheet.eachRow((row) =>
    row.eachCell((cell) => {
      if (cell.type !== ExcelJS.ValueType.Formula) return;
      formulas += 1;
      const found = /^SUBTOTAL\(9,([A-Z]+)(\d+):[A-Z]+(\d+)\)$/.exec(cell.formula);
      if (!found) throw new Error(cell.formula);
      let sum = 0;
      for (let r = Number(found[2]); r <= Number(found[3]); r++) {
        const one = sheet.getCell(`${found[1]}${r}`);
        if (one.type === ExcelJS.ValueType.Number) sum += one.value as number;
      }
      if (Math.abs(sum - (cell.result as number)) > 1e-6)
        wrong.push([cell.address, cell.formula, cell.result, sum]);
    }),
  );
  return { formulas, wrong };
}

const workbookOf = async (request: ExportRequest) => {
  const workbook = new ExcelJS.Workbook();
  // Its own idea of a Buffer is older than Node's.
  await workbook.xlsx.load((await read(request)).bytes as never);
  return workbook;
};

test("rows of several dimensions stand in their group as they do on the page that opens it", async () => {
  const { text } = await read(asked("several"));
  const lines = text.split("\r\n").slice(1, -1);
  const expected = await sql`
    with sums as (select brand, channel, product, sum(settlement_amount) as s from commerce.sales
      where date between '2026-06-01' and '2026-06-30' group by 1, 2, 3),
    brands as (select brand, sum(s) as b from sums group by 1)
    select brand || ',' || channel || ',' || product as line from sums join brands using (brand)
    order by b desc nulls last, brand, s desc nulls last, channel, product`;
  expect(lines.map((line) => line.split(",").slice(0, 3).join(","))).toEqual(
    expected.map(({ line }) => line),
  );
  const { subtotals } = JSON.parse((await read(asked("several", { format: "json" }))).text);
  expect(subtotals.map(({ dimensions }: { dimensions: string[] }) => dimensions)).toEqual([["brand"]]);
  // Where values stand across, lines are read by other means.
  const across = await read(asked("several", { address: "t.several.pivot=country" }));
  const brands = across.text.split("\r\n").slice(1, -1);
  expect(brands[0]?.split(",").length).toBeGreaterThan(5);
  expect(brands.length).toBe(lines.length);
  expect(brands.map((line) => line.split(",").slice(0, 3).join(","))).toEqual(
    expected.map(({ line }) => line),
  );
});

describe("a file says what it was narrowed by", () => {
  const json = async (widget: string, address: string) =>
    JSON.parse((await read(asked(widget, { format: "json", address }))).text).meta.notes;
  const onRecord = async () => {
    await flushAudit();
    const [entry] =
      await sql`select metadata from audit_log where action = 'export.begin' order by id desc limit 1`;
    return entry?.metadata as { filters: string[]; period: string | null; notes?: string[] };
  };

  test("and what was asked for in vain", async () => {
    expect(await json("chart", "f.channel=naver")).toBeUndefined();
    const view = "00000000-0000-4000-8000-000000000009";
    const notes = await json("chart", `f.nowhere=x&compare=never&view=${view}`);
    expect(notes).toEqual([
      expect.stringContaining("never"),
      expect.stringContaining("nowhere"),
      expect.stringMatching(/view|뷰/i),
    ]);
    expect((await onRecord()).notes).toEqual(notes);
  });

  test("but never by what it ignores, or by its own marks", async () => {
    await json("deaf", "f.channel=naver&x.chart=brand:x");
    expect(await onRecord()).toMatchObject({ filters: [expect.stringContaining("x")], period: null });
    expect(await json("deaf", "")).toEqual([expect.stringMatching(/Channel/)]);
    await json("chart", "f.channel=naver&x.chart=brand:x");
    expect(await onRecord()).toMatchObject({
      filters: [expect.stringContaining("naver")],
      period: expect.any(String),
    });
  });
});

describe.each(["above", "below", "none", "open", "kept", "across", "acrossAbove"])("sums of %s", (id) => {
  test.each(["", "compare=previous_period", "f.channel=naver"])(
    "are what their formulas come to: %s",
    async (address) => {
      const [sheet] = (await workbookOf(asked(id, { format: "xlsx", address }))).worksheets;
      if (!sheet) throw new Error("no sheet");
      const { formulas, wrong } = check(sheet);
      expect(wrong).toEqual([]);
      expect(formulas).toBeGreaterThan(0);
    },
  );
});

test("a name is never cut within a letter: a header could not say it", async () => {
  const { fileName } = await read(asked("above"));
  expect(fileName).toMatch(/^x{119} 2026/);
  expect(attachment(fileName)).toContain("x".repeat(119));
});

test("a chart's file has all rows, however few the question wanted", async () => {
  const query = { dataset: "sales", dimensions: ["brand"], measures: ["margin"], limit: 2 };
  const { answer } = await openChart(viewer, { id: "x", title: "x", query }, OPTIONS);
  let rows = 0;
  for await (const batch of answer.batches) rows += batch.length;
  const [{ count } = { count: 0 }] =
    await sql`select count(distinct brand)::int as count from commerce.sales`;
  expect(count).toBeGreaterThan(2);
  expect(rows).toBe(count);
});

test("a chart with others says where rows are missing", async () => {
  const top = { dimension: "brand", n: 3, by: "margin", others: true };
  const query = { dataset: "sales", dimensions: ["brand"], measures: ["margin"], top };
  const notes = async (limit: number) =>
    (await openChart(viewer, { id: "x", title: "x", query: { ...query, limit } }, OPTIONS)).notes;
  expect(await notes(100)).toEqual([]);
  expect(await notes(2)).toEqual([expect.stringContaining("3")]);
});

test("of many widgets one that can't be read keeps nobody from the others", async () => {
  const all: ExportRequest = {
    ...asked("", { format: "xlsx" }),
    of: { kind: "dashboard", dashboard: "reviewed" },
  };
  const whole = await countExport(viewer, all, { signal, now: NOW });
  const one = await countExport(viewer, asked("above"), { signal, now: NOW });
  await sql`update dashboards set config = jsonb_set(config, '{widgets,1,dataset}', '"gone"')
    where slug = 'reviewed'`;
  expect(await countExport(viewer, all, { signal, now: NOW })).toBe((whole ?? 0) - (one ?? 0));
  const { worksheets } = await workbookOf(all);
  expect(worksheets.map(({ name }) => name)).not.toContain("above");
  expect(worksheets.map(({ name }) => name)).toContain("below");
  const alone = countExport(viewer, asked("above"), { signal, now: NOW });
  await expect(alone).rejects.toMatchObject({ code: "QUERY_001" });
});
