import "server-only";
import { listExpiredRuns } from "@/lib/jobs/claim-runs";
import { failRun } from "@/lib/jobs/end-run";
import { RunEnded } from "@/lib/jobs/job-error";
import { log } from "@/lib/log";

/**
 * Finds the runs of processes that died, which kept no lease, and sends them back for their next try. It costs them one:
 * a job that takes its process down must not do so for ever.
 */
export async function recoverDeadRuns(): Promise<void> {
  for (const run of await listExpiredRuns()) {
    const error = new RunEnded("WORKER_DIED", "the process that ran it died or stopped answering");
    const state = await failRun(run, error, { expired: true });
    if (state !== "lost") log.warn({ job: run.name, jobId: run.id, state }, "a dead run was found");
  }
}
