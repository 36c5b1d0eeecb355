import { setMaxListeners } from "node:events";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { AppError } from "@/lib/errors";
import { openRunner } from "@/lib/sources/open-runner";
import { closeReaders } from "@/lib/sources/run-postgres";
import type { RunOptions, SourceRunner, SourceStatement } from "@/lib/sources/runner";
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

const ask = (text: string, params: SourceStatement["params"] = []) => ({ text, params });
const MIB = 1024 * 1024;
const run = (statements: SourceStatement[], options: Partial<RunOptions> = {}) =>
  runner.run(statements, {
    source: "commerce",
    signal: new AbortController().signal,
    timeoutMs: 120_000,
    caps: { rows: 1000, bytes: MIB },
    ...options,
  });

/** Statements of this file's readers at work, whose text holds `part`. */
async function active(part: string): Promise<number> {
  const [row] = await watcher`select count(*)::int as n from pg_stat_activity
    where state = 'active' and query like ${`%${part}%`} and pid <> pg_backend_pid() and datname = current_database()`;
  return Number(row?.n);
}
const until = (part: string, count: number) =>
  expect.poll(() => active(part), { timeout: 5_000 }).toBe(count);

describe("caps", () => {
  /** Read to its end it would take days and all memory there is; made row by row, as a big scan is. */
  const endless = "select generate_series(1, 1000000000000) /* endless */";

  test("on rows cut the first set while it is read, end it in the database and say so", async () => {
    const answer = await run([ask(endless), ask("select count(*)::int from generate_series(1, 5)")], {
      caps: { rows: 10, bytes: MIB },
    });
    expect(answer.truncated).toBe(true);
    expect(answer.sets[0]?.map(([n]) => n)).toEqual(["1", "2", "3", "4", "5", "6", "7", "8", "9", "10"]);
    expect(answer.sets[1]).toEqual([[5]]);
    await until("endless", 0);
  });

  test("on bytes do the same, however few the rows", async () => {
    const answer = await run([ask("select repeat('x', 100000), generate_series(1, 1000000000000)")]);
    expect(answer.truncated).toBe(true);
    // Two bytes a letter: five rows are below a mebibyte, the sixth is not.
    expect(answer.sets[0]).toHaveLength(5);
  });

  test("as large as the answer itself cut nothing", async () => {
    const answer = await run([ask("select n from generate_series(1, $1::int) n", [1000])]);
    expect(answer.truncated).toBe(false);
    expect(answer.sets[0]).toHaveLength(1000);
  });

  test("never cut totals: they are whole, or the question is refused", async () => {
    const both = run([ask("select 1"), ask(endless)]);
    await expect(both).rejects.toMatchObject({ code: "QUERY_001", key: "answerTooLarge" });
    await until("endless", 0);
  });
});

describe("places", () => {
  test("are few, the line is short, the others are told when to come back; nothing piles up", async () => {
    const leaver = new AbortController();
    setMaxListeners(0, leaver.signal);
    const outcomes = { overloaded: 0, left: 0, other: [] as unknown[] };
    const asked = Array.from({ length: 1000 }, (_, i) =>
      run([ask("select pg_sleep(600), $1::int /* crowd */", [i])], { signal: leaver.signal }).catch(
        (error) => {
          if (error instanceof AppError && error.key === "queryOverloaded" && error.retryAfter === 2)
            outcomes.overloaded += 1;
          else if (error === leaver.signal.reason) outcomes.left += 1;
          else outcomes.other.push(error);
        },
      ),
    );
    await until("crowd", 8);
    expect(outcomes).toEqual({ overloaded: 1000 - 8 - 200, left: 0, other: [] });
    leaver.abort();
    await Promise.all(asked);
    expect(outcomes).toEqual({ overloaded: 1000 - 8 - 200, left: 208, other: [] });
    await until("crowd", 0);
    // Nobody was left behind in a place or in line.
    const after = await Promise.all(Array.from({ length: 208 }, () => run([ask("select 1")])));
    expect(after.every(({ sets }) => sets[0]?.[0]?.[0] === 1)).toBe(true);
  });

  test("a source's own connections are no more than its places", async () => {
    const [row] = await watcher`select count(*)::int as n from pg_stat_activity
      where application_name like 'lookflex-reader%' and datname = current_database()`;
    expect(row?.n).toBeLessThanOrEqual(8 + 3 + 1);
  });
});

describe("one run", () => {
  test("whose connection ends in its midst fails for the source's sake, and the process lives", async () => {
    const running = run([ask("select pg_sleep(600) /* broken */"), ask("select 1")]).catch((error) => error);
    await until("broken", 1);
    await watcher`select pg_terminate_backend(pid) from pg_stat_activity
      where query like '%broken%' and pid <> pg_backend_pid() and datname = current_database()`;
    expect(await running).toMatchObject({ code: "SOURCE_001", key: "sourceUnreachable" });
    expect((await run([ask("select 1")])).sets).toEqual([[[1]]]);
  });

  test("reads one snapshot, which nothing changes meanwhile", async () => {
    const owner = postgres(database?.ownerUrl ?? "", { max: 1, onnotice: () => {} });
    await owner.unsafe(`create schema snapshot; create table snapshot.t as select 1 as n;
      grant usage on schema snapshot to ${database?.readerRole}; grant select on snapshot.t to ${database?.readerRole}`);
    const gate = 4_711_001;
    await owner`select pg_advisory_lock(${gate})`;
    // The first set is read last: the second statement waits at the gate while a row is added.
    const reading = run([
      ask("select count(*)::int from snapshot.t"),
      ask("select count(*)::int from snapshot.t where pg_advisory_xact_lock($1) is not null /* gate */", [
        gate,
      ]),
    ]);
    await until("gate", 1);
    await owner`insert into snapshot.t values (2)`;
    await owner`select pg_advisory_unlock(${gate})`;
    expect((await reading).sets).toEqual([[[1]], [[1]]]);
    await owner.end();
  });

  test("of nothing answers nothing", async () => {
    expect(await run([])).toEqual({ sets: [], truncated: false });
  });
});
