import postgres from "postgres";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { Dataset } from "@/lib/datasets/schema";
import { parseInput } from "@/lib/parse-input";
import { planQuery } from "@/lib/query/plan-query";
import { Query } from "@/lib/query/query";
import { clearQueryCache } from "@/lib/query/query-cache";
import { type RunPlanOptions, runPlan } from "@/lib/query/run-plan";
import { testViewer } from "@/lib/query/testing/test-viewer";
import { closeReaders } from "@/lib/sources/run-postgres";
import { type TestDatabase, testDatabase } from "@/tests/database";

/** A dataset of one column over a table, view or nothing at all. */
const over = (name: string) =>
  Dataset.parse({
    id: name,
    label: name,
    source: "commerce",
    table: { schema: "commerce", name },
    dimensions: [{ name: "n", label: "N", type: "number" }],
    measures: [{ name: "total", label: "Total", aggregate: "sum", column: "n" }],
    rows: "allRows",
  });

let database: TestDatabase | undefined;
let owner: postgres.Sql;
let watcher: postgres.Sql;
beforeAll(async () => {
  database = await testDatabase();
  owner = postgres(database.ownerUrl, { max: 1, onnotice: () => {} });
  // The reader sees what its own statements are doing.
  watcher = postgres(database.readerUrl, { max: 1 });
  const reader = database.readerRole;
  await owner.unsafe(`
    create schema if not exists commerce;
    create table commerce.numbers as select n from generate_series(1, 4) n;
    create table commerce.secret as select 1 as n;
    create view commerce.slow as select 1 as n where pg_sleep(600) is not null;
    create view commerce.huge as select 1e308::float8 as n from generate_series(1, 10);
    create function commerce.write() returns integer language sql volatile as 'insert into commerce.numbers values (5) returning n';
    create view commerce.writing as select n from commerce.write() n;
    grant usage on schema commerce to ${reader};
    grant select on commerce.numbers, commerce.slow, commerce.huge, commerce.writing to ${reader};
    grant execute on function commerce.write() to ${reader};
    grant insert on commerce.numbers to ${reader}`);
});
beforeEach(clearQueryCache);
afterAll(async () => {
  await closeReaders(1);
  await watcher?.end();
  await owner?.end();
  await database?.close();
});

function total(name: string, options: Partial<RunPlanOptions> = {}) {
  const dataset = over(name);
  const query = parseInput(Query, { dataset: name, measures: ["total"] });
  const plan = planQuery(query, dataset, testViewer(), new Date());
  return runPlan(plan, dataset, { locale: "en", data: null, ...options });
}
/** The administrator's address, in this file's database. */
const inDatabase = (adminUrl: string) => {
  const url = new URL(adminUrl);
  url.pathname = new URL(database?.ownerUrl ?? "").pathname;
  return url.toString();
};
const running = async () => {
  const [row] = await watcher`select count(*)::int as n from pg_stat_activity
    where state = 'active' and query like '%"slow"%' and pid <> pg_backend_pid() and datname = current_database()`;
  return Number(row?.n);
};
const until = (count: number) => expect.poll(running, { timeout: 20_000 }).toBe(count);

describe("a statement ends when its readers leave", () => {
  test("the last one's leaving cancels it in the database; an earlier one's does not", async () => {
    const [a, b] = [new AbortController(), new AbortController()];
    const first = total("slow", { signal: a.signal });
    const second = total("slow", { signal: b.signal });
    await until(1);
    a.abort();
    await expect(first).rejects.toBe(a.signal.reason);
    expect(await running()).toBe(1);
    b.abort();
    await expect(second).rejects.toBe(b.signal.reason);
    await until(0);
    expect((await total("numbers")).rows).toEqual([[10]]);
  });

  test("its time running out is QUERY_002 with a time to come back", async () => {
    await expect(total("slow", { timeoutMs: 20 })).rejects.toMatchObject({
      code: "QUERY_002",
      key: "queryTimedOut",
      retryAfter: 10,
    });
    expect(await running()).toBe(0);
  });
});

describe("failures are typed, never empty results", () => {
  test.each([
    ["nowhere", "SOURCE_001", "sourceMismatch"],
    ["secret", "SOURCE_001", "sourceMismatch"],
    ["huge", "QUERY_001", "valueOutOfRange"],
    ["writing", "SOURCE_001", "sourceMismatch"],
  ])("%s: %s %s", async (name, code, key) => {
    await expect(total(name)).rejects.toMatchObject({ code, key });
  });

  test("nothing writes, whatever a view calls and the reader was granted", async () => {
    await expect(total("writing")).rejects.toBeDefined();
    const [row] = await owner`select count(*)::int as n from commerce.numbers`;
    expect(row?.n).toBe(4);
  });

  test("a source that is not there is SOURCE_001", async () => {
    const target = { kind: "postgres" as const, url: "postgres://nobody:nothing@127.0.0.1:1/nowhere" };
    await expect(total("numbers", { target })).rejects.toMatchObject({
      code: "SOURCE_001",
      key: "sourceUnreachable",
    });
  });

  test("connections the server has ended are replaced", async () => {
    expect((await total("numbers")).rows).toEqual([[10]]);
    await watcher`select pg_terminate_backend(pid) from pg_stat_activity
      where application_name like 'lookflex-reader%' and pid <> pg_backend_pid() and datname = current_database()`;
    clearQueryCache();
    expect((await total("numbers")).rows).toEqual([[10]]);
  });
});

describe("answers have an end", () => {
  test("a cap cuts them and says so, whatever the question's limit", async () => {
    const dataset = over("numbers");
    const query = parseInput(Query, {
      dataset: "numbers",
      dimensions: ["n"],
      totals: ["grand"],
      measures: ["total"],
    });
    const plan = planQuery(query, dataset, testViewer(), new Date());
    const ask = (rows: number) =>
      runPlan(plan, dataset, { locale: "en", data: null, caps: { rows, bytes: 1_000_000 } });
    // The grand total is a line too, and comes first.
    expect(await ask(3)).toMatchObject({
      rows: [
        [1, 1],
        [2, 2],
      ],
      grandTotal: { total: 10 },
      meta: { rowCount: 2, truncated: true },
    });
    expect((await ask(5)).meta).toMatchObject({ rowCount: 4, truncated: false });
  });

  test("totals are whole or refused: they come before the rows, so a cap would take their ends first", async () => {
    const dataset = over("numbers");
    const query = parseInput(Query, {
      dataset: "numbers",
      dimensions: ["n", { name: "n", as: "again" }],
      measures: ["total"],
      totals: ["subtotals"],
    });
    const plan = planQuery(query, dataset, testViewer(), new Date());
    const ask = (rows: number) =>
      runPlan(plan, dataset, { locale: "en", data: null, caps: { rows, bytes: 1_000_000 } });
    for (const rows of [1, 3, 4])
      await expect(ask(rows)).rejects.toMatchObject({ code: "QUERY_001", key: "answerTooLarge" });
    const answer = await ask(5);
    expect(answer.subtotals?.[0]?.rows).toHaveLength(4);
    expect(answer.meta).toMatchObject({ rowCount: 1, truncated: true, totalsTruncated: false });
  });

  test("a pivot is right whole or not at all: a value cut off would look like none", async () => {
    const query = parseInput(Query, {
      dataset: "numbers",
      measures: ["total"],
      pivot: { dimensions: ["n"] },
    });
    const dataset = over("numbers");
    const plan = planQuery(query, dataset, testViewer(), new Date());
    const ask = (rows: number) =>
      runPlan(plan, dataset, { locale: "en", data: null, caps: { rows, bytes: 1_000_000 } });
    await expect(ask(8)).rejects.toMatchObject({ code: "QUERY_001", key: "answerTooLarge" });
    expect((await ask(9)).rows).toEqual([[1, 2, 3, 4, 10]]);
  });
});

describe("answers are kept", () => {
  test("per data version: a new one asks again, the same one does not", async () => {
    const at = (version: number) =>
      total("numbers", { data: { version, dataAsOf: "2026-01-01T00:00:00.000Z" } });
    expect((await at(1)).meta).toMatchObject({ cached: false, dataAsOf: "2026-01-01T00:00:00.000Z" });
    await owner`update commerce.numbers set n = n * 10`;
    expect(await at(1)).toMatchObject({ rows: [[10]], meta: { cached: true } });
    expect(await at(2)).toMatchObject({ rows: [[100]], meta: { cached: false } });
    await owner`update commerce.numbers set n = n / 10`;
  });

  test("a hundred equal questions are one statement in the database", async () => {
    const admin = postgres(inDatabase(process.env.LOOKFLEX_TEST_ADMIN_URL ?? ""), {
      max: 1,
      onnotice: () => {},
    });
    await admin`create extension if not exists pg_stat_statements`;
    await admin`select pg_stat_statements_reset()`;
    const answers = await Promise.all(Array.from({ length: 100 }, () => total("numbers")));
    expect(answers.filter((answer) => !answer.meta.cached)).toHaveLength(1);
    expect(answers.every((answer) => answer.rows[0]?.[0] === 10)).toBe(true);
    const [row] = await admin`select coalesce(sum(calls), 0)::int as calls from pg_stat_statements
      where query like '%"commerce"."numbers"%' and dbid = (select oid from pg_database where datname = current_database())`;
    expect(row?.calls).toBe(1);
    await admin.end();
  });

  test("an old one is given at once where it will do, and replaced behind it", async () => {
    const at = (version: number, staleMs?: number) =>
      total("numbers", {
        data: { version, dataAsOf: `2026-01-0${version}T00:00:00.000Z` },
        ...(staleMs ? { staleMs } : {}),
      });
    await at(1);
    await owner`update commerce.numbers set n = n * 10`;
    expect(await at(2, 60_000)).toMatchObject({
      rows: [[10]],
      meta: { cached: true, stale: true, dataAsOf: "2026-01-01T00:00:00.000Z" },
    });
    await expect
      .poll(() => at(2, 60_000), { timeout: 20_000 })
      .toMatchObject({ rows: [[100]], meta: { cached: true, dataAsOf: "2026-01-02T00:00:00.000Z" } });
    expect((await at(2, 60_000)).meta.stale).toBeUndefined();
    await owner`update commerce.numbers set n = n / 10`;
  });
});
