import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { db } from "@/db/client";
import { recordDataChange } from "@/lib/datasets/record-data-change";
import { type TestDatabase, testDatabase } from "@/tests/database";

let database: TestDatabase;
let app: postgres.Sql;
beforeAll(async () => {
  database = await testDatabase();
  app = postgres(database.appUrl, { max: 3, onnotice: () => {} });
});
afterAll(async () => {
  await app?.end();
  await database?.close();
});

const noted = () => app`
  select version::int, from_day::text as from, to_day::text as to from dataset_changes where dataset = 'd' order by 1`;

test("raises the version and notes the days, as the serving role", async () => {
  const asOf = new Date("2026-01-19T15:00:00Z");
  expect(await recordDataChange(db, { dataset: "d", days: null, asOf })).toBe(1);
  const days = { from: "2026-01-03", to: "2026-01-05" };
  expect(await db.transaction((tx) => recordDataChange(tx, { dataset: "d", days }))).toBe(2);
  expect(await noted()).toEqual([
    { version: 1, from: null, to: null },
    { version: 2, from: "2026-01-03", to: "2026-01-05" },
  ]);
  const [row] =
    await app`select version::int, data_as_of > ${asOf} as newer from dataset_versions where dataset = 'd'`;
  expect(row).toEqual({ version: 2, newer: true });
});

test("days that are none are refused", async () => {
  await expect(
    recordDataChange(db, { dataset: "d", days: { from: "2026-01-05", to: "2026-01-03" } }),
  ).rejects.toThrow();
  await expect(app`select record_data_change('d', '2026-01-05', null)`).rejects.toThrow(
    /dataset_changes_days_check/,
  );
  expect(await noted()).toHaveLength(2);
});

test("what is undone was never noted, and two writers come to light in the order of their versions", async () => {
  const order: string[] = [];
  let first: Promise<unknown> = Promise.resolve();
  await app
    .begin(async (tx) => {
      await tx`select record_data_change('d', '2026-02-01', '2026-02-01')`;
      first = app`select record_data_change('d', '2026-02-02', '2026-02-02') as version`.then(([row]) => {
        order.push(`other ${row?.version}`);
      });
      // The other one waits for this transaction, whose version it would otherwise overtake.
      while ((await app`select 1 from pg_locks where not granted`).length === 0);
      order.push("undone");
      throw new Error("undone");
    })
    .catch(() => {});
  await first;
  expect(order).toEqual(["undone", "other 3"]);
  expect((await noted()).at(-1)).toEqual({ version: 3, from: "2026-02-02", to: "2026-02-02" });
});

test("the last thousand changes are kept", async () => {
  await app`select record_data_change('d', '2026-03-01', '2026-03-01') from generate_series(1, 1100)`;
  const [row] =
    await app`select count(*)::int as n, max(version)::int as newest from dataset_changes where dataset = 'd'`;
  expect(row).toEqual({ n: 1000, newest: 1103 });
});
