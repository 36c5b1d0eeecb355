import "server-only";
import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import { db } from "@/db/client";
import { lastDue } from "@/lib/jobs/cron";
import type { Job } from "@/lib/jobs/define-job";
import { sendJob } from "@/lib/jobs/send-job";
import { log } from "@/lib/log";

/** A time that nobody was there for is made up for so long. Less than finished jobs are kept, whose ids tell what was sent. */
export const CATCH_UP_DAYS = 5;

/** The id of the job for one due time: every process comes to the same. */
function dueId(name: string, due: Date): string {
  const hash = createHash("sha256").update(`${name} ${due.toISOString()}`).digest("hex");
  const parts = [
    hash.slice(0, 8),
    hash.slice(8, 12),
    `8${hash.slice(13, 16)}`,
    `8${hash.slice(17, 20)}`,
    hash.slice(20, 32),
  ];
  return parts.join("-");
}

interface Row extends Record<string, unknown> {
  name: string;
  cron: string;
  zone: string;
  data: unknown;
  since: number;
  now: number;
}

/** Sends what the schedules ask for, once each, however many processes look; a missed time once afterwards. */
export async function sendDueJobs(jobs: readonly Job[]): Promise<void> {
  const rows = await db.execute<Row>(sql`
    select name, cron, timezone as zone, data, extract(epoch from now())::float8 * 1000 as now,
      extract(epoch from greatest(updated_on, now() - make_interval(days => ${CATCH_UP_DAYS})))::float8 * 1000 as since
    from pgboss.schedule`);
  for (const { name, cron, zone, data, since, now } of rows) {
    const job = jobs.find((one) => one.name === name);
    if (!job) continue;
    try {
      const due = lastDue(cron, zone, new Date(since), new Date(now));
      if (due) await sendJob(db, job, data, { id: dueId(name, due) });
    } catch (err) {
      // One broken schedule must not keep the others from their times.
      log.error({ err, job: name }, "a scheduled job could not be sent");
    }
  }
}
