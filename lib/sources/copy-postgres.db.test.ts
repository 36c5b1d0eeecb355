import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { copyPostgres } from "@/lib/sources/copy-postgres";
import { closeReaders } from "@/lib/sources/run-postgres";
import type { StreamOptions } from "@/lib/sources/runner";
import { writeLiteral } from "@/lib/sources/write-literal";
import { type TestDatabase, testDatabase } from "@/tests/database";

let database: TestDatabase | undefined;
let watcher: postgres.Sql;
beforeAll(async () => {
  database = await testDatabase();
  watcher = postgres(database.readerUrl, { max: 1 });
});
afterAll(async () => {
  await closeReaders(1);
  await watcher?.end();
  await database?.close();
});
const copy = (text: string, options: Partial<StreamOptions> = {}) =>
  copyPostgres(database?.readerUrl ?? "", text, {
    source: "commerce",
    signal: new AbortController().signal,
    timeoutMs: 60_000,
    ...options,
  });
const nothingRuns = () =>
  expect
    .poll(
      async () =>
        (
          await watcher`select 1 from pg_stat_activity where application_name like 'lookflex-reader %'
            and state <> 'idle' and datname = current_database()`
        ).length,
      { timeout: 10_000 },
    )
    .toBe(0);

describe("a copy", () => {
  test("gives every row once, in order, again and again on the same connections", async () => {
    for (const rows of [0, 1, 300_000, 1_000, 5_000, 20_000, 40_000]) {
      let next = 1;
      for await (const batch of copy(`select n, 'some text' from generate_series(1, ${rows}) n`))
        for (const [n] of batch) {
          if (n !== String(next)) throw new Error(`${n} instead of ${next}`);
          next += 1;
        }
      expect(next).toBe(rows + 1);
    }
    await nothingRuns();
  });

  test("gives any text as it is", async () => {
    const texts = [
      "",
      "\\N",
      "a\tb\nc\rd\\e",
      "\\.",
      "'",
      "닥터".normalize("NFD"),
      "🍊",
      "\b\f\v\u0001",
      "\\t",
      null,
    ];
    const values = texts.map((text, i) => `(${i}, ${writeLiteral(text)}::text)`).join(", ");
    const read: unknown[] = [];
    for await (const batch of copy(`select v from (values ${values}) as t (n, v) order by n`))
      read.push(...batch.map(([text]) => text));
    expect(read).toEqual(texts);
  });

  test("whose consumer leaves the loop ends in the database", async () => {
    for await (const batch of copy("select generate_series(1, 1000000000000)")) {
      expect(batch.length).toBeGreaterThan(0);
      break;
    }
    await nothingRuns();
  });

  test("whose reader leaves is cancelled while it computes", async () => {
    const leaver = new AbortController();
    const batches = copy("select pg_sleep(600)", { signal: leaver.signal });
    const first = batches.next();
    await expect
      .poll(async () => (await watcher`select 1 from pg_stat_activity where wait_event = 'PgSleep'`).length)
      .toBe(1);
    leaver.abort();
    await expect(first).rejects.toBe(leaver.signal.reason);
    await nothingRuns();
  });

  test("whose consumer stalls gives its place away", async () => {
    const batches = copy("select generate_series(1, 10000000)", { idleMs: 20 });
    await batches.next();
    await nothingRuns();
    const rest = async () => {
      for await (const _ of batches);
    };
    await expect(rest()).rejects.toMatchObject({ code: "QUERY_002", key: "queryTimedOut" });
  });

  test("fails where it fails, after what came before", async () => {
    let rows = 0;
    const all = async () => {
      for await (const batch of copy("select 1 / (500000 - n)::int from generate_series(1, 1000000) n"))
        rows += batch.length;
    };
    await expect(all()).rejects.toMatchObject({ code: "QUERY_001", key: "valueOutOfRange" });
    expect(rows).toBeGreaterThan(0);
    await nothingRuns();
  });

  test("waits only so long for its next piece", async () => {
    const batches = copy("select pg_sleep(600)", { timeoutMs: 50 });
    await expect(batches.next()).rejects.toMatchObject({ code: "QUERY_002", key: "queryTimedOut" });
    await nothingRuns();
  });
});
