import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Viewer } from "@/lib/access/viewer";
import { flushAudit } from "@/lib/audit/record-read";
import { createDashboard } from "@/lib/dashboards/create-dashboard";
import { person } from "@/lib/dashboards/person.fixture";
import type { DashboardSpecInput } from "@/lib/dashboards/schema";
import type { ExportRequest } from "@/lib/exports/export-request";
import { countExport, openExport } from "@/lib/exports/open-export";
import { closeRunners } from "@/lib/sources/open-runner";
import { loadCommerce } from "@/packs/commerce/demo/load";
import { type TestDatabase, testDatabase } from "@/tests/database";

/** Files of what a page shows, against SQL written by hand. */

const NOW = new Date("2026-07-14T03:00:00Z");
const JUNE = "date between '2026-06-01' and '2026-06-30'";
const SPEC: DashboardSpecInput = {
  slug: "exports",
  name: { en: "Exports", ko: "내보내기" },
  isPublic: true,
  controls: [
    { type: "date_range", dimension: "date", default: { from: "2026-06-01", to: "2026-06-30" } },
    { type: "select", name: "channel", dataset: "sales", dimension: "channel", label: "Channel" },
  ],
  widgets: [
    {
      id: "flat",
      type: "table",
      title: { en: "By brand", ko: "브랜드별" },
      dataset: "sales",
      dimensions: ["brand", "channel"],
      config: {
        metrics: ["margin", "roi"],
        sort: { column: "margin", direction: "desc" },
        pageSize: 5,
        labels: { margin: "이익" },
      },
    },
    {
      id: "tree",
      type: "table",
      title: "Tree",
      dataset: "sales",
      dimensions: ["product"],
      config: {
        metrics: ["settlement_amount", "roi"],
        groups: ["brand", "channel"],
        sort: { column: "settlement_amount", direction: "desc" },
      },
    },
    { id: "note", type: "text", text: "Nothing" },
  ],
  layout: {
    width: 1152,
    widgets: {
      flat: { x: 0, y: 0, w: 1152, h: 300 },
      tree: { x: 0, y: 312, w: 1152, h: 300 },
      note: { x: 0, y: 624, w: 1152, h: 100 },
    },
  },
} as DashboardSpecInput;

let database: TestDatabase | undefined;
let sql: postgres.Sql;
let viewer: Viewer;
beforeAll(async () => {
  database = await testDatabase();
  await loadCommerce({
    ownerUrl: database.ownerUrl,
    appRole: database.appRole,
    readerRole: database.readerRole,
    rows: 20_000,
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
const asked = (widget: string, { address = "", ...options }: Partial<ExportRequest> = {}): ExportRequest => ({
  of: { kind: "widget", dashboard: "exports", widget },
  address,
  format: "csv",
  values: "raw",
  bom: false,
  ...options,
});

async function read(request: ExportRequest, reader = viewer) {
  const file = await openExport(reader, request, { signal, now: NOW });
  const pieces: Uint8Array[] = [];
  for await (const piece of file.pieces) pieces.push(piece);
  return { ...file, bytes: Buffer.concat(pieces), text: Buffer.concat(pieces).toString() };
}
/** Fields of lines without quotes. */
const plain = (text: string) =>
  text
    .split("\r\n")
    .slice(0, -1)
    .map((line) => line.split(","));
const number = (text: string | undefined) => (text === "" ? null : Number(text));

describe("a flat table as CSV", () => {
  test("has every row, not the page, in the page's order, under its names", async () => {
    const { text, fileName, rows } = await read(asked("flat"));
    const [head, ...lines] = plain(text);
    expect(head?.[2]).toBe("이익");
    const expected = await sql.unsafe(`select brand, channel, sum(margin)::float8 as margin,
        100::float8 * sum(margin)::float8 / nullif(sum(ad_spend)::float8, 0) as roi
      from commerce.sales where ${JUNE} group by 1, 2 order by 3 desc nulls last, 1, 2`);
    expect(expected.length).toBeGreaterThan(20);
    expect(
      lines.map(([brand, channel, margin, roi]) => [brand, channel, number(margin), number(roi)]),
    ).toEqual(expected.map((row) => [row.brand, row.channel, row.margin, row.roi]));
    expect(rows()).toBe(expected.length);
    expect(fileName).toMatch(/^(Exports - By brand|내보내기 - 브랜드별) 2026-07-14\.csv$/);
  });

  test("follows the address: filter, sort, hidden columns", async () => {
    const { text } = await read(
      asked("flat", { address: "f.channel=naver&t.flat.sort=brand&t.flat.hide=channel&t.flat.metrics=roi" }),
    );
    const [head, ...lines] = plain(text);
    expect(head).toHaveLength(2);
    const expected = await sql.unsafe(`select distinct brand from commerce.sales
      where ${JUNE} and channel = 'naver' order by 1`);
    expect(lines.map(([brand]) => brand)).toEqual(expected.map(({ brand }) => brand));
  });

  test("knows how many rows it will have", async () => {
    const { rows } = await read(asked("flat"));
    expect(await countExport(viewer, asked("flat"), { signal, now: NOW })).toBe(rows());
  });
});

test("a grouped table as CSV has its groups as columns and no lines of totals", async () => {
  const { text } = await read(asked("tree"));
  const [head, ...lines] = plain(text);
  expect(head).toHaveLength(5);
  const [{ sum, count } = { sum: 0, count: 0 }] = await sql.unsafe(`
    select sum(s)::float8 as sum, count(*)::int as count from (
      select sum(settlement_amount) as s from commerce.sales where ${JUNE} group by brand, channel, product) as g`);
  expect(lines).toHaveLength(count);
  expect(lines.reduce((total, line) => total + Number(line[3]), 0)).toBeCloseTo(sum, 2);
});

test("JSON has rows and totals as the API answers them", async () => {
  const { text } = await read(asked("tree", { format: "json" }));
  const { columns, rows, subtotals, grandTotal, meta } = JSON.parse(text);
  expect(columns.map(({ name }: { name: string }) => name)).toEqual([
    "brand",
    "channel",
    "product",
    "settlement_amount",
    "roi",
  ]);
  expect(meta.rowCount).toBe(rows.length);
  const brands = subtotals[0].rows.reduce((sum: number, row: number[]) => sum + (row[3] ?? 0), 0);
  expect(brands).toBeCloseTo(grandTotal.settlement_amount, 2);
});

test("a workbook is an archive with a sheet about itself", async () => {
  const { bytes } = await read(asked("tree", { format: "xlsx" }));
  expect(bytes.subarray(0, 2).toString()).toBe("PK");
  const { writeFile } = await import("node:fs/promises");
  if (process.env.LF_KEEP) await writeFile("/tmp/tree.xlsx", bytes);
  const all = await read({
    ...asked("tree", { format: "xlsx" }),
    of: { kind: "dashboard", dashboard: "exports" },
  });
  if (process.env.LF_KEEP) await writeFile("/tmp/all.xlsx", all.bytes);
});

test("what has no data is refused by name; what is not there is not found", async () => {
  await expect(read(asked("note"))).rejects.toMatchObject({ code: "INPUT_001" });
  await expect(read(asked("nowhere"))).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test("is on record before its first byte, and with its rows after the last", async () => {
  await flushAudit();
  await read(asked("flat", { address: "f.channel=naver" }));
  await flushAudit();
  const entries =
    await sql`select action, metadata from audit_log where action like 'export.%' order by id desc limit 2`;
  expect(entries.map(({ action }) => action)).toEqual(["export.end", "export.begin"]);
  const [end] = entries;
  expect(end?.metadata).toMatchObject({ kind: "widget", widget: "flat", format: "csv", complete: true });
  expect(JSON.stringify(end?.metadata.filters)).toContain("naver");
  expect(end?.metadata.rows).toBeGreaterThan(0);
});
