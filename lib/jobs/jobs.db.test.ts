import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { defineJob } from "@/lib/jobs/define-job";
import { eventually, gate, jobHouse } from "@/tests/job-house";

let house: Awaited<ReturnType<typeof jobHouse>>;

beforeAll(async () => {
  house = await jobHouse({
    "test.plain": "standard",
    "test.many": "standard",
    "test.keyed": "stately",
    "test.failing": "standard",
    "test.wrong": "standard",
    "test.slow": "standard",
    "test.stopped": "standard",
    "test.lost": "standard",
  });
});
afterEach(() => house.stopAll());
afterAll(() => house.close());

const Numbered = z.object({ n: z.number() });

describe("sending", () => {
  const plain = defineJob({
    name: "test.plain",
    data: Numbered,
    handle: async ({ n }) => ({ twice: n * 2 }),
  });

  it("stands and falls with the caller's transaction", async () => {
    const { db, sendJob, rows } = house;
    await expect(
      db.transaction(async (tx) => {
        expect(await sendJob(tx, plain, { n: 1 })).toMatch(/^[\da-f-]{36}$/);
        throw new Error("rolled back");
      }),
    ).rejects.toThrow("rolled back");
    expect(await rows("test.plain")).toEqual([]);
    const id = await db.transaction((tx) => sendJob(tx, plain, { n: 2 }));
    expect(await rows("test.plain")).toMatchObject([{ id, state: "created" }]);
  });

  it("refuses data that is not the job's, and an id that was sent before", async () => {
    const { db, sendJob } = house;
    await expect(sendJob(db, plain, { n: "2" as unknown as number })).rejects.toThrow(z.ZodError);
    const id = "0e2a1b3c-0000-4000-8000-000000000001";
    expect(await sendJob(db, plain, { n: 3 }, { id })).toBe(id);
    expect(await sendJob(db, plain, { n: 3 }, { id })).toBeNull();
  });

  it("waits for its time, and keeps what the job returned", async () => {
    const { db, sendJob, rows, run } = house;
    const later = await sendJob(db, plain, { n: 5 }, { startAfter: new Date(Date.now() + 3_600_000) });
    const id = await sendJob(db, plain, { n: 21 });
    run([plain]);
    await eventually(async () =>
      expect(await rows("test.plain")).toContainEqual(
        expect.objectContaining({ id, state: "completed", output: { result: { twice: 42 } } }),
      ),
    );
    expect(await rows("test.plain")).toContainEqual(expect.objectContaining({ id: later, state: "created" }));
  });
});

describe("running", () => {
  it("runs each job once, however many processes look, and no more at once than the job says", async () => {
    const { db, sendJob, rows, run } = house;
    const ran: number[] = [];
    let [now, most] = [0, 0];
    const many = defineJob({
      name: "test.many",
      data: Numbered,
      concurrency: 3,
      handle: async ({ n }) => {
        most = Math.max(most, ++now);
        await db.execute(sql`select pg_sleep(0.005)`);
        now--;
        ran.push(n);
        return undefined;
      },
    });
    for (let n = 0; n < 60; n++) await sendJob(db, many, { n });
    run([many]);
    run([many]);
    await eventually(async () =>
      expect((await rows("test.many")).map(({ state }) => state)).toEqual(Array(60).fill("completed")),
    );
    expect(ran.sort((a, b) => a - b)).toEqual(Array.from({ length: 60 }, (_, n) => n));
    // Two runners, three each.
    expect(most).toBeGreaterThan(1);
    expect(most).toBeLessThanOrEqual(6);
  });

  it("never runs two of one key, lets one wait, and holds up no other key", async () => {
    const { db, sendJob, rows, run } = house;
    const [door, rest] = [gate(), gate()];
    const started: string[] = [];
    const keyed = defineJob({
      name: "test.keyed",
      data: z.object({ key: z.string(), n: z.number() }),
      concurrency: 4,
      key: ({ key }) => key,
      handle: async ({ key, n }) => {
        started.push(`${key}${n}`);
        await (key === "a" ? door : rest).passed;
        return undefined;
      },
    });
    run([keyed]);
    await sendJob(db, keyed, { key: "a", n: 1 });
    await eventually(() => expect(started).toEqual(["a1"]));
    expect(await sendJob(db, keyed, { key: "a", n: 2 })).not.toBeNull();
    expect(await sendJob(db, keyed, { key: "a", n: 3 })).toBeNull();
    // The older a2 stands before it. One runner: two might get round a2 by chance, each past what the other looks at.
    await sendJob(db, keyed, { key: "b", n: 1 });
    await eventually(() => expect(started).toEqual(["a1", "b1"]));
    // The first has two places left: one of these runs in the second, which has looked past a2 then.
    run([keyed]);
    for (const key of ["c", "d", "e"]) await sendJob(db, keyed, { key, n: 1 });
    await eventually(() => expect(started.toSorted()).toEqual(["a1", "b1", "c1", "d1", "e1"]));
    door.open();
    await eventually(() => expect(started.at(-1)).toBe("a2"));
    rest.open();
    await eventually(async () => {
      const states = (await rows("test.keyed")).map(({ state }) => state);
      expect(states).toEqual(Array(6).fill("completed"));
    });
  });

  it("shows progress, and completes through a loss of all its connections", async () => {
    const { db, database, sendJob, rows, run } = house;
    const door = gate();
    const slow = defineJob({
      name: "test.slow",
      data: z.object({}),
      handle: async (_, { progress, attempt }) => {
        progress({ done: 1, total: 4, note: "2026-03" });
        await door.passed;
        return { attempt };
      },
    });
    await sendJob(db, slow, {});
    run([slow], { leaseSeconds: 3 });
    await eventually(async () =>
      expect(await rows("test.slow")).toMatchObject([
        { state: "active", output: { progress: { done: 1, total: 4, note: "2026-03" } } },
      ]),
    );
    const { default: postgres } = await import("postgres");
    const admin = postgres(process.env.LOOKFLEX_TEST_ADMIN_URL ?? "", { max: 1 });
    await admin`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = ${new URL(database.appUrl).pathname.slice(1)} and usename = 'lookflex_app'`;
    await admin.end();
    door.open();
    await eventually(async () =>
      expect(await rows("test.slow")).toMatchObject([
        { state: "completed", output: { result: { attempt: 1 } } },
      ]),
    );
  });
});

describe("failing", () => {
  it("tries again, later each time, then keeps the error without secrets and says so in the audit log", async () => {
    const { db, sendJob, rows, run, hurry } = house;
    const failing = defineJob({
      name: "test.failing",
      data: z.object({}),
      retryLimit: 2,
      retryDelaySeconds: 60,
      handle: async () => {
        throw Object.assign(new Error("no answer from postgres://me:hunter2@db.internal/x"), {
          code: "ECONNREFUSED",
        });
      },
    });
    const id = await sendJob(db, failing, {});
    run([failing]);
    for (const [tried, least, most] of [
      [0, 55, 120],
      [1, 115, 240],
    ] as const) {
      await eventually(async () => {
        const [row] = await rows("test.failing");
        expect(row).toMatchObject({ state: "retry", retryCount: tried });
        expect(row?.waits).toBeGreaterThan(least);
        expect(row?.waits).toBeLessThanOrEqual(most);
      });
      await hurry("test.failing");
    }
    await eventually(async () => expect(await rows("test.failing")).toMatchObject([{ state: "failed" }]));
    const [row] = await rows("test.failing");
    expect(row?.output).toEqual({
      message: "no answer from postgres://***@db.internal/x",
      code: "ECONNREFUSED",
    });
    const entries = await db.execute(
      sql`select category, severity, error, metadata from audit_log where action = 'job.fail'`,
    );
    expect([...entries]).toEqual([
      {
        category: "SYSTEM",
        severity: "ERROR",
        error: row?.output?.message,
        metadata: { job: "test.failing", id, attempts: 3, code: "ECONNREFUSED" },
      },
    ]);
  });

  it("does not try again what was sent with wrong data", async () => {
    const { db, sendJob, rows, run } = house;
    const wide = defineJob({
      name: "test.wrong",
      data: z.object({ n: z.any() }),
      handle: async () => undefined,
    });
    const narrow = defineJob({ name: "test.wrong", data: Numbered, handle: async () => undefined });
    await sendJob(db, wide, { n: "one" });
    run([narrow]);
    await eventually(async () =>
      expect(await rows("test.wrong")).toMatchObject([{ state: "failed", retryCount: 0 }]),
    );
  });

  it("ends a run that takes too long, even one that does not listen", async () => {
    const { db, sendJob, rows, run } = house;
    let reason: unknown;
    const endless = defineJob({
      name: "test.slow",
      data: z.object({ endless: z.literal(true) }),
      timeoutSeconds: 0.1,
      retryLimit: 0,
      handle: (_, { signal }) => {
        signal.addEventListener("abort", () => {
          reason = signal.reason;
        });
        return new Promise(() => {});
      },
    });
    const id = await sendJob(db, endless, { endless: true });
    run([endless]);
    await eventually(async () =>
      expect(await rows("test.slow")).toContainEqual(
        expect.objectContaining({
          id,
          state: "failed",
          output: { message: "ran longer than 0.1 s", code: "TIMEOUT" },
        }),
      ),
    );
    expect(reason).toMatchObject({ code: "TIMEOUT" });
  });
});

describe("ending", () => {
  it("tells running jobs at a stop, and gives them back at no cost", async () => {
    const { db, sendJob, rows, run, hurry } = house;
    let heard = 0;
    const stopped = defineJob({
      name: "test.stopped",
      data: z.object({}),
      retryLimit: 0,
      handle: (_, { signal, attempt }) =>
        attempt > 1
          ? Promise.resolve({ attempt })
          : new Promise((_resolve, reject) => {
              signal.addEventListener("abort", () => {
                heard++;
                reject(signal.reason);
              });
            }),
    });
    await sendJob(db, stopped, {});
    const first = run([stopped]);
    await eventually(async () => expect(await rows("test.stopped")).toMatchObject([{ state: "active" }]));
    await first.stop();
    expect(heard).toBe(1);
    expect(await rows("test.stopped")).toMatchObject([{ state: "retry", retryLimit: 1 }]);
    run([stopped]);
    await hurry("test.stopped");
    await eventually(async () =>
      expect(await rows("test.stopped")).toMatchObject([
        { state: "completed", output: { result: { attempt: 2 } } },
      ]),
    );
  });

  it("takes no outcome from a run that was given to another process meanwhile", async () => {
    const { db, sendJob, rows, run, hurry } = house;
    const doors = [gate(), gate()];
    const reasons: unknown[] = [];
    const lost = defineJob({
      name: "test.lost",
      data: z.object({}),
      concurrency: 2,
      handle: async (_, { attempt, signal }) => {
        await doors[attempt - 1]?.passed;
        reasons[attempt - 1] = signal.reason;
        return { attempt };
      },
    });
    await sendJob(db, lost, {});
    run([lost], { leaseSeconds: 60 });
    await eventually(async () => expect(await rows("test.lost")).toMatchObject([{ state: "active" }]));
    // As if the process had been silent for longer than its lease.
    await db.execute(sql`update pgboss.job set started_on = now() - interval '1 h' where name = 'test.lost'`);
    await eventually(async () =>
      expect(await rows("test.lost")).toMatchObject([{ state: "retry", output: { code: "WORKER_DIED" } }]),
    );
    await hurry("test.lost");
    await eventually(async () =>
      expect(await rows("test.lost")).toMatchObject([{ state: "active", retryCount: 1 }]),
    );
    doors[0]?.open();
    await eventually(() => expect(0 in reasons).toBe(true));
    doors[1]?.open();
    await eventually(async () =>
      expect(await rows("test.lost")).toMatchObject([
        { state: "completed", output: { result: { attempt: 2 } } },
      ]),
    );
  });
});
