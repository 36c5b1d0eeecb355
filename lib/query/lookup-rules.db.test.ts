import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Viewer } from "@/lib/access/viewer";
import type { RowRule } from "@/lib/datasets/schema";
import { parseInput } from "@/lib/parse-input";
import { planQuery } from "@/lib/query/plan-query";
import { Query } from "@/lib/query/query";
import { runPlan } from "@/lib/query/run-plan";
import { createHostileTable, HOSTILE, hostileRows } from "@/lib/query/testing/hostile-dataset";
import { HOSTILE_PRODUCTS } from "@/lib/query/testing/hostile-lookup";
import { testViewer } from "@/lib/query/testing/test-viewer";
import { closeReaders } from "@/lib/sources/run-postgres";
import { type TestDatabase, testDatabase } from "@/tests/database";

/** Rules of a dataset that stand on what it looks up, where the lookup has rules of its own. */

let database: TestDatabase | undefined;
beforeAll(async () => {
  database = await testDatabase();
  const sql = postgres(database.ownerUrl, { max: 1, onnotice: () => {} });
  await createHostileTable(sql, database.readerRole, hostileRows());
  await sql.end();
});
afterAll(async () => {
  await closeReaders(1);
  await database?.close();
});

async function categoriesUnder(dimension: string, viewer: Viewer) {
  const rule: RowRule = { dimension, attribute: "seen", except: ["admin"], exceptGroups: [] };
  const dataset = { ...HOSTILE, rows: [rule] };
  const input = { dataset: "hostile", dimensions: ["category"], measures: ["orders"], totals: ["grand"] };
  const lookups = new Map([[HOSTILE_PRODUCTS.id, HOSTILE_PRODUCTS]]);
  const plan = planQuery(parseInput(Query, input), dataset, viewer, new Date(0), lookups);
  const { rows, grandTotal } = await runPlan(plan, dataset, { locale: "en", data: null });
  const orders = rows.reduce((sum, [, count]) => sum + Number(count), 0);
  expect(grandTotal?.orders).toBe(orders);
  return rows.map(([category]) => category);
}

test("a rule on a looked-up value lets through its rows alone, totals included", async () => {
  expect(await categoriesUnder("category", testViewer({ role: "admin" }))).toHaveLength(4);
  expect(await categoriesUnder("category", testViewer({ attributes: { seen: ["soft"] } }))).toEqual(["soft"]);
  expect(await categoriesUnder("rating", testViewer({ attributes: { seen: ["4", "1"] } }))).toEqual([
    "hard",
    "soft",
  ]);
  expect(await categoriesUnder("category", testViewer())).toEqual([]);
});

test("what the lookup keeps from a viewer lets nothing through", async () => {
  const editor = (attributes: Viewer["attributes"]) => testViewer({ role: "editor", attributes });
  // Hidden rows of the lookup are null, and null is nobody's.
  expect(await categoriesUnder("category", editor({ seen: ["soft", "hard"], category: ["hard"] }))).toEqual([
    "hard",
  ]);
  // A masked column is a mask to rules too.
  expect(await categoriesUnder("rating", editor({ seen: ["4", "•••"], category: ["hard"] }))).toEqual([]);
  expect(
    await categoriesUnder("rating", editor({ seen: ["4"], category: ["hard"], rating: ["any"] })),
  ).toEqual(["hard"]);
});
