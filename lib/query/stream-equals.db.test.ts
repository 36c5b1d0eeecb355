import fc from "fast-check";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { Viewer } from "@/lib/access/viewer";
import { Dataset } from "@/lib/datasets/schema";
import type { QueryInput } from "@/lib/query/query";
import type { Cell, Result } from "@/lib/query/result";
import { runQuery } from "@/lib/query/run-query";
import { streamAnswer, streamQuery } from "@/lib/query/stream-query";
import { createHostileTable, hostileRows } from "@/lib/query/testing/hostile-dataset";
import { testViewer } from "@/lib/query/testing/test-viewer";
import { closeRunners } from "@/lib/sources/open-runner";
import { type TestDatabase, testDatabase } from "@/tests/database";
import { question } from "@/tests/questions";

/** What is streamed is read by COPY, as text: it says what an answer says, which the naive oracle holds to account. */

const NOW = new Date("2026-01-20T03:00:00Z");
const RUNS = Number(process.env.PROPERTY_RUNS ?? 300);
const LIMIT_MS = 50_000 + RUNS * 100;
const DOUBLES = Dataset.parse({
  id: "doubles",
  label: "Doubles",
  source: "commerce",
  table: { schema: "commerce", name: "doubles" },
  rows: "allRows",
  dimensions: [
    { name: "n", label: "N", type: "number" },
    { name: "double", label: "Double", type: "number" },
    { name: "single", label: "Single", type: "number" },
    { name: "exact", label: "Exact", type: "number" },
    { name: "text", label: "Text", type: "string" },
    { name: "flag", label: "Flag", type: "boolean" },
    { name: "at", label: "At", type: "time" },
    { name: "local", label: "Local", type: "time" },
    { name: "day", label: "Day", type: "date" },
  ],
  measures: [
    { name: "most", label: "Most", aggregate: "max", column: "double" },
    { name: "sum", label: "Sum", aggregate: "sum", column: "exact" },
  ],
});
vi.mock(import("@/lib/datasets/load-datasets"), async (original) => {
  const { HOSTILE } = await import("@/lib/query/testing/hostile-dataset");
  const { HOSTILE_PRODUCTS } = await import("@/lib/query/testing/hostile-lookup");
  const source = { id: "commerce", kind: "postgres", url: "workspace", schemas: ["commerce"] } as const;
  const loaded = (dataset: Dataset) => ({
    dataset,
    source: { ...source, schemas: ["commerce"] },
    pack: "test",
    folder: "/nowhere",
  });
  // Read when it is asked for: this runs before anything of the file.
  const all = () => [HOSTILE, HOSTILE_PRODUCTS, DOUBLES].map((one) => [one.id, loaded(one)] as const);
  return { ...(await original()), loadDatasets: async () => new Map(all()) };
});

let database: TestDatabase | undefined;
beforeAll(async () => {
  database = await testDatabase();
  const sql = postgres(database.ownerUrl, { max: 1, onnotice: () => {} });
  await createHostileTable(sql, database.readerRole, hostileRows());
  await sql.unsafe(`create table commerce.doubles as
    select n, double, (n * 1e12 / 3)::real as single, exact, text, n % 3 = 0 as flag,
      timestamptz '2025-11-02 04:30:00.123456+00' + n * interval '30 minutes' as at,
      timestamp '2025-03-09 02:30:00' + n * interval '7 hours' as local,
      case when n % 4 > 0 then date '2024-02-29' + n::int end as day
    from unnest(
      array[1e300, -1e-7, 0.1, '-0', 1e21, 123456789012345680, 5e-310, null, 'NaN', 'Infinity', '-Infinity']::float8[],
      array['9007199254740993', '-0.10000000000000000001', '1e-30', '12345678901234567890.123', '0.0',
        '-9007199254740993', '42', null, 'NaN', '1e20', '-3.50']::numeric[],
      array['', '\\N', '\\.', E'a\\tb\\nc\\rd', E'back\\\\slash', 'a,"b"', ' x ', null, E'\\b\\f\\v', '🍊', '각']
    ) with ordinality as t (double, exact, text, n)`);
  await sql.unsafe(`grant select on commerce.doubles to ${database.readerRole}`);
  await sql.end();
});
afterAll(async () => {
  await closeRunners(1);
  await database?.close();
});

async function readRows(batches: AsyncIterable<Cell[][]>): Promise<Cell[][]> {
  const rows: Cell[][] = [];
  for await (const batch of batches) rows.push(...batch);
  return rows;
}

/** How many rows stand in each of a row's groups, as the rows themselves say. */
function sizesOf(rows: readonly Cell[][], subtotals: Result["subtotals"]): number[][] {
  const depths = (subtotals ?? []).map(({ dimensions }) => dimensions.length);
  const keys = rows.map((row) => depths.map((depth) => JSON.stringify(row.slice(0, depth))));
  const counts = new Map<string, number>();
  for (const key of keys.flat()) counts.set(key, (counts.get(key) ?? 0) + 1);
  return keys.map((own) => own.map((key) => counts.get(key) ?? 0));
}

async function expectSame(viewer: Viewer, input: QueryInput): Promise<void> {
  const asked = { ...input, limit: 100_000, offset: 0 };
  const { columns, rows, subtotals, grandTotal, meta } = await runQuery(viewer, asked, { now: NOW });
  const streamed = await streamAnswer(viewer, input, { now: NOW });
  const lines = await readRows(streamed.batches);
  expect(streamed.columns).toEqual(columns);
  expect(lines.map((line) => line.slice(0, columns.length))).toEqual(rows);
  expect(streamed.subtotals).toEqual(subtotals);
  expect(streamed.grandTotal).toEqual(grandTotal);
  expect(streamed.totalsTruncated).toBe(meta.totalsTruncated ?? false);
  if (subtotals)
    expect(lines.map((line) => line.slice(streamed.sizesFrom))).toEqual(sizesOf(rows, subtotals));
  const plain = await streamQuery(viewer, input, { now: NOW });
  expect(plain.columns).toEqual(columns);
  expect(await readRows(plain.batches)).toEqual(rows);
}

test(
  "rows, subtotals, the grand total and the sizes of groups are those of the answer, whatever is asked by whom",
  async () => {
    const flat = question.filter(({ input }) => !input.pivot && !input.top?.others);
    await fc.assert(
      fc.asyncProperty(flat, ({ viewer, input }) => expectSame(viewer, input)),
      {
        numRuns: RUNS,
        seed: Number(process.env.PROPERTY_SEED ?? 7),
        interruptAfterTimeLimit: LIMIT_MS,
        markInterruptAsFailure: true,
      },
    );
  },
  LIMIT_MS + 20_000,
);

test.each(["UTC", "Asia/Kolkata", "America/New_York"])(
  "doubles, exact numbers, what COPY escapes, truths and moments in %s",
  async (timezone) => {
    const input: QueryInput = {
      dataset: "doubles",
      dimensions: ["n", "double", "single", "exact", "text", "flag", "at", "local", "day"],
      measures: ["most", "sum"],
      sort: [{ column: "n", direction: "asc" }],
      totals: ["grand", "subtotals"],
      timezone,
    };
    await expectSame(testViewer({ role: "admin" }), input);
    const { rows } = await runQuery(testViewer({ role: "admin" }), input);
    expect(rows).toHaveLength(11);
    expect(rows.map((row) => row[4])).toEqual([
      "",
      "\\N",
      "\\.",
      "a\tb\nc\rd",
      "back\\slash",
      'a,"b"',
      " x ",
      null,
      "\b\f\v",
      "🍊",
      "각",
    ]);
    expect(rows[0]?.[3]).toBe("9007199254740993");
  },
);

test.each(["hour", "day", "week", "month", "fiscal_quarter", "year"] as const)(
  "moments by the %s where clocks change",
  async (grain) => {
    for (const timezone of ["America/New_York", "Europe/London", "Asia/Seoul", "America/Havana"])
      await expectSame(testViewer({ role: "admin" }), {
        dataset: "hostile",
        dimensions: [{ name: "at", grain }, "active"],
        measures: ["amount", "orders"],
        totals: ["grand", "subtotals"],
        timezone,
      });
  },
);
