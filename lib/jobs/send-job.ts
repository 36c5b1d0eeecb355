import "server-only";
import type { z } from "zod";
import type { Executor } from "@/db/client";
import { bossDatabase } from "@/db/job-store";
import { boss } from "@/lib/jobs/boss";
import type { Job } from "@/lib/jobs/define-job";

export interface SendOptions {
  /** A job with an id that was sent before is not sent again. */
  id?: string;
  /** Not before this instant; now without it. */
  startAfter?: Date;
  /** Higher ones first. Default 0. */
  priority?: number;
}

/**
 * Puts a job in its queue; a process that runs jobs takes it up within a second.
 * @param executor the caller's transaction: rolled back, nothing was sent
 * @returns its id; null when one of its key is waiting already, which will see what the caller has changed
 * @throws ZodError when the data is not the job's
 */
export async function sendJob<S extends z.ZodType>(
  executor: Executor,
  job: Job<S>,
  data: z.input<S>,
  { id, startAfter, priority }: SendOptions = {},
): Promise<string | null> {
  const parsed = job.data.parse(data);
  return boss().send(job.name, data as object, {
    db: bossDatabase(executor),
    retryLimit: job.retryLimit,
    retryDelay: job.retryDelaySeconds,
    retryBackoff: true,
    ...(id ? { id } : {}),
    ...(startAfter ? { startAfter } : {}),
    ...(priority === undefined ? {} : { priority }),
    ...(job.key ? { singletonKey: job.key(parsed) } : {}),
  });
}
