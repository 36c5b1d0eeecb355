/** What a job is. One file a job, beside the verb it calls; `job-registry.ts` lists them all. */
import type { Logger } from "pino";
import type { z } from "zod";

/** How far a run has come: `{ done: 3, total: 12, note: "2026-03" }`. */
export interface JobProgress {
  done: number;
  total?: number;
  note?: string;
}

export interface JobContext {
  /** Fires when the process shuts down, the time is up, or the run was given to another process. */
  signal: AbortSignal;
  log: Logger;
  /** Seen in the list of jobs within seconds; call it as often as you like. */
  progress(progress: JobProgress): void;
  /** 1 for the first try. */
  attempt: number;
}

/** When a job is sent by itself; what people choose is kept by `scheduleJob`. */
export interface JobTimes {
  /** Five fields: minute, hour, day of month, month, day of week. */
  cron: string;
  /** IANA name. Asked at every start. */
  zone(): string;
  /** Also whenever a process begins to run jobs. */
  atStart?: boolean;
}

export interface JobDefinition<S extends z.ZodType> {
  /** `noun.verb`; its queue stands in `db/job-queues.ts`. */
  name: string;
  data: S;
  /** Tries after the first one; also those whose process died. Default 3. */
  retryLimit?: number;
  /** Before the first retry; each later one waits about twice as long. Default 10. */
  retryDelaySeconds?: number;
  /** A run that takes longer is stopped and counts as failed. Default 900. */
  timeoutSeconds?: number;
  /** Runs at once in one process. Default 1. */
  concurrency?: number;
  /** Jobs of one key never run at once, in any process, and one of them waits at most. */
  key?(data: z.output<S>): string;
  schedule?: JobTimes;
  /**
   * Does the work, or throws to be tried again. A run may be repeated after a crash: what it has done must not be done twice.
   * @returns what the list of jobs shows of it
   */
  handle(data: z.output<S>, context: JobContext): Promise<Record<string, unknown> | undefined>;
}

type Defaults = "retryLimit" | "retryDelaySeconds" | "timeoutSeconds" | "concurrency";
export type Job<S extends z.ZodType = z.ZodType> = JobDefinition<S> &
  Required<Pick<JobDefinition<S>, Defaults>>;

/** A job with its defaults filled in. */
export const defineJob = <S extends z.ZodType>(definition: JobDefinition<S>): Job<S> => ({
  retryLimit: 3,
  retryDelaySeconds: 10,
  timeoutSeconds: 900,
  concurrency: 1,
  ...definition,
});
