import fc from "fast-check";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseInput } from "@/lib/parse-input";
import { planQuery } from "@/lib/query/plan-query";
import { type Filter, Query, type QueryInput } from "@/lib/query/query";
import { runPlan } from "@/lib/query/run-plan";
import { createHostileTable, HOSTILE, hostileRows } from "@/lib/query/testing/hostile-dataset";
import { answer, isMeasure } from "@/lib/query/testing/oracle";
import { testViewer } from "@/lib/query/testing/test-viewer";
import { closeDuckdb } from "@/lib/sources/open-duckdb";
import { closeReaders } from "@/lib/sources/run-postgres";
import { type TestDatabase, testDatabase } from "@/tests/database";
import { createHostileDuckdb, HOSTILE_DUCKDB } from "@/tests/hostile-duckdb";

const NOW = new Date("2026-01-20T03:00:00Z");
const rows = hostileRows();
const ranks = new Map<string, number>();
const rank = (value: string) => ranks.get(value) ?? Number.NaN;

const VIEWERS = [
  testViewer({ role: "admin" }),
  testViewer({ attributes: { channel: ["naver", "it's"] } }),
  testViewer({ attributes: { channel: ["coupang"] }, timezone: "America/New_York" }),
  testViewer(),
  testViewer({ attributes: { channel: [] } }),
];

let database: TestDatabase | undefined;
let file: Awaited<ReturnType<typeof createHostileDuckdb>> | undefined;
beforeAll(async () => {
  database = await testDatabase();
  file = await createHostileDuckdb(rows);
  const sql = postgres(database.ownerUrl, { max: 1, onnotice: () => {} });
  await createHostileTable(sql, database.readerRole, rows);
  // The order of text is the database's: the oracle only learns it.
  const texts = [...new Set(rows.flatMap((row) => [row.brand, row.product, row.channel]))].filter(
    (v) => v !== null,
  );
  const sorted =
    await sql`select value from jsonb_array_elements_text(${sql.json(texts)}) as value order by value`;
  sorted.forEach((row, i) => {
    ranks.set(String(row.value), i);
  });
  await sql.end();
});
afterAll(async () => {
  await closeReaders(1);
  await closeDuckdb();
  await file?.remove();
  await database?.close();
});

async function ask(input: QueryInput, viewer = VIEWERS[0] ?? testViewer()) {
  const plan = planQuery(parseInput(Query, input), HOSTILE, viewer, NOW);
  return runPlan(plan, HOSTILE, { locale: "en", data: null });
}

async function askDuckdb(input: QueryInput, viewer = VIEWERS[0] ?? testViewer()) {
  if (!file) throw new Error("there is no DuckDB file");
  const plan = planQuery(parseInput(Query, input), HOSTILE_DUCKDB, viewer, NOW);
  return runPlan(plan, HOSTILE_DUCKDB, { locale: "en", data: null, target: file.target });
}

const MEASURES = ["qty", "amount", "huge", "orders", "counted", "rate", "share", "nested"];
const TEXTS = ["brand", "product", "channel"] as const;
const DAYS = [
  "2023-12-01",
  "2024-02-29",
  "2025-11-30",
  "2025-12-31",
  "2026-01-01",
  "2026-01-15",
  "2027-01-01",
];

const some = <T>(list: readonly T[], maxLength = list.length) =>
  fc.uniqueArray(fc.constantFrom(...list), { maxLength });
const grain = fc.constantFrom(undefined, "day", "week", "month", "quarter", "year");
const withoutNull = <T>(list: (T | null)[]) => list.filter((value): value is T => value !== null);

const textFilter = fc.constantFrom(...TEXTS).chain((name): fc.Arbitrary<Filter> => {
  const values = [...new Set(rows.map((row) => row[name]))];
  const known = withoutNull(values);
  const parts = fc.constantFrom(
    "%",
    "_",
    "\\",
    "'",
    '"',
    "닥",
    "트루",
    "🍊",
    "AB",
    "b",
    "citrus",
    "%_",
    "none",
  );
  return fc.oneof(
    fc.record({
      name: fc.constant(name),
      op: fc.constantFrom("eq", "ne"),
      values: fc.constantFrom(...known).map((v) => [v]),
    }),
    fc.record({ name: fc.constant(name), op: fc.constantFrom("in", "nin"), values: some(values, 4) }),
    fc.record({
      name: fc.constant(name),
      op: fc.constantFrom("contains", "starts_with"),
      values: fc
        .oneof(
          parts,
          fc.constantFrom(...known).map((v) => v.slice(0, 3)),
        )
        .map((v) => [v]),
    }),
    nullFilter(name),
  );
});
const nullFilter = (name: string): fc.Arbitrary<Filter> =>
  fc.record({
    name: fc.constant(name),
    op: fc.constantFrom("is_null", "is_not_null"),
    values: fc.constant([]),
  });
const orderedFilter = <T extends string | number>(
  name: string,
  value: fc.Arbitrary<T>,
): fc.Arbitrary<Filter> =>
  fc.oneof(
    fc.record({
      name: fc.constant(name),
      op: fc.constantFrom("eq", "ne", "lt", "lte", "gt", "gte"),
      values: value.map((v) => [v]),
    }),
    fc.record({ name: fc.constant(name), op: fc.constant("between"), values: fc.tuple(value, value) }),
    fc.record({
      name: fc.constant(name),
      op: fc.constantFrom("in", "nin"),
      values: fc.array(fc.oneof(value, fc.constant(null)), { maxLength: 3 }),
    }),
    nullFilter(name),
  );
const instants = withoutNull([...new Set(rows.map((row) => row.at))]);
const filter: fc.Arbitrary<Filter> = fc.oneof(
  textFilter,
  orderedFilter("size", fc.integer({ min: -3, max: 5 })),
  orderedFilter("size", fc.constantFrom(0.5, -1.5)),
  orderedFilter("day", fc.constantFrom(...DAYS)),
  orderedFilter("at", fc.constantFrom(...DAYS)),
  orderedFilter("at", fc.constantFrom(...instants)),
  fc.record({
    name: fc.constant("active"),
    op: fc.constantFrom("eq", "ne", "in", "nin"),
    values: fc.boolean().map((v) => [v]),
  }),
  fc
    .constantFrom("qty", "amount", "rate", "share", "orders")
    .chain((name) => orderedFilter(name, fc.constantFrom(0, 1, 2.5, -100, 1000))),
);

/** Any question the language can ask of the hostile dataset, a pair of edges aside (see the oracle). */
const question: fc.Arbitrary<QueryInput> = fc
  .record({
    texts: some([...TEXTS, "active", "size"], 3),
    day: fc.option(grain, { nil: null, freq: 1 }),
    at: fc.option(fc.constantFrom("hour", "day", "month", undefined), { nil: null, freq: 1 }),
    measures: some(MEASURES, 4),
    filters: fc.array(filter, { maxLength: 2 }),
    from: fc.option(fc.constantFrom(...DAYS), { nil: null, freq: 3 }),
    days: fc.constantFrom(1, 7, 28, 90, 400, 800),
    timeName: fc.constantFrom("day", "day", "at"),
    compare: fc.constantFrom(undefined, "previous_period", "previous_year"),
    sort: fc.array(fc.tuple(fc.nat(), fc.constantFrom("asc", "desc")), { maxLength: 3 }),
    grand: fc.boolean(),
    limit: fc.constantFrom(0, 1, 3, 10, 1000),
    offset: fc.constantFrom(0, 0, 1, 5),
    timezone: fc.constantFrom(undefined, "Asia/Seoul", "America/New_York", "Europe/London", "UTC"),
  })
  .map((draft): QueryInput => {
    const { texts, filters, measures, timezone } = draft;
    const compare = draft.from && measures.length > 0 ? draft.compare : undefined;
    const movedAt = compare !== undefined && draft.timeName === "at";
    const dimensions: NonNullable<QueryInput["dimensions"]> = [...texts];
    if (draft.day !== null)
      dimensions.push(draft.day ? { name: "day", grain: draft.day as "day", as: "d" } : "day");
    if (draft.at !== null) {
      const at = movedAt && draft.at !== "month" ? "day" : draft.at;
      dimensions.push(at ? { name: "at", grain: at as "day" } : "at");
    }
    if (dimensions.length + measures.length === 0) dimensions.push("brand");
    const columns = [
      ...dimensions.map((ref) => (typeof ref === "string" ? ref : (ref.as ?? ref.name))),
      ...measures.flatMap((name) =>
        compare ? [name, `${name}__previous`, `${name}__delta`, `${name}__change`] : [name],
      ),
    ];
    const end = draft.from && new Date(Date.parse(draft.from) + (draft.days - 1) * 86_400_000);
    return {
      dataset: "hostile",
      dimensions,
      measures,
      filters: filters.filter((f) => !(movedAt && f.values.some((v) => String(v).includes("T")))),
      ...(draft.from && end
        ? { time: { name: draft.timeName, from: draft.from, to: end.toISOString().slice(0, 10) } }
        : {}),
      ...(compare ? { compare } : {}),
      sort: draft.sort.map(([i, direction]) => ({
        column: columns[i % columns.length] ?? "",
        direction: direction as "asc",
      })),
      totals: draft.grand ? ["grand"] : [],
      limit: draft.limit,
      offset: draft.offset,
      ...(timezone ? { timezone } : {}),
    };
  });

describe("answers equal a naive oracle's, to the last digit", () => {
  test("rows, totals, comparisons, filters, row rules, sort and pages of any question", async () => {
    await fc.assert(
      fc.asyncProperty(question, fc.constantFrom(...VIEWERS), async (input, viewer) => {
        const expected = answer(parseInput(Query, input), rows, viewer, rank);
        for (const result of [await ask(input, viewer), await askDuckdb(input, viewer)]) {
          expect(result.rows).toEqual(expected.rows);
          expect(result.grandTotal).toEqual(expected.grandTotal);
          expect(result.meta.truncated).toBe(expected.truncated);
          expect(result.meta.rowCount).toBe(expected.rows.length);
        }
      }),
      { numRuns: Number(process.env.PROPERTY_RUNS ?? 600), seed: Number(process.env.PROPERTY_SEED ?? 7) },
    );
  });

  test("the questions asked reach every part of the language", () => {
    const sample = fc.sample(question, { numRuns: 600, seed: 7 });
    const shares = {
      compared: sample.filter((q) => q.compare).length,
      filteredByMeasure: sample.filter((q) => q.filters?.some((f) => isMeasure(f.name))).length,
      totals: sample.filter((q) => q.totals?.length).length,
      distinct: sample.filter((q) => q.measures?.length === 0).length,
      oneRow: sample.filter((q) => q.dimensions?.length === 0).length,
    };
    for (const [part, count] of Object.entries(shares)) expect(count, part).toBeGreaterThan(5);
  });
});
