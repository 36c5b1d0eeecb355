import fc from "fast-check";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Viewer } from "@/lib/access/viewer";
import { parseInput } from "@/lib/parse-input";
import { planQuery } from "@/lib/query/plan-query";
import { type Filter, Query, type QueryInput } from "@/lib/query/query";
import { runPlan } from "@/lib/query/run-plan";
import { createHostileTable, HOSTILE, hostileRows } from "@/lib/query/testing/hostile-dataset";
import { HOSTILE_PRODUCTS } from "@/lib/query/testing/hostile-lookup";
import { OPEN_VIEWERS } from "@/lib/query/testing/hostile-viewers";
import { closeDuckdb } from "@/lib/sources/open-duckdb";
import { closeReaders } from "@/lib/sources/run-postgres";
import { localAnswer } from "@/lib/table/local-answer";
import { type TestDatabase, testDatabase } from "@/tests/database";
import { createHostileDuckdb, HOSTILE_DUCKDB, HOSTILE_PRODUCTS_DUCKDB } from "@/tests/hostile-duckdb";
import { dimensionFilter, measureFilter, textSearch } from "@/tests/question-filters";

const NOW = new Date("2026-01-20T03:00:00Z");
const rows = hostileRows();
let database: TestDatabase;
let sql: postgres.Sql;
let file: Awaited<ReturnType<typeof createHostileDuckdb>>;
beforeAll(async () => {
  database = await testDatabase();
  file = await createHostileDuckdb(rows);
  sql = postgres(database.ownerUrl, { max: 1, onnotice: () => {} });
  await createHostileTable(sql, database.readerRole, rows);
});
afterAll(async () => {
  await sql?.end();
  await closeReaders(1);
  await closeDuckdb();
  await file?.remove();
  await database?.close();
});

const engines = {
  Postgres: (input: QueryInput, viewer: Viewer) =>
    runPlan(
      planQuery(
        parseInput(Query, input),
        HOSTILE,
        viewer,
        NOW,
        new Map([[HOSTILE_PRODUCTS.id, HOSTILE_PRODUCTS]]),
      ),
      HOSTILE,
      { locale: "en", data: null },
    ),
  DuckDB: (input: QueryInput, viewer: Viewer) =>
    runPlan(
      planQuery(
        parseInput(Query, input),
        HOSTILE_DUCKDB,
        viewer,
        NOW,
        new Map([[HOSTILE_PRODUCTS.id, HOSTILE_PRODUCTS_DUCKDB]]),
      ),
      HOSTILE_DUCKDB,
      { locale: "en", data: null, target: file.target },
    ),
};

/** A whole table's question, and the same with other sorts, filters and pages. */
const pairs = fc.record({
  viewer: fc.constantFrom(...OPEN_VIEWERS),
  dimensions: fc.uniqueArray(
    fc.constantFrom("active", "size", "day_no", "rating", "day", "since", "channel", "category", "product"),
    { minLength: 1, maxLength: 3 },
  ),
  month: fc.constantFrom(false, false, false, true),
  measures: fc.uniqueArray(fc.constantFrom("orders", "qty", "amount", "rate", "huge", "mean", "middle"), {
    maxLength: 3,
  }),
  compare: fc.constantFrom(false, false, true),
  known: fc.array(dimensionFilter(true), { maxLength: 1 }),
  sorts: fc.array(fc.tuple(fc.nat(), fc.constantFrom("asc" as const, "desc" as const)), { maxLength: 3 }),
  /** Of these the first on a column that is shown. */
  filters: fc.oneof(
    fc.constant<Filter[]>([]),
    fc.array(fc.oneof(dimensionFilter(true), measureFilter(["orders", "qty", "amount", "rate"])), {
      minLength: 12,
      maxLength: 12,
    }),
  ),
  search: fc.option(textSearch, { nil: undefined, freq: 3 }),
  limit: fc.constantFrom(3, 1000, 1000),
  offset: fc.constantFrom(0, 0, 2),
});

describe("what is answered here is what the engine answers", () => {
  test.each(Object.keys(engines) as (keyof typeof engines)[])(
    "%s: any order and any filters of a whole answer",
    async (engine) => {
      const ask = engines[engine];
      let [answered, filtered] = [0, 0];
      const drawn = fc.sample(pairs, { numRuns: 500, seed: 11 });
      for (const { viewer, month, compare, known, sorts, limit, offset, ...names } of drawn) {
        const whole: QueryInput = {
          dataset: "hostile",
          dimensions: month
            ? names.dimensions.map((name) => (name === "day" ? { name, grain: "month" as const } : name))
            : names.dimensions,
          measures: names.measures,
          filters: known,
          ...(compare && names.measures.length > 0
            ? {
                time: { name: "day", from: "2025-11-01", to: "2026-01-31" },
                compare: "previous_period" as const,
              }
            : {}),
          totals: ["grand"],
        };
        const basis = { query: whole, result: await ask(whole, viewer) };
        const columns = basis.result.columns.map(({ name }) => name);
        const more = names.filters.filter(({ name }) => columns.includes(name)).slice(0, 1);
        const texts = names.search?.dimensions.filter((name) => columns.includes(name)) ?? [];
        const search = texts.length > 0 ? { text: names.search?.text ?? "", dimensions: texts } : undefined;
        const wanted: QueryInput = {
          ...whole,
          sort: sorts.map(([place, direction]) => ({
            column: columns[place % columns.length] ?? "",
            direction,
          })),
          filters: [...(whole.filters ?? []), ...more],
          ...(search ? { search } : {}),
          limit,
          offset,
        };
        const local = localAnswer(basis, wanted);
        if (!local) continue;
        const { rows: expected, grandTotal, meta } = await ask(wanted, viewer);
        expect(local.result.rows, JSON.stringify(wanted)).toEqual(expected);
        expect(local.result.meta.truncated).toBe(meta.truncated);
        if (local.totals) expect(local.result.grandTotal).toEqual(grandTotal);
        answered++;
        if (more.length > 0 || search) filtered++;
      }
      expect(answered).toBeGreaterThan(60);
      expect(filtered).toBeGreaterThan(15);
    },
    240_000,
  );

  test("texts of Hangul alone, and of a–z and digits alone, stand in one order in every collation", async () => {
    const classes = [
      fc.string({
        unit: fc.integer({ min: 0xac00, max: 0xd7a3 }).map((code) => String.fromCodePoint(code)),
        minLength: 1,
        maxLength: 4,
      }),
      fc.string({ unit: fc.constantFrom(..."abyz0129"), minLength: 1, maxLength: 4 }),
    ];
    for (const texts of classes) {
      const values = [...new Set(fc.sample(texts, { numRuns: 1500, seed: 3 }))];
      const here = [...values].sort();
      for (const collation of ["default", "C", "ko-x-icu", "en-US-x-icu", "und-x-icu"]) {
        const found = await sql.unsafe(
          `select value from unnest($1::text[]) as value order by value collate "${collation}"`,
          [values],
        );
        expect(
          found.map((row) => row.value),
          collation,
        ).toEqual(here);
      }
    }
  });
});
