import "server-only";
import { JOBS } from "@/lib/jobs/job-registry";
import { JobRunner } from "@/lib/jobs/job-runner";

const store = globalThis as typeof globalThis & { lookflexJobs?: JobRunner };

/** Runs jobs in this process until `stopJobs`. One runner a process: again is harmless. */
export function startJobs(): void {
  if (store.lookflexJobs) return;
  store.lookflexJobs = new JobRunner(JOBS);
  store.lookflexJobs.start();
}
