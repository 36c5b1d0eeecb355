import { describe, expect, it } from "vitest";
import type { JobHealth } from "@/lib/jobs/get-job-health";
import { judgeJobs } from "./doctor";

const HOUR = 3_600;
const at = new Date("2026-05-10T18:30:05Z");
const health = (change: Partial<JobHealth>): JobHealth => ({
  seenAt: at,
  seenSecondsAgo: 4,
  cleanedAt: at,
  cleanedSecondsAgo: 6 * HOUR,
  failedToday: 0,
  ...change,
});

describe("judgeJobs", () => {
  it("is content when somebody runs jobs, and names the last cleanup", () => {
    expect(judgeJobs(health({}), false)).toEqual([
      { ok: true, text: "jobs run; the last cleanup completed at 2026-05-10T18:30:05.000Z" },
    ]);
    const young = judgeJobs(health({ cleanedAt: null, cleanedSecondsAgo: null }), false);
    expect(young).toEqual([{ ok: true, text: "jobs run; no cleanup completed yet" }]);
  });

  it("misses whoever ran them, unless nothing else of the installation runs", () => {
    const quiet = health({ seenSecondsAgo: HOUR });
    expect(judgeJobs(quiet, false)).toEqual([
      { ok: false, text: expect.stringMatching(/^nobody runs jobs since 2026-.*JOBS_IN_PROCESS/) },
    ]);
    expect(judgeJobs(quiet, true)).toMatchObject([{ ok: true }]);
    expect(judgeJobs(health({ seenAt: null, seenSecondsAgo: null }), false)).toMatchObject([{ ok: true }]);
  });

  it("misses a cleanup that does not complete, and tells of failed jobs", () => {
    expect(judgeJobs(health({ cleanedSecondsAgo: 61 * HOUR }), false).map(({ ok }) => ok)).toEqual([
      true,
      false,
    ]);
    expect(judgeJobs(health({ failedToday: 3 }), false)[1]).toMatchObject({
      ok: true,
      text: expect.stringContaining("3 jobs failed"),
    });
  });
});
