import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openRunner } from "@/lib/sources/open-runner";
import { closeReaders } from "@/lib/sources/run-postgres";
import type { SourceRunner, StreamOptions } from "@/lib/sources/runner";
import { type TestDatabase, testDatabase } from "@/tests/database";

let database: TestDatabase | undefined;
let runner: SourceRunner;
let watcher: postgres.Sql;
beforeAll(async () => {
  database = await testDatabase();
  runner = openRunner({ kind: "postgres", url: database.readerUrl });
  watcher = postgres(database.readerUrl, { max: 1 });
});
afterAll(async () => {
  await closeReaders(1);
  await watcher?.end();
  await database?.close();
});

const stream = (text: string, options: Partial<StreamOptions> = {}, params: number[] = []) =>
  runner
    .stream(
      { text, params },
      { source: "commerce", signal: new AbortController().signal, timeoutMs: 120_000, ...options },
    )
    [Symbol.asyncIterator]() as AsyncGenerator<unknown[][]>;

/** This file's streams in the database, by what they do. */
async function streams(state: "active" | "idle in transaction"): Promise<number> {
  const [row] = await watcher`select count(*)::int as n from pg_stat_activity
    where application_name like 'lookflex-reader %' and state = ${state} and datname = current_database()`;
  return Number(row?.n);
}
const until = async (state: Parameters<typeof streams>[0], count: number) => {
  await expect.poll(() => streams(state), { timeout: 5_000 }).toBe(count);
};
const nothingRuns = async () => {
  await until("active", 0);
  await until("idle in transaction", 0);
};

describe("a big read", () => {
  test("gives every row once, in order", async () => {
    let next = 1;
    for await (const batch of {
      [Symbol.asyncIterator]: () => stream("select n::int from generate_series($1::int, 100001) n", {}, [1]),
    })
      for (const [n] of batch) {
        if (n !== next) throw new Error(`${n} instead of ${next}`);
        next += 1;
      }
    expect(next).toBe(100_002);
  });

  test("is at most one batch ahead of its consumer, whatever its length", async () => {
    // Every thousandth row the database has computed holds a lock that others can count.
    const counting = `select n, case when n % 1000 = 0 then pg_try_advisory_xact_lock(n) end
      from (select generate_series(1, 1000000) as n) as numbers`;
    const computed = async () => {
      const [row] = await watcher`select count(*)::int as n from pg_locks
        where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())`;
      return Number(row?.n) * 1000;
    };
    const batches = stream(counting, { batchRows: 5000 });
    let taken = 0;
    for (let i = 1; i <= 200; i++) {
      const { value } = await batches.next();
      taken += value?.length ?? 0;
      if (i % 20 !== 1) continue;
      // The reader is slow here: the database has all the time it wants to run ahead.
      await until("active", 0);
      const ahead = (await computed()) - taken;
      expect(ahead).toBeLessThanOrEqual(5000);
    }
    expect(taken).toBe(1_000_000);
    expect((await batches.next()).done).toBe(true);
    await nothingRuns();
  });

  test("whose consumer leaves the loop ends in the database", async () => {
    for await (const batch of {
      [Symbol.asyncIterator]: () => stream("select generate_series(1, 1000000000000)"),
    }) {
      expect(batch).toHaveLength(2000);
      break;
    }
    await nothingRuns();
  });

  test("whose reader leaves is cancelled while it computes", async () => {
    const leaver = new AbortController();
    const batches = stream("select pg_sleep(600)", { signal: leaver.signal });
    const first = batches.next();
    await until("active", 1);
    leaver.abort();
    await expect(first).rejects.toBe(leaver.signal.reason);
    await nothingRuns();
  });

  test("whose consumer stalls gives its place away", async () => {
    const batches = stream("select generate_series(1, 1000000)", { idleMs: 20 });
    await batches.next();
    await nothingRuns();
    await expect(batches.next()).rejects.toMatchObject({ code: "QUERY_002", key: "queryTimedOut" });
  });

  test("fails where it fails, after the batches before", async () => {
    const batches = stream("select 1 / (5000 - n)::int from generate_series(1, 10000) n");
    expect((await batches.next()).value).toHaveLength(2000);
    expect((await batches.next()).value).toHaveLength(2000);
    await expect(batches.next()).rejects.toMatchObject({ code: "QUERY_001", key: "valueOutOfRange" });
    await nothingRuns();
  });

  test("may take long as a whole, a batch may not", async () => {
    const batches = stream(
      "select pg_sleep(case n when 3 then 600 else 0 end) from generate_series(1, 4) n",
      {
        batchRows: 2,
        timeoutMs: 50,
      },
    );
    expect((await batches.next()).value).toHaveLength(2);
    await expect(batches.next()).rejects.toMatchObject({ code: "QUERY_002", key: "queryTimedOut" });
    await nothingRuns();
  });
});

describe("many big reads", () => {
  test("have few places of their own, and leave those of the pages free", async () => {
    const held = Array.from({ length: 30 }, () => stream("select generate_series(1, 1000000)"));
    const firsts = held.map((batches) =>
      batches.next().then(
        () => "answered",
        (error) => error.key,
      ),
    );
    await until("idle in transaction", 3);
    const answer = await runner.run([{ text: "select 1", params: [] }], {
      source: "commerce",
      signal: new AbortController().signal,
      timeoutMs: 60_000,
      caps: { rows: 10, bytes: 1000 },
    });
    expect(answer.sets).toEqual([[[1]]]);
    // Who waits in line gets the place of who leaves.
    for (const [i, batches] of held.entries())
      if ((await firsts[i]) === "answered") await batches.return(undefined);
    const outcomes = await Promise.all(firsts);
    expect(outcomes.filter((outcome) => outcome === "queryOverloaded")).toHaveLength(30 - 3 - 20);
    expect(outcomes.filter((outcome) => outcome === "answered")).toHaveLength(23);
    await nothingRuns();
  });
});
