import ExcelJS from "exceljs";
import fc from "fast-check";
import { unzipSync } from "fflate";
import { beforeAll, describe, expect, test } from "vitest";
import type { ExportSheet } from "@/lib/exports/export-sheet";
import { inBatches } from "@/lib/exports/open-table";
import { writeWorkbook } from "@/lib/exports/workbook/write-workbook";
import { wordsIn } from "@/lib/i18n/words";
import type { Cell, ResultColumn } from "@/lib/query/result";
import { testViewer } from "@/lib/query/testing/test-viewer";
import { tableColumns } from "@/lib/table/columns";
import { checkWorkbook } from "@/tests/check-workbook";

/** Tables that do not fit into a sheet, whatever their groups: no row is lost or doubled, and no formula says anything untrue. */

beforeAll(() => {
  Object.assign(process.env, {
    DATABASE_URL: "postgres://nobody@localhost/none",
    APP_SECRET: "test-secret-test-secret-test-secret-1234",
  });
});

const COLUMNS: ResultColumn[] = [
  { name: "brand", label: "Brand", kind: "dimension", type: "string" },
  { name: "channel", label: "Channel", kind: "dimension", type: "string" },
  { name: "sku", label: "SKU", kind: "dimension", type: "string" },
  { name: "sales", label: "Sales", kind: "measure", type: "number", additive: true },
  { name: "share", label: "Share", kind: "measure", type: "number", additive: false },
];
const GROUPS = 2;

interface Asked {
  rows: Cell[][];
  place: "above" | "below" | "none";
  /** Keys of groups that are closed. */
  closed: Set<string>;
  /** Levels whose groups show what they come to. */
  counted: boolean[];
  /** Some of the groups have no total, as where their list was cut. */
  cut: boolean;
  total: boolean;
}

const key = (path: readonly Cell[]) => JSON.stringify(path);

/** What each group comes to, those first that come first. */
function totalsOf(rows: readonly Cell[][], depth: number): Cell[][] {
  const groups = new Map<string, Cell[]>();
  for (const row of rows) {
    const path = row.slice(0, depth);
    const own = groups.get(key(path)) ?? [...path, ...Array(3 - depth).fill(null), 0, -1];
    own[3] = Number(own[3]) + Number(row[3]);
    groups.set(key(path), own);
  }
  return [...groups.values()];
}

function sheetOf({ rows, place, closed, counted, cut, total }: Asked): ExportSheet {
  const sizes = [1, 2].map((depth) => {
    const counts = new Map<string, number>();
    for (const row of rows)
      counts.set(key(row.slice(0, depth)), (counts.get(key(row.slice(0, depth))) ?? 0) + 1);
    return counts;
  });
  const sized = rows.map((row) => [
    ...row,
    ...[1, 2].map((depth, i) => sizes[i]?.get(key(row.slice(0, depth))) ?? 0),
  ]);
  const lists = [1, 2].map((depth) => ({
    dimensions: COLUMNS.slice(0, depth).map(({ name }) => name),
    rows: cut && depth === 2 ? totalsOf(rows, depth).slice(0, 1) : totalsOf(rows, depth),
  }));
  const config = { metrics: ["sales", "share"], subtotals: place };
  const [whole] = totalsOf(rows, 0);
  return {
    id: "w",
    title: "Table",
    columns: tableColumns(COLUMNS, config, {}, "en"),
    hidden: [],
    groups: GROUPS,
    config,
    isOpen: (path) => !closed.has(key(path)),
    counts: (level) => counted[level] ?? true,
    facts: async () => ({}),
    answer: {
      batches: inBatches(sized),
      subtotals: lists,
      ...(total ? { grandTotal: { sales: whole?.[3] ?? null, share: 1 } } : {}),
      sizesFrom: cut ? null : COLUMNS.length,
    },
    dataAsOf: null,
    notes: [],
  };
}

async function bytesOf(sheet: ExportSheet, mostRows?: number): Promise<Buffer> {
  const part = {
    id: "w",
    title: "Table",
    filters: [],
    notes: [],
    question: { dataset: "sales" },
    open: async () => sheet,
  };
  const subject = {
    title: "Board",
    dashboard: "board",
    dataset: null,
    view: null,
    period: null,
    filters: [],
    notes: [],
    parts: [part],
  };
  const pieces: Uint8Array[] = [];
  for await (const piece of writeWorkbook({
    subject,
    about: { viewer: testViewer(), address: "", now: new Date("2026-07-14T03:00:00Z") },
    words: {
      locale: "en",
      timezone: "Asia/Seoul",
      masked: "No access",
      total: "Total",
      subtotalOf: (line) => `${line} subtotal`,
      all: wordsIn("en"),
    },
    open: async (one) => one.open({} as never),
    count: () => {},
    sayError: () => null,
    ...(mostRows === undefined ? {} : { mostRows }),
  }))
    pieces.push(piece);
  return Buffer.concat(pieces);
}

async function write(sheet: ExportSheet, mostRows?: number) {
  const bytes = await bytesOf(sheet, mostRows);
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(bytes as never);
  const about = new Map<string, unknown>();
  book.getWorksheet("About")?.eachRow((row) => about.set(String(row.getCell(1).value), row.getCell(2).value));
  return { bytes, about, tables: book.worksheets.filter(({ name }) => name.startsWith("Table")), book };
}

/** What SUBTOTAL comes to: numbers that are no SUBTOTALs themselves. */
function reckon(sheet: ExcelJS.Worksheet, formula: string): number {
  const [, from, first, to, last] = /^SUBTOTAL\(9,([A-Z]+)(\d+):([A-Z]+)(\d+)\)$/.exec(formula) ?? [];
  if (!from || from !== to || Number(first) > Number(last) || Number(first) < 2) throw new Error(formula);
  let sum = 0;
  for (let row = Number(first); row <= Number(last); row++) {
    if (row > sheet.rowCount) throw new Error(`${formula} over the end at ${sheet.rowCount}`);
    const { value } = sheet.getCell(`${from}${row}`);
    if (typeof value === "number") sum += value;
  }
  return sum;
}

const name = fc.constantFrom("a", "b", "c", "d");
const asked: fc.Arbitrary<Asked> = fc
  .record({
    groups: fc.uniqueArray(fc.tuple(name, name, fc.integer({ min: 1, max: 5 })), {
      maxLength: 8,
      selector: ([brand, channel]) => `${brand}${channel}`,
    }),
    place: fc.constantFrom("above" as const, "below" as const, "none" as const),
    closed: fc.array(
      fc.oneof(
        name.map((one) => [one]),
        fc.tuple(name, name),
      ),
      { maxLength: 3 },
    ),
    counted: fc.tuple(fc.boolean(), fc.boolean()),
    cut: fc.boolean(),
    total: fc.boolean(),
  })
  .map(({ groups, closed, ...rest }) => {
    const sorted = [...groups].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    const rows = sorted.flatMap(([brand, channel, size]) =>
      Array.from({ length: size }, (_, i): Cell[] => [
        brand,
        channel,
        `${brand}${channel}${i}`,
        1 + i * 7,
        0.5,
      ]),
    );
    return { ...rest, rows, closed: new Set(closed.map(key)) };
  });

test("sheets that go on hold every row once, and formulas that come to what the database said", async () => {
  await fc.assert(
    fc.asyncProperty(asked, fc.integer({ min: 2, max: 16 }), async (question, mostRows) => {
      const { bytes, tables, about } = await write(sheetOf(question), mostRows);
      expect(checkWorkbook(bytes)).toEqual([]);
      const found: unknown[][] = [];
      for (const sheet of tables) {
        expect(sheet.rowCount).toBeLessThanOrEqual(mostRows);
        expect(sheet.getCell("A1").value).toBe("Brand");
        let path: unknown[] = [];
        for (let at = 2; at <= sheet.rowCount; at++) {
          const cells = [1, 2, 3, 4, 5].map((column) => sheet.getCell(at, column));
          const [brand, channel, sku, sales] = cells.map(({ value }) => value);
          if (sku !== null) found.push([brand, channel, sku, sales, cells[4]?.value]);
          const formula = cells[3]?.formula;
          if (formula) expect(reckon(sheet, formula)).toBe(cells[3]?.result);
          expect(cells[4]?.formula).toBeUndefined();
          path = [brand, channel];
          // A group's own line: what it shows is what the group comes to.
          const shown = formula ? cells[3]?.result : sales;
          if (sku === null && brand !== "Total" && typeof shown === "number") {
            const names = path
              .filter((one) => one !== null)
              .map((one) => String(one).replace(" subtotal", ""));
            const own = question.rows.filter((row) => names.every((one, i) => row[i] === one));
            expect(shown).toBe(own.reduce((sum, row) => sum + Number(row[3]), 0));
            // What stands on this sheet as a whole is a formula over it.
            const here = sheet.getColumn(3).values.filter((sku) => own.some((row) => row[2] === sku));
            if (names.length === 2 && (!question.cut || question.place === "below"))
              expect(formula !== undefined).toBe(here.length === own.length);
          }
          if (brand === "Total")
            expect(shown).toBe(question.rows.reduce((sum, row) => sum + Number(row[3]), 0));
        }
      }
      expect(found).toEqual(question.rows);
      expect(new Set(tables.map((sheet) => sheet.getColumn(3).width)).size).toBe(1);
      const last = tables.at(-1);
      if (question.total && question.rows.length > 0)
        expect(last?.getCell(last.rowCount, 1).value).toBe("Total");
      const notes = String(about.get("Notes"));
      if (tables.length > 1)
        expect(notes).toContain(
          `goes on in ${tables.length === 2 ? "one more sheet" : `${tables.length - 1} more sheets`}`,
        );
      else expect(notes).toBe("All rows are in this file.");
    }),
    { numRuns: 100, seed: Number(process.env.PROPERTY_SEED ?? 7) },
  );
});

test("a sheet holds as many rows as Excel takes, and the next one goes on", async () => {
  const rows = 1_048_575 + 3;
  async function* batches() {
    for (let from = 0; from < rows; from += 5_000)
      yield Array.from({ length: Math.min(5_000, rows - from) }, (_, i): Cell[] => [from + i]);
  }
  const columns = [{ name: "n", label: "N", kind: "dimension" as const, type: "number" as const }];
  const empty = {
    rows: [],
    place: "above" as const,
    closed: new Set<string>(),
    counted: [],
    cut: true,
    total: false,
  };
  const bytes = await bytesOf({
    ...sheetOf(empty),
    columns: tableColumns(columns, {}, {}, "en"),
    groups: 0,
    answer: { batches: batches(), sizesFrom: null },
  });
  const parts = unzipSync(bytes);
  const [first, second] = [1, 2].map((n) =>
    Buffer.from(parts[`xl/worksheets/sheet${n}.xml`] ?? []).toString("latin1"),
  );
  expect(first?.match(/<row /g)).toHaveLength(1_048_576);
  expect(first?.slice(-2_000)).toMatch(
    /<row r="1048576"><c r="A1048576" s="\d+"><v>1048574<\/v><\/c><\/row><\/sheetData>/,
  );
  expect([...(second ?? "").matchAll(/<v>(\d+)<\/v>/g)].map(([, n]) => Number(n))).toEqual([
    1_048_575, 1_048_576, 1_048_577,
  ]);
  expect(Object.keys(parts).filter((name) => name.startsWith("xl/worksheets/sheet"))).toHaveLength(3);
});

describe("texts longer than a cell", () => {
  test("stand whole on a sheet of their own, by where they began", async () => {
    const long = `${"🍊가".repeat(30_000)}`;
    const rows: Cell[][] = [
      ["a", "b", "short", 1, 0.5],
      ["a", "b", long, 2, 0.5],
      ["a", "c", `${long}!`, 3, 0.5],
    ];
    const sheet = sheetOf({ rows, place: "above", closed: new Set(), counted: [], cut: false, total: true });
    const { bytes, book, about } = await write(sheet, 6);
    expect(checkWorkbook(bytes)).toEqual([]);
    const texts = book.getWorksheet("Long texts");
    const read = [2, 3].map((row) => {
      const [name, cell, ...parts] = ((texts?.getRow(row).values ?? []) as string[]).slice(1);
      return { begun: book.getWorksheet(name ?? "")?.getCell(cell ?? "").value, text: parts.join("") };
    });
    expect(read.map(({ text }) => text)).toEqual([long, `${long}!`]);
    for (const { begun, text } of read) {
      expect(String(begun).endsWith("…")).toBe(true);
      expect(text.startsWith(String(begun).slice(0, -1))).toBe(true);
      expect(String(begun).length).toBeGreaterThan(32_000);
    }
    expect(String(about.get("Notes"))).toContain("one more sheet");
    expect([...(book.getWorksheet("About")?.getColumn(2).values ?? [])].join()).toContain(
      "2 texts are longer",
    );
  });
});
