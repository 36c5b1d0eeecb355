import "server-only";
import type { JobRunner } from "@/lib/jobs/job-runner";

const store = globalThis as typeof globalThis & { lookflexJobs?: JobRunner };

/**
 * Takes up nothing more and tells running jobs to end: at SIGTERM. Settles when they have, after some seconds at most; what
 * was not finished goes back to its queue. Safe to repeat; nothing where no jobs run.
 */
export async function stopJobs(): Promise<void> {
  await store.lookflexJobs?.stop();
}
