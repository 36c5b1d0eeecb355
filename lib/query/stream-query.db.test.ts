import postgres from "postgres";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { Dataset } from "@/lib/datasets/schema";
import { runQuery } from "@/lib/query/run-query";
import { streamAnswer, streamQuery } from "@/lib/query/stream-query";
import { testViewer } from "@/lib/query/testing/test-viewer";
import { closeRunners } from "@/lib/sources/open-runner";
import { type TestDatabase, testDatabase } from "@/tests/database";

const ROWS = 150_000;
const NUMBERS = Dataset.parse({
  id: "numbers",
  label: "Numbers",
  source: "commerce",
  table: { schema: "commerce", name: "numbers" },
  dimensions: [
    { name: "n", label: "N", type: "number" },
    { name: "parity", label: "Parity", type: "string" },
  ],
  measures: [{ name: "total", label: "Total", aggregate: "sum", column: "n", format: { style: "currency" } }],
  rows: [{ dimension: "parity", attribute: "parity", except: ["admin"] }],
});
vi.mock(import("@/lib/datasets/load-datasets"), async (original) => {
  const source = { id: "commerce", kind: "postgres", url: "workspace", schemas: ["commerce"] } as const;
  const loaded = () => ({
    dataset: NUMBERS,
    source: { ...source, schemas: ["commerce"] },
    pack: "test",
    folder: "/nowhere",
  });
  return { ...(await original()), loadDatasets: async () => new Map([["numbers", loaded()]]) };
});

const ADMIN = testViewer({ role: "admin", currency: "EUR" });
let database: TestDatabase | undefined;
beforeAll(async () => {
  database = await testDatabase();
  const owner = postgres(database.ownerUrl, { max: 1, onnotice: () => {} });
  await owner.unsafe(`create schema commerce;
    create table commerce.numbers as
      select n, case when n % 2 = 0 then 'even' else 'odd' end as parity from generate_series(1, ${ROWS}) as n;
    grant usage on schema commerce to ${database.readerRole};
    grant select on commerce.numbers to ${database.readerRole}`);
  await owner.end();
});
afterAll(async () => {
  await closeRunners(1);
  await database?.close();
});

const question = {
  dataset: "numbers",
  dimensions: ["n"],
  measures: ["total"],
  sort: [{ column: "n", direction: "desc" as const }],
};

test("reads every row in order, far past what a page may hold, a batch at a time", async () => {
  const { columns, batches } = await streamQuery(ADMIN, question);
  expect(columns).toEqual((await runQuery(ADMIN, question)).columns);
  expect(columns[1]?.format).toMatchObject({ currency: "EUR" });
  let next = ROWS;
  let largest = 0;
  for await (const batch of batches) {
    largest = Math.max(largest, batch.length);
    for (const row of batch) {
      if (row[0] !== next || row[1] !== next) expect(row).toEqual([next, next]);
      next -= 1;
    }
  }
  expect(next).toBe(0);
  expect(largest).toBeLessThan(ROWS / 10);
});

test("row rules hold, and a token without the scope reads nothing", async () => {
  const viewer = testViewer({ attributes: { parity: ["even"] } });
  const { batches } = await streamQuery(viewer, {
    dataset: "numbers",
    dimensions: ["parity"],
    measures: ["total"],
  });
  const rows = [];
  for await (const batch of batches) rows.push(...batch);
  expect(rows).toEqual([["even", (ROWS / 2) * (ROWS / 2 + 1)]]);
  await expect(streamQuery({ ...ADMIN, scopes: ["read"] }, question)).rejects.toMatchObject({
    code: "AUTH_004",
  });
});

test("who leaves ends the statement; others are refused", async () => {
  const { batches } = await streamQuery(ADMIN, question);
  for await (const batch of batches) if (batch.length > 0) break;
  const watcher = postgres(database?.ownerUrl ?? "", { max: 1 });
  const running =
    () => watcher`select 1 from pg_stat_activity where query ilike '%fetch%' and state = 'active'
    and pid <> pg_backend_pid() and datname = current_database()`;
  await vi.waitFor(async () => expect(await running()).toHaveLength(0));
  await watcher.end();
  await expect(
    streamQuery(ADMIN, {
      ...question,
      dimensions: ["parity"],
      sort: [],
      top: { dimension: "parity", n: 1, by: "total", others: true },
    }),
  ).rejects.toMatchObject({ code: "QUERY_001", key: "onlyRowsStream" });
});

const NESTED = {
  dataset: "numbers",
  dimensions: ["parity", "n"],
  measures: ["total"],
  filters: [{ name: "n", op: "lte" as const, values: [5001] }],
  sort: [{ column: "total", direction: "desc" as const }],
  totals: ["grand" as const, "subtotals" as const],
  limit: 100_000,
};

test("rows with their totals come from one statement, as a question answers them, and each knows the size of its group", async () => {
  const streamed = await streamAnswer(ADMIN, NESTED);
  const { rows, subtotals, grandTotal } = await runQuery(ADMIN, NESTED);
  expect(streamed).toMatchObject({ subtotals, grandTotal, totalsTruncated: false, sizesFrom: 3 });
  const read: unknown[][] = [];
  for await (const batch of streamed.batches) read.push(...batch);
  expect(read.map((row) => row.slice(0, 3))).toEqual(rows);
  expect(new Set(read.map(([parity, , , size]) => `${parity} ${size}`))).toEqual(
    new Set(["even 2500", "odd 2501"]),
  );
});

test("rows alone stand in the order of their groups when subtotals are asked for", async () => {
  const { rows } = await runQuery(ADMIN, NESTED);
  const { batches } = await streamQuery(ADMIN, NESTED);
  const read: unknown[][] = [];
  for await (const batch of batches) read.push(...batch);
  expect(read).toEqual(rows);
});
