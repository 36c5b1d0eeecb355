import { expect, it } from "vitest";
import { JOB_QUEUES } from "@/db/job-queues";
import { findCronFault } from "@/lib/jobs/cron";
import { JOBS } from "@/lib/jobs/job-registry";

it("has a queue for every job and a job for every queue, kept as the job's key asks", () => {
  const wanted = JOBS.map(({ name, key }) => [name, key ? "stately" : "standard"]);
  expect(Object.fromEntries(wanted)).toEqual(JOB_QUEUES);
  expect(wanted).toHaveLength(Object.keys(JOB_QUEUES).length);
});

it("schedules jobs at times that come, with data they take", () => {
  for (const { name, schedule, data } of JOBS.filter((job) => job.schedule)) {
    expect(findCronFault(schedule?.cron ?? ""), name).toBeNull();
    expect(data.safeParse({}).success, name).toBe(true);
  }
});
