import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import type { Role } from "@/lib/access/roles";
import { viewerOf } from "@/lib/auth/viewer-of";
import { defineJob } from "@/lib/jobs/define-job";
import { JobRun } from "@/lib/jobs/schema";
import { eventually, jobHouse } from "@/tests/job-house";

let house: Awaited<ReturnType<typeof jobHouse>>;
beforeAll(async () => {
  house = await jobHouse({ "test.listed": "standard", "test.other": "standard" });
});
afterAll(() => house.close());

const as = (role: Role) =>
  viewerOf(
    {
      id: crypto.randomUUID(),
      email: "x@lookflex.example",
      name: "x",
      role,
      duties: ["audit"],
      attributes: {},
      locale: "en",
      timezone: null,
    },
    { sessionId: "" },
    { id: "r", ip: "", userAgent: "", method: "GET", path: "/" },
  );

const data = z.object({ n: z.number() });
const other = defineJob({ name: "test.other", data, handle: async () => undefined });
const listed = defineJob({
  name: "test.listed",
  data,
  retryLimit: 1,
  retryDelaySeconds: 3_600,
  concurrency: 4,
  handle: async ({ n }, { progress }) => {
    if (n === 1) return { rows: 12 };
    if (n === 2) throw new Error("the source said no");
    progress({ done: 3, total: 9 });
    return new Promise(() => {});
  },
});

describe("listJobs", () => {
  it("is the admins'", async () => {
    const { listJobs } = await import("@/lib/jobs/list-jobs");
    for (const role of ["viewer", "editor"] as const)
      await expect(listJobs(as(role))).rejects.toMatchObject({ code: "AUTH_004" });
    expect(await listJobs(as("admin"))).toEqual([]);
    await expect(listJobs(as("admin"), { limit: 501 })).rejects.toMatchObject({
      code: "INPUT_001",
      fields: [{ path: "limit" }],
    });
  });

  it("shows each job with its last try, the newest first", async () => {
    const { listJobs } = await import("@/lib/jobs/list-jobs");
    const { db, sendJob, run } = house;
    for (const n of [1, 2, 3]) await sendJob(db, listed, { n });
    const queued = await sendJob(db, other, { n: 4 }, { startAfter: new Date("2099-01-01T00:00:00Z") });
    // The heartbeat, a third of the lease, carries the progress.
    run([listed], { leaseSeconds: 1, tickSeconds: 60 });
    await eventually(async () => {
      const jobs = await listJobs(as("admin"));
      expect(jobs.map(({ state }) => state)).toEqual(["queued", "running", "retrying", "completed"]);
      expect(jobs[1]?.progress).toEqual({ done: 3, total: 9 });
    });
    const jobs = await listJobs(as("admin"));
    for (const job of jobs) expect(JobRun.parse(job)).toEqual(job);
    expect(jobs).toMatchObject([
      { id: queued, name: "test.other", attempts: 0, maxAttempts: 4, nextAt: "2099-01-01T00:00:00.000Z" },
      { startedAt: expect.any(String), endedAt: null, nextAt: null, error: null },
      {
        attempts: 1,
        maxAttempts: 2,
        endedAt: null,
        nextAt: expect.any(String),
        error: { message: "the source said no" },
      },
      { attempts: 1, endedAt: expect.any(String), result: { rows: 12 }, error: null, progress: null },
    ]);
    expect(await listJobs(as("admin"), { name: "test.other" })).toHaveLength(1);
    expect((await listJobs(as("admin"), { state: "retrying" })).map(({ state }) => state)).toEqual([
      "retrying",
    ]);
    expect(await listJobs(as("admin"), { limit: 2 })).toHaveLength(2);
  });
});

describe("getJobHealth", () => {
  it("tells when jobs were last run and what failed", async () => {
    const { getJobHealth } = await import("@/lib/jobs/get-job-health");
    const seen = await getJobHealth();
    expect(seen).toMatchObject({ seenAt: expect.any(Date), cleanedAt: null, failedToday: 0 });
    await house.db.execute(sql`
      insert into pgboss.job (name, state, completed_on) values
        ('maintenance.cleanup', 'completed', now() - interval '3 h'), ('maintenance.cleanup', 'failed', now())`);
    await house.db.execute(sql`update pgboss.version set maintained_on = now() - interval '1 h'`);
    const later = await getJobHealth();
    expect(later.failedToday).toBe(1);
    expect(Math.round(later.seenSecondsAgo ?? 0)).toBeGreaterThanOrEqual(3_600);
    expect(Math.round(later.cleanedSecondsAgo ?? 0)).toBeGreaterThanOrEqual(10_800);
  });
});
