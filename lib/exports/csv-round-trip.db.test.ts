import { execFileSync } from "node:child_process";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { Viewer } from "@/lib/access/viewer";
import { flushAudit } from "@/lib/audit/record-read";
import { createDashboard } from "@/lib/dashboards/create-dashboard";
import { person } from "@/lib/dashboards/person.fixture";
import { Dataset } from "@/lib/datasets/schema";
import { readExport } from "@/lib/exports/proof-dashboard.fixture";
import { closeRunners } from "@/lib/sources/open-runner";
import { type TestDatabase, testDatabase } from "@/tests/database";

/** CSV of hostile values, read back by Python and by Postgres: every value is what it was, formulas behind their apostrophe. */

const python = process.env.LOOKFLEX_TEST_PYTHON;
const VALUES = Dataset.parse({
  id: "values",
  label: "Values",
  source: "commerce",
  table: { schema: "commerce", name: "hostile_values" },
  rows: "allRows",
  dimensions: [
    { name: "n", label: "N", type: "number" },
    { name: "text", label: '=HYPERLINK("x", "y")', type: "string" },
    { name: "digits", label: 'Digits, "quoted"\nand broken', type: "string" },
    { name: "id", label: "@id", type: "number" },
    { name: "exact", label: "Exact", type: "number" },
    { name: "double", label: "-double", type: "number" },
    { name: "flag", label: "Flag", type: "boolean" },
    { name: "at", label: "각".normalize("NFD"), type: "time" },
    { name: "day", label: "🍊", type: "date" },
  ],
  measures: [
    {
      name: "won",
      label: "Won",
      aggregate: "sum",
      column: "won",
      format: { style: "currency", currency: "KRW" },
    },
  ],
});
vi.mock(import("@/lib/datasets/load-datasets"), async (original) => {
  const source = { id: "commerce", kind: "postgres", url: "workspace", schemas: ["commerce"] } as const;
  const loaded = () => ({
    dataset: VALUES,
    source: { ...source, schemas: ["commerce"] },
    pack: "test",
    folder: "/nowhere",
  });
  return { ...(await original()), loadDatasets: async () => new Map([["values", loaded()]]) };
});

/** Texts, and whether a spreadsheet would run them. */
const TEXTS: [string | null, boolean][] = [
  ["plain", false],
  ["", false],
  [null, false],
  ['says "so", twice""', false],
  ["a,b;c", false],
  ["two\nlines", false],
  ["cr\rand\r\nboth", false],
  ["tab\there", false],
  ["\ttab first", true],
  ["\r\n=1", true],
  [" spaces ", false],
  ["=1+1", true],
  ['=HYPERLINK("http://x","y")', true],
  ["+82-10-1234", true],
  ["-2+3", true],
  ["@SUM(A1)", true],
  ["  =1", true],
  ['"=1"', true],
  ["'=1", true],
  ["＝1", true],
  ["＠x", true],
  ["\u200b=1", true],
  ["-", true],
  ["-5", false],
  ["-1,234.5", false],
  ["+3", false],
  ["-12.5%", false],
  ["닥터트루".normalize("NFD"), false],
  ["닥터트루", false],
  ["🍊👩‍👩‍👧", false],
  ["\ufeffmark", false],
  ["\\N", false],
  ["\\.", false],
  ["NULL", false],
  ["\\\"'\\", false],
  ["1e5", false],
  ["true", false],
];
const DIGITS = ["00123", "1234567890123456", "-007", "1.10", "2026-01-01", null];
const IDS = ["1234567890123456", "9007199254740993", "-9223372036854775808", "0", null];
const EXACT = ["9007199254740993.1", "-0.10000000000000000001", "12345678901234567890", "-3.5", "0", null];
const DOUBLES = ["1e300", "-1.5e-7", "0.1", "123456789012345680", "-0.30000000000000004", "5e-324", null];
const TIMES = [
  "2025-11-02 04:30:00.123456+00",
  "2025-11-02 05:30:00+00",
  "2025-03-09 06:59:59+00",
  "1969-12-31 23:59:59.5+00",
  null,
];
const DAYS = ["2024-02-29", "1899-12-31", "9999-12-31", null];
const WON = ["-1234567", "150000000", "-250000000", "0", null];
const COLUMNS =
  "n int, text text, digits text, id bigint, exact numeric, double float8, flag boolean, at timestamptz, day date, won numeric";

let database: TestDatabase | undefined;
let sql: postgres.Sql;
let viewer: Viewer;
const of = <T>(list: readonly T[], n: number) => list[n % list.length] ?? null;

beforeAll(async () => {
  database = await testDatabase();
  sql = postgres(database.ownerUrl, { max: 1, onnotice: () => {} });
  await sql.unsafe(`create schema commerce; create table commerce.hostile_values (${COLUMNS});
    create table read_back (${COLUMNS}); create table texts (text text)`);
  for (const [n, [text]] of TEXTS.entries())
    await sql.unsafe(
      `insert into commerce.hostile_values values ($1::text::int, $2, $3, $4::text::bigint, $5::text::numeric, $6::text::float8, $7::text::boolean,
        $8::text::timestamptz, $9::text::date, $10::text::numeric)`,
      [
        String(n),
        text,
        of(DIGITS, n),
        of(IDS, n),
        of(EXACT, n),
        of(DOUBLES, n),
        of(["true", "false", null], n),
        of(TIMES, n),
        of(DAYS, n),
        of(WON, n),
      ],
    );
  await sql.unsafe(`grant usage on schema commerce to ${database.readerRole};
    grant select on commerce.hostile_values to ${database.readerRole}`);
  viewer = await person("editor", { timezone: "America/New_York" });
  const table = (id: string, dimensions: string[], metrics: string[]) => ({
    id,
    type: "table" as const,
    title: id,
    dataset: "values",
    dimensions,
    config: { metrics, sort: { column: dimensions[0] ?? "", direction: "asc" as const } },
  });
  const all = ["n", "text", "digits", "id", "exact", "double", "flag", "at", "day"];
  const widgets = [table("all", all, ["won"]), table("alone", ["text"], [])];
  await createDashboard(viewer, {
    format: "json",
    value: {
      slug: "values",
      name: "Values",
      isPublic: true,
      widgets,
      layout: {
        width: 1152,
        widgets: { all: { x: 0, y: 0, w: 1152, h: 300 }, alone: { x: 0, y: 312, w: 1152, h: 300 } },
      },
    },
  });
}, 120_000);
afterAll(async () => {
  await flushAudit();
  await sql?.end();
  await closeRunners(1);
  await database?.close();
});

const csv = (
  widget: string,
  options: { values?: "raw" | "formatted"; bom?: boolean } = {},
  reader = viewer,
) => readExport(reader, { of: { kind: "widget", dashboard: "values", widget }, address: "", ...options });

/** What Python's csv finds, every field as text. */
function readPython(bytes: Buffer): string[][] {
  const script = `import csv, io, json, sys
text = sys.stdin.buffer.read().decode("utf-8-sig")
print(json.dumps(list(csv.reader(io.StringIO(text, newline=""), strict=True))))`;
  return JSON.parse(execFileSync(python ?? "", ["-c", script], { input: bytes, maxBuffer: 1e8 }).toString());
}
async function copyInto(table: string, bytes: Buffer): Promise<void> {
  await sql.unsafe(`truncate ${table}`);
  const writable = await sql.unsafe(`copy ${table} from stdin (format csv, header)`).writable();
  await pipeline(Readable.from([bytes]), writable);
}
const guarded = ([text, runs]: [string | null, boolean]) => (runs && text !== null ? `'${text}` : text);
const HEAD = [
  "N",
  `'=HYPERLINK("x", "y")`,
  'Digits, "quoted"\nand broken',
  "'@id",
  "Exact",
  "'-double",
  "Flag",
  "각".normalize("NFD"),
  "🍊",
  "Won",
];

describe("Postgres reads back", () => {
  test.each([false, true])(
    "every value, null as null and empty text as empty text (mark: %s)",
    async (bom) => {
      const bytes = await csv("all", { bom });
      expect(bytes.subarray(0, 3).equals(Buffer.from("\ufeff"))).toBe(bom);
      await copyInto("read_back", bytes);
      const texts = await sql`select text from read_back order by n`;
      expect(texts.map(({ text }) => text)).toEqual(TEXTS.map(guarded));
      const others = "n, digits, id, exact, double, flag, at, day, won";
      const lost = await sql.unsafe(
        `select ${others} from commerce.hostile_values except select ${others} from read_back`,
      );
      expect([...lost]).toEqual([]);
      const [count] = await sql`select count(*)::int as n from read_back`;
      expect(count?.n).toBe(TEXTS.length);
    },
  );

  test("a column alone, whatever stands on its line", async () => {
    await copyInto("texts", await csv("alone"));
    const texts = await sql`select text from texts`;
    // A line with nothing on it would be skipped by many readers: there nothing is an empty text.
    expect(texts.map(({ text }) => text).sort()).toEqual(TEXTS.map((one) => guarded(one) ?? "").sort());
  });
});

describe.skipIf(!python)("Python reads back", () => {
  test.each([false, true])("every field (mark: %s)", async (bom) => {
    const [head, ...rows] = readPython(await csv("all", { bom }));
    expect(head).toEqual(HEAD);
    const wanted = await sql`select n::text, digits, id::text, exact::text, flag::text, day::text, won::text
      from commerce.hostile_values order by hostile_values.n`;
    expect(
      rows.map(([n, , digits, id, exact, , flag, , day, won]) => ({ n, digits, id, exact, flag, day, won })),
    ).toEqual(
      wanted.map((row) =>
        Object.fromEntries(Object.entries(row).map(([name, value]) => [name, value ?? ""])),
      ),
    );
    expect(rows.map(([, text]) => text)).toEqual(TEXTS.map((one) => guarded(one) ?? ""));
    expect(rows.map((row) => (row[5] === "" ? null : Number(row[5])))).toEqual(
      TEXTS.map((_, n) => (of(DOUBLES, n) === null ? null : Number(of(DOUBLES, n)))),
    );
    expect(rows.slice(0, 5).map((row) => row[7])).toEqual([
      "2025-11-02T00:30:00.123456-04:00",
      "2025-11-02T01:30:00-04:00",
      "2025-03-09T01:59:59-05:00",
      "1969-12-31T18:59:59.5-05:00",
      "",
    ]);
  });

  test.each([
    ["digits", "-1,234,567", "150,000,000", "-250,000,000"],
    ["korean", "-123만", "1억 5,000만", "-2억 5,000만"],
  ] as const)("values as the page writes them, %s", async (numberStyle, ...won) => {
    const reader: Viewer = { ...viewer, numberStyle, locale: "ko" };
    const [head, ...rows] = readPython(await csv("all", { values: "formatted", bom: true }, reader));
    expect(head?.slice(0, 7)).toEqual(HEAD.slice(0, 7));
    expect(head?.slice(7)).toEqual([`${HEAD[7]} (America/New_York)`, "🍊", "Won (원)"]);
    expect(rows.map(([, text]) => text)).toEqual(TEXTS.map((one) => guarded(one) ?? ""));
    expect(rows.map(([, , digits]) => digits)).toEqual(TEXTS.map((_, n) => of(DIGITS, n) ?? ""));
    expect(rows.slice(0, 5).map((row) => row.slice(3))).toEqual([
      [
        "1,234,567,890,123,456",
        "9,007,199,254,740,993.1",
        rows[0]?.[5],
        "✓",
        "2025. 11. 2. 00:30",
        "2024. 2. 29.",
        won[0],
      ],
      ["9,007,199,254,740,993", "-0.1", "-0.00000015", "✗", "2025. 11. 2. 01:30", "1899. 12. 31.", won[1]],
      [
        "-9,223,372,036,854,775,808",
        "12,345,678,901,234,567,890",
        "0.1",
        "",
        "2025. 3. 9. 01:59",
        "9999. 12. 31.",
        won[2],
      ],
      ["0", "-3.5", "123,456,789,012,345,680", "✓", "1969. 12. 31. 18:59", "", "0"],
      ["", "0", "-0.3", "✗", "", "2024. 2. 29.", ""],
    ]);
  });
});
