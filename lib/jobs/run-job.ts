import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import { type Run, releaseRun, renewRun } from "@/lib/jobs/claim-runs";
import type { Job, JobProgress } from "@/lib/jobs/define-job";
import { completeRun, failRun } from "@/lib/jobs/end-run";
import { RunEnded } from "@/lib/jobs/job-error";
import { log as processLog } from "@/lib/log";

export interface RunOptions {
  /** A process that is silent for so long counts as dead. */
  leaseSeconds: number;
  /** How long a handler may go on after its signal fired. */
  graceSeconds: number;
  /** Fires when the process shuts down. */
  stopping: AbortSignal;
}

type Outcome = { result: Record<string, unknown> | undefined } | { error: unknown; final?: true };

/** Rejects with the signal's reason, `seconds` after it fired. */
function afterAbort(signal: AbortSignal, seconds: number): Promise<never> {
  return new Promise((_, reject) => {
    const late = () => setTimeout(() => reject(signal.reason), seconds * 1000).unref();
    if (signal.aborted) late();
    else signal.addEventListener("abort", late, { once: true });
  });
}

/** Renews the lease until `end` is called; aborts the run when it was lost, or could not be renewed in time. */
function keepLease(run: Run, leaseSeconds: number, abort: (reason: RunEnded) => void) {
  const leaseMs = leaseSeconds * 1000;
  let [renewedAt, progress, busy] = [performance.now(), null as JobProgress | null, false];
  const renew = async () => {
    if (busy) return;
    busy = true;
    const sent = progress;
    try {
      if (!(await renewRun(run, leaseSeconds, sent)))
        abort(new RunEnded("LOST", "the run was given to another process"));
      renewedAt = performance.now();
      if (progress === sent) progress = null;
    } catch {
      // The database is away: the runner says so. Others may take the run once the lease is over.
      if (performance.now() - renewedAt > leaseMs) abort(new RunEnded("LOST", "the lease could not be kept"));
    } finally {
      busy = false;
    }
  };
  const timer = setInterval(renew, leaseMs / 3);
  return {
    show: (next: JobProgress) => {
      progress = next;
    },
    end: () => clearInterval(timer),
  };
}

/** Writes a run's outcome; through an outage of the database, until the run is lost or the process stops. */
async function keepTrying(write: () => Promise<unknown>, over: () => boolean): Promise<void> {
  for (;;) {
    try {
      await write();
      return;
    } catch (error) {
      if (over()) throw error;
      await sleep(1000);
    }
  }
}

/** Runs the handler under its signal. A handler that ignores the signal is left behind after the grace. */
async function work(
  job: Job,
  run: Run,
  signal: AbortSignal,
  graceSeconds: number,
  progress: (next: JobProgress) => void,
): Promise<Outcome> {
  if (signal.aborted) return { error: signal.reason };
  const data = job.data.safeParse(run.data);
  // Data that is not the job's will not become so.
  if (!data.success) return { error: data.error, final: true };
  const log = processLog.child({ job: run.name, jobId: run.id });
  try {
    const handled = job.handle(data.data, { signal, log, progress, attempt: run.retryCount + 1 });
    return { result: await Promise.race([handled, afterAbort(signal, graceSeconds)]) };
  } catch (error) {
    return { error };
  }
}

/** One claimed run, from its data's check to its outcome in the database. Never rejects: what goes wrong is logged. */
export async function runJob(job: Job, run: Run, options: RunOptions): Promise<void> {
  const { leaseSeconds, graceSeconds, stopping } = options;
  const about = { job: run.name, jobId: run.id, attempt: run.retryCount + 1 };
  const startedAt = performance.now();
  const ending = new AbortController();
  const end = (reason: RunEnded) => ending.abort(reason);
  const onStop = () => end(new RunEnded("STOPPING", "the process shuts down"));
  if (stopping.aborted) onStop();
  else stopping.addEventListener("abort", onStop, { once: true });
  const timeout = setTimeout(
    () => end(new RunEnded("TIMEOUT", `ran longer than ${job.timeoutSeconds} s`)),
    job.timeoutSeconds * 1000,
  );
  const lease = keepLease(run, leaseSeconds, end);
  try {
    const outcome = await work(job, run, ending.signal, graceSeconds, lease.show);
    const reason: RunEnded | undefined = ending.signal.reason;
    const over = () => stopping.aborted || ending.signal.reason?.code === "LOST";
    const ms = Math.round(performance.now() - startedAt);
    await keepTrying(async () => {
      if ("result" in outcome) {
        const kept = await completeRun(run, outcome.result);
        processLog[kept ? "info" : "warn"]({ ...about, ms }, kept ? "job completed" : "a lost run ended");
      } else if (reason?.code === "STOPPING") {
        await releaseRun(run, graceSeconds);
        processLog.info({ ...about, ms }, "job interrupted, goes back");
      } else {
        const error = reason ?? outcome.error;
        const state = await failRun(run, error, { final: outcome.final === true });
        processLog[state === "failed" ? "error" : "warn"]({ ...about, ms, state, err: error }, "job failed");
      }
    }, over);
  } catch (err) {
    processLog.error({ ...about, err }, "a run's outcome could not be written: it will run again");
  } finally {
    lease.end();
    clearTimeout(timeout);
    stopping.removeEventListener("abort", onStop);
  }
}
