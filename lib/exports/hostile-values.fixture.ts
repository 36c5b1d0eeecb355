import "server-only";
import type postgres from "postgres";
import { Dataset } from "@/lib/datasets/schema";

/** For tests of files: a table of values that files lose or spreadsheets change, and the dataset over it. */

export const VALUES = Dataset.parse({
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
/** Texts, and whether a spreadsheet would run them. */
export const TEXTS: [string | null, boolean][] = [
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
export const DIGITS = ["00123", "1234567890123456", "-007", "1.10", "2026-01-01", null];
export const IDS = ["1234567890123456", "9007199254740993", "-9223372036854775808", "0", null];
export const EXACT = [
  "9007199254740993.1",
  "-0.10000000000000000001",
  "12345678901234567890",
  "-3.5",
  "0",
  null,
];
export const DOUBLES = [
  "1e300",
  "-1.5e-7",
  "0.1",
  "123456789012345680",
  "-0.30000000000000004",
  "5e-324",
  null,
];
export const TIMES = [
  "2025-11-02 04:30:00.123456+00",
  "2025-11-02 05:30:00+00",
  "2025-03-09 06:59:59+00",
  "1969-12-31 23:59:59.5+00",
  null,
];
export const DAYS = ["2024-02-29", "1899-12-31", "9999-12-31", null];
export const WON = ["-1234567", "150000000", "-250000000", "0", null];
export const COLUMNS =
  "n int, text text, digits text, id bigint, exact numeric, double float8, flag boolean, at timestamptz, day date, won numeric";

/** The value of a list that stands in row `n`. */
export const of = <T>(list: readonly T[], n: number) => list[n % list.length] ?? null;

export async function createHostileValues(sql: postgres.Sql, reader: string): Promise<void> {
  await sql.unsafe(`create schema commerce; create table commerce.hostile_values (${COLUMNS})`);
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
  await sql.unsafe(`grant usage on schema commerce to ${reader};
    grant select on commerce.hostile_values to ${reader}`);
}
