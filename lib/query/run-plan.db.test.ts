import postgres from "postgres";
import { afterAll, beforeAll, describe, test } from "vitest";
import type { Viewer } from "@/lib/access/viewer";
import { parseInput } from "@/lib/parse-input";
import { planQuery } from "@/lib/query/plan-query";
import { Query, type QueryInput } from "@/lib/query/query";
import { runPlan } from "@/lib/query/run-plan";
import { createHostileTable, HOSTILE, hostileRows } from "@/lib/query/testing/hostile-dataset";
import { HOSTILE_PRODUCTS, hostileProducts } from "@/lib/query/testing/hostile-lookup";
import { hostileTexts } from "@/lib/query/testing/hostile-tables";
import type { OracleData } from "@/lib/query/testing/oracle-rows";
import { closeDuckdb } from "@/lib/sources/open-duckdb";
import { closeReaders } from "@/lib/sources/run-postgres";
import { type TestDatabase, testDatabase } from "@/tests/database";
import { EQUAL_ANSWERS_TIMEOUT, expectEqualAnswers } from "@/tests/equal-answers";
import { createHostileDuckdb, HOSTILE_DUCKDB, HOSTILE_PRODUCTS_DUCKDB } from "@/tests/hostile-duckdb";

const NOW = new Date("2026-01-20T03:00:00Z");
const LOOKUPS = new Map([[HOSTILE_PRODUCTS.id, HOSTILE_PRODUCTS]]);
const DUCKDB_LOOKUPS = new Map([[HOSTILE_PRODUCTS.id, HOSTILE_PRODUCTS_DUCKDB]]);
const ranks = new Map<string, number>();
const data: OracleData = {
  rows: hostileRows(),
  products: hostileProducts(),
  rank: (text) => ranks.get(text) ?? Number.NaN,
  now: NOW,
  fiscalYearStart: 1,
};

let database: TestDatabase | undefined;
let file: Awaited<ReturnType<typeof createHostileDuckdb>> | undefined;
beforeAll(async () => {
  database = await testDatabase();
  file = await createHostileDuckdb(data.rows);
  const sql = postgres(database.ownerUrl, { max: 1, onnotice: () => {} });
  await createHostileTable(sql, database.readerRole, data.rows);
  // The order of text is the database's: the oracle only learns it.
  const texts = hostileTexts(data.rows, data.products);
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

async function askDuckdb(input: QueryInput, viewer: Viewer) {
  if (!file) throw new Error("there is no DuckDB file");
  const plan = planQuery(parseInput(Query, input), HOSTILE_DUCKDB, viewer, NOW, DUCKDB_LOOKUPS);
  return runPlan(plan, HOSTILE_DUCKDB, { locale: "en", data: null, target: file.target });
}

async function ask(input: QueryInput, viewer: Viewer) {
  const plan = planQuery(parseInput(Query, input), HOSTILE, viewer, NOW, LOOKUPS);
  return runPlan(plan, HOSTILE, { locale: "en", data: null });
}

describe("answers equal a naive oracle's, to the last digit", () => {
  const what = "rows, every level, pivots, comparisons, calculations, rules, sort and pages of any question";
  test(`Postgres: ${what}`, () => expectEqualAnswers(ask, data), EQUAL_ANSWERS_TIMEOUT);
  test(`DuckDB: ${what}`, () => expectEqualAnswers(askDuckdb, data), EQUAL_ANSWERS_TIMEOUT);
});
