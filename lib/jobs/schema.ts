/** What the API says of jobs. Client-safe. */
import { z } from "zod";

export const JobState = z.enum(["queued", "running", "retrying", "completed", "failed", "cancelled"]);
export type JobState = z.infer<typeof JobState>;

const Instant = z.iso.datetime();

/** A job and its last try. */
export const JobRun = z.object({
  id: z.uuid(),
  name: z.string(),
  state: JobState,
  createdAt: Instant,
  /** Of the last try; null before the first. */
  startedAt: Instant.nullable(),
  /** When it completed, failed for good or was cancelled. */
  endedAt: Instant.nullable(),
  /** Not before this instant: queued for later, or waiting for its next try. */
  nextAt: Instant.nullable(),
  attempts: z.int(),
  maxAttempts: z.int(),
  /** Of a running one. */
  progress: z
    .object({ done: z.number(), total: z.number().optional(), note: z.string().optional() })
    .nullable(),
  /** What a completed one returned. */
  result: z.record(z.string(), z.unknown()).nullable(),
  /** Of the last try that failed. */
  error: z.object({ message: z.string(), code: z.string().optional() }).nullable(),
});
export type JobRun = z.infer<typeof JobRun>;

export const JobFilter = z.strictObject({
  name: z.string().max(100).optional(),
  state: JobState.optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});
export type JobFilter = z.input<typeof JobFilter>;
