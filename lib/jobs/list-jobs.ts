import "server-only";
import { sql } from "drizzle-orm";
import { db } from "@/db/client";
import { authorize } from "@/lib/access/authorize";
import type { Viewer } from "@/lib/access/viewer";
import { JobFilter, JobRun, type JobState } from "@/lib/jobs/schema";
import { parseInput } from "@/lib/parse-input";

/** The library's words for ours. */
const STATES: Readonly<Record<JobState, string>> = {
  queued: "created",
  running: "active",
  retrying: "retry",
  completed: "completed",
  failed: "failed",
  cancelled: "cancelled",
};
const stateOf = (word: unknown) =>
  (Object.keys(STATES) as JobState[]).find((state) => STATES[state] === word);

interface Row extends Record<string, unknown> {
  id: string;
  name: string;
  state: string;
  createdAt: string;
  startedAt: string | null;
  endedAt: string | null;
  nextAt: string;
  retryCount: number;
  retryLimit: number;
  output: Record<string, unknown> | null;
}

const instant = (text: string | null) => (text === null ? null : new Date(text).toISOString());

function toRun(row: Row): JobRun {
  const { state, output } = row;
  const waits = state === "created" || state === "retry";
  // While a job runs its output is the progress, or still the error of the try before.
  const error = state !== "completed" && typeof output?.message === "string";
  return JobRun.parse({
    id: row.id,
    name: row.name,
    state: stateOf(state),
    createdAt: instant(row.createdAt),
    startedAt: instant(row.startedAt),
    endedAt: instant(row.endedAt),
    nextAt: waits ? instant(row.nextAt) : null,
    attempts: row.startedAt === null ? 0 : row.retryCount + 1,
    maxAttempts: row.retryLimit + 1,
    progress: state === "active" ? (output?.progress ?? null) : null,
    result: state === "completed" ? (output?.result ?? null) : null,
    error: error ? output : null,
  });
}

/** Jobs as they stand, the newest first; finished ones for some days. Admins. */
export async function listJobs(viewer: Viewer, input: JobFilter = {}): Promise<JobRun[]> {
  authorize(viewer, "job.read");
  const { name, state, limit } = parseInput(JobFilter, input);
  const rows = await db.execute<Row>(sql`
    select id, name, state, created_on as "createdAt", started_on as "startedAt", completed_on as "endedAt",
      start_after as "nextAt", retry_count as "retryCount", retry_limit as "retryLimit", output
    from pgboss.job
    where ${name === undefined ? sql`true` : sql`name = ${name}`}
      and ${state === undefined ? sql`true` : sql`state = ${STATES[state]}::pgboss.job_state`}
    order by created_on desc, id limit ${limit}`);
  return rows.map(toRun);
}
