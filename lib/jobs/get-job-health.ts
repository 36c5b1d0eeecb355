import "server-only";
import { sql } from "drizzle-orm";
import { db } from "@/db/client";

/** Whether anybody runs jobs. For the console, which answers to nobody. */
export interface JobHealth {
  /** When a process that runs jobs was last seen; null: never. */
  seenAt: Date | null;
  /** In seconds, by the database's clock. */
  seenSecondsAgo: number | null;
  /** When the nightly cleanup last completed, as far as finished jobs are kept. */
  cleanedAt: Date | null;
  cleanedSecondsAgo: number | null;
  /** Jobs that failed for good within a day. */
  failedToday: number;
}

export async function getJobHealth(): Promise<JobHealth> {
  const [row] = await db.execute<{
    seenAt: string | null;
    seenSecondsAgo: number | null;
    cleanedAt: string | null;
    cleanedSecondsAgo: number | null;
    failedToday: number;
  }>(sql`
    with cleanup as (
      select max(completed_on) as at from pgboss.job where name = 'maintenance.cleanup' and state = 'completed'
    )
    select v.maintained_on as "seenAt", extract(epoch from now() - v.maintained_on)::float8 as "seenSecondsAgo",
      cleanup.at as "cleanedAt", extract(epoch from now() - cleanup.at)::float8 as "cleanedSecondsAgo",
      (select count(*)::int from pgboss.job
        where state = 'failed' and completed_on > now() - interval '1 day') as "failedToday"
    from pgboss.version v, cleanup`);
  const date = (text: string | null | undefined) => (text ? new Date(text) : null);
  return {
    seenAt: date(row?.seenAt),
    seenSecondsAgo: row?.seenSecondsAgo ?? null,
    cleanedAt: date(row?.cleanedAt),
    cleanedSecondsAgo: row?.cleanedSecondsAgo ?? null,
    failedToday: row?.failedToday ?? 0,
  };
}
