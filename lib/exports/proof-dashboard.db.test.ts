import ExcelJS from "exceljs";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Viewer } from "@/lib/access/viewer";
import { flushAudit } from "@/lib/audit/record-read";
import { createDashboard } from "@/lib/dashboards/create-dashboard";
import { person } from "@/lib/dashboards/person.fixture";
import { type ExpectedLine, expectedLines } from "@/lib/exports/expected-lines.fixture";
import {
  ADDRESS,
  BEFORE,
  PERIOD,
  proofSpec,
  readExport,
  readJson,
  type Tree,
  treesOver,
} from "@/lib/exports/proof-dashboard.fixture";
import { closeRunners } from "@/lib/sources/open-runner";
import { createView } from "@/lib/views/create-view";
import { loadCommerce } from "@/packs/commerce/demo/load";
import { checkWorkbook } from "@/tests/check-workbook";
import { type TestDatabase, testDatabase } from "@/tests/database";

/** A whole dashboard as a workbook: nothing Excel would repair, and what another reader finds in it is what SQL says. */

let database: TestDatabase | undefined;
let sql: postgres.Sql;
let viewer: Viewer;
let trees: Tree[];
let bytes: Buffer;
const book = new ExcelJS.Workbook();
const query = async (text: string) => [...(await sql.unsafe(text))];

beforeAll(async () => {
  database = await testDatabase();
  const { ownerUrl, appRole, readerRole } = database;
  await loadCommerce({ ownerUrl, appRole, readerRole, rows: 20_000, until: "2026-07-31" });
  sql = postgres(ownerUrl, { max: 1, onnotice: () => {} });
  const list = async (name: string) =>
    (await query(`select distinct ${name} as v from commerce.sales where ${PERIOD} order by 1`)).map(
      ({ v }) => v,
    );
  trees = treesOver(await list("brand"), await list("channel"));
  viewer = await person("editor");
  await createDashboard(viewer, { format: "json", value: proofSpec(trees) });
  const view = await createView(viewer, "proof", {
    name: "월간 보고",
    widgets: { kept: { grandTotal: false } },
  });
  bytes = await readExport(viewer, {
    of: { kind: "dashboard", dashboard: "proof" },
    format: "xlsx",
    address: `${ADDRESS}&view=${view.id}`,
  });
  // Its own idea of a Buffer is older than Node's.
  await book.xlsx.load(bytes as never);
}, 120_000);
afterAll(async () => {
  await flushAudit();
  await sql?.end();
  await closeRunners(1);
  await database?.close();
});

const sheetOf = (name: string): ExcelJS.Worksheet => {
  const sheet = book.getWorksheet(name);
  if (!sheet) throw new Error(`no ${name} among ${book.worksheets.map((one) => one.name)}`);
  return sheet;
};
/** What a cell holds, or what its formula comes to. */
const plain = (cell: ExcelJS.Cell) => {
  const { value } = cell;
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  if (value !== null && typeof value === "object" && "hyperlink" in value) return value.text;
  return (cell.formula ? cell.result : value) ?? null;
};
const rowOf = (sheet: ExcelJS.Worksheet, row: number, columns: number) =>
  Array.from({ length: columns }, (_, i) => plain(sheet.getCell(row, i + 1)));
const letter = (place: number) => String.fromCharCode(64 + place);
interface Conditional {
  ref: string;
  rules: { type: string }[];
}
const rulesOf = (sheet: ExcelJS.Worksheet) =>
  (sheet as unknown as { conditionalFormattings: Conditional[] }).conditionalFormattings.flatMap(
    ({ ref, rules }) => rules.map(({ type }) => `${ref} ${type}`),
  );

test("is one that Excel opens as it is, a sheet a widget, in the order of the page", () => {
  expect(checkWorkbook(bytes)).toEqual([]);
  expect(book.worksheets.map(({ name }) => name)).toEqual([
    "브랜드 성과 6월",
    "Subtotals above",
    "Subtotals below",
    "No subtotals",
    "Rows with a margin",
    "Pivot",
    "Largest",
    "KPIs",
    "About",
  ]);
});

describe("a flat table", () => {
  test("has every row of SQL in the page's order, its hidden column hidden, its formats and links", async () => {
    const sheet = sheetOf("브랜드 성과 6월");
    const rows = await query(`select brand, channel, date::text as day, sum(margin)::float8 as margin,
        100::float8 * sum(margin)::float8 / nullif(sum(ad_spend)::float8, 0) as roi,
        sum(settlement_amount)::float8 as settled, sum(orders)::float8 as orders, sum(ad_spend)::float8 as spend
      from commerce.sales where ${PERIOD} group by 1, 2, 3 order by 3, 4 desc nulls last, 1, 2`);
    expect(rows.length).toBeGreaterThan(300);
    expect(rowOf(sheet, 1, 8)).toEqual([
      "Brand",
      "Channel",
      "Date",
      "이익 =1+1",
      "ROI",
      "Settlement",
      "Orders",
      "Ad spend",
    ]);
    rows.forEach((row, i) => {
      expect(rowOf(sheet, i + 2, 8)).toEqual(Object.values(row));
    });
    const total = rows.length + 2;
    expect([sheet.rowCount, plain(sheet.getCell(total, 1))]).toEqual([total, "Total"]);
    for (const [place, name] of [
      [4, "margin"],
      [6, "settlement_amount"],
      [7, "orders"],
    ] as const) {
      const [sum] = await query(`select sum(${name})::float8 as sum from commerce.sales where ${PERIOD}`);
      const cell = sheet.getCell(total, place);
      expect([cell.formula, cell.result]).toEqual([
        `SUBTOTAL(9,${letter(place)}2:${letter(place)}${total - 1})`,
        sum?.sum,
      ]);
    }
    expect(sheet.getCell(total, 5).formula).toBeUndefined();
    expect([4, 8].map((place) => sheet.getColumn(place).hidden)).toEqual([false, true]);
    expect([3, 4, 6, 7].map((place) => sheet.getCell(2, place).numFmt)).toEqual([
      "yyyy-mm-dd",
      "[$₩-409]#,##0",
      "[$₩-409]#,##0",
      "#,##0.00",
    ]);
    expect(
      new Set(rows.flatMap((row, i) => (row.roi === null ? [] : sheet.getCell(i + 2, 5).numFmt))),
    ).toEqual(new Set(['#,##0.0"%"']));
    expect(sheet.views[0]).toMatchObject({ state: "frozen", xSplit: 2, ySplit: 1 });
    expect(sheet.autoFilter).toBe(`A1:G${total - 1}`);
    const [first] = rows;
    expect(sheet.getCell(2, 1).hyperlink).toBe(
      `https://shop.example/${encodeURIComponent(first?.brand)}?c=${first?.channel}`,
    );
    const body = (column: string) => `${column}2:${column}${total - 1}`;
    expect(rulesOf(sheet).sort()).toEqual(
      [
        `${body("D")} expression`,
        `${body("D")} top10`,
        `${body("E")} colorScale`,
        `${body("F")} dataBar`,
        // Cells without a number take no icon.
        `${body("G")} expression`,
        `${body("G")} iconSet`,
      ].sort(),
    );
  });
});

describe("a grouped table", () => {
  /** The rows of a sheet as SQL has them: lines from the second row, after that of the names. */
  async function read({ title, ...tree }: Tree) {
    const json = await readJson(viewer, tree.id);
    const depth = tree.groups.length + 1;
    const lines = await expectedLines(
      sql,
      { title, ...tree },
      json.rows.map((row) => row.slice(0, depth) as (string | null)[]),
    );
    return { sheet: sheetOf(title), lines: tree.id === "kept" ? lines.slice(0, -1) : lines, depth };
  }
  const found = (sheet: ExcelJS.Worksheet, count: number) =>
    Array.from({ length: count }, (_, i) => sheet.getRow(i + 2)).map((row) => ({
      level: row.outlineLevel ?? 0,
      hidden: row.hidden,
    }));
  const name = (line: ExpectedLine, place: Tree["place"]) => {
    const text = line.path.at(-1) ?? null;
    if (line.kind === "total") return "Total";
    return line.kind === "group" && place === "below" ? `${text ?? "–"} subtotal` : text;
  };

  test.each(["above", "below", "nowhere", "kept"])(
    "(%s) has its groups as levels, folded as on the page, and what SQL says they come to",
    async (id) => {
      const tree = trees.find((one) => one.id === id);
      if (!tree) throw new Error(id);
      const { sheet, lines, depth } = await read(tree);
      expect(sheet.rowCount).toBe(lines.length + 1);
      expect(found(sheet, lines.length)).toEqual(lines.map(({ level, hidden }) => ({ level, hidden })));
      expect(new Set(lines.map(({ hidden }) => hidden)).size).toBe(id === "kept" ? 1 : 2);
      const at = (line: ExpectedLine) => Math.max(1, line.path.length);
      expect(lines.map((line, i) => plain(sheet.getCell(i + 2, at(line))))).toEqual(
        lines.map((line) => name(line, tree.place)),
      );
      expect(lines.map((_, i) => rowOf(sheet, i + 2, depth + 4).slice(depth))).toEqual(
        lines.map(({ values }) => values ?? [null, null, null, null]),
      );
      const formulas = lines.map((_, i) =>
        [1, 2, 3, 4].map((place) => sheet.getCell(i + 2, depth + place).formula ?? null),
      );
      const over = ([from, to]: [number, number], place: number) =>
        `SUBTOTAL(9,${letter(depth + place)}${from + 2}:${letter(depth + place)}${to + 2})`;
      expect(formulas).toEqual(
        lines.map(({ over: range, values }) =>
          [1, 2, 3, 4].map((place) => (range && values && place !== 3 ? over(range, place) : null)),
        ),
      );
      expect(sheet.properties.outlineProperties?.summaryBelow ?? true).toBe(tree.place === "below");
      expect(sheet.views[0]).toMatchObject({ xSplit: depth, ySplit: 1 });
    },
  );

  test("has rules over its rows alone", () => {
    const rules = rulesOf(sheetOf("Subtotals above"));
    expect(rules.length).toBeGreaterThan(0);
    expect(rules.every((rule) => /^F2:F\d+ (cellIs|expression)$/.test(rule))).toBe(true);
  });
});

test("a pivot has headings over its columns, merged, and what SQL says for both periods", async () => {
  const sheet = sheetOf("Pivot");
  const channels = (
    await query(`select distinct channel from commerce.sales where ${PERIOD} order by 1`)
  ).map(({ channel }) => channel);
  const heads = (row: number) =>
    Array.from({ length: sheet.columnCount - 2 }, (_, i) => sheet.getCell(row, i + 3)).map((cell) =>
      String(cell.master.value ?? ""),
    );
  const across = [...channels, "Total"];
  expect(heads(1)).toEqual(across.flatMap((channel) => Array(4).fill(channel)));
  expect(heads(2)).toEqual(
    across.flatMap(() => [...Array(3).fill("Settlement"), "ROI"].map((text, i) => (i < 3 ? text : ""))),
  );
  expect(sheet.views[0]).toMatchObject({ state: "frozen", ySplit: 3 });
  const total = sheet.rowCount;
  expect(plain(sheet.getCell(total, 1))).toBe("Total");
  const sums = async (where: string) =>
    new Map(
      (
        await query(`select channel, sum(settlement_amount)::float8 as sum,
          100::float8 * sum(margin)::float8 / nullif(sum(ad_spend)::float8, 0) as roi
        from commerce.sales where ${where} group by rollup (channel)`)
      ).map(({ channel, sum, roi }) => [channel ?? "Total", { sum, roi }]),
    );
  const [now, before] = await Promise.all([sums(PERIOD), sums(BEFORE)]);
  across.forEach((channel, i) => {
    const [own, previous, change, roi] = rowOf(sheet, total, sheet.columnCount).slice(2 + i * 4, 6 + i * 4);
    const { sum, roi: wanted } = now.get(channel) ?? {};
    expect([own, previous, roi]).toEqual([sum, before.get(channel)?.sum, wanted]);
    expect(change).toBeCloseTo((100 * (sum - before.get(channel)?.sum)) / before.get(channel)?.sum, 9);
  });
  expect(sheet.getCell(total, 5).numFmt).toBe('+#,##0.0"%";-#,##0.0"%";#,##0.0"%"');
});

test("a chart has the rest as a row of its own, KPIs are one row", async () => {
  const chart = sheetOf("Largest");
  const brands = await query(`select brand, sum(settlement_amount)::float8 as sum from commerce.sales
    where ${PERIOD} group by 1 order by 2 desc`);
  const rest = brands.slice(3).reduce((sum, row) => sum + row.sum, 0);
  expect([2, 3, 4, 5].map((row) => rowOf(chart, row, 2))).toEqual([
    ...brands.slice(0, 3).map(({ brand, sum }) => [brand, sum]),
    ["Others", rest],
  ]);
  const kpis = sheetOf("KPIs");
  const [wanted] = await query(`select sum(settlement_amount)::float8 as sum, sum(orders)::float8 as orders
    from commerce.sales where ${PERIOD}`);
  expect(kpis.rowCount).toBe(2);
  expect(plain(kpis.getCell("A2"))).toBe(wanted?.sum);
  expect(rowOf(kpis, 2, kpis.columnCount)).toContain(wanted?.orders);
});

test("the sheet about it says of what, of whom, when and under which filters", async () => {
  const about = sheetOf("About");
  const facts = new Map<string, unknown>();
  about.eachRow((row) => {
    const [name, value] = [plain(row.getCell(1)), plain(row.getCell(2))];
    if (name && !facts.has(String(name))) facts.set(String(name), value);
  });
  const [{ count } = { count: 0 }] = await query("select count(*)::int as count from dataset_versions");
  expect(count).toBeGreaterThan(0);
  expect(Object.fromEntries(facts)).toMatchObject({
    Dashboard: "Proof",
    View: "월간 보고",
    Period: expect.stringMatching(/Jun.*1.*30.*2026/),
    Filters: "Country: KR",
    "Exported by": `${viewer.name} <${viewer.email}>`,
    "Time zone": "Asia/Seoul",
    Notes: "All rows are in this file.",
    Address: expect.stringMatching(/^https?:\/\/.*\/d\/proof\?f\.country=KR&view=/),
  });
  expect(String(facts.get("Data as of"))).toMatch(/2026/);
  const ids = ["flat", ...trees.map(({ id }) => id), "pivot", "chart", "kpi"];
  const counts = await Promise.all(ids.map(async (id) => (await readJson(viewer, id)).rows.length));
  expect(facts.get("Rows")).toBe(counts.reduce((sum, one) => sum + one, 0));
  const last = about.rowCount;
  expect(ids.map((_, i) => plain(about.getCell(last - ids.length + 1 + i, 3)))).toEqual(counts);
});
