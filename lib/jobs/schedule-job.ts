import "server-only";
import { sql } from "drizzle-orm";
import type { z } from "zod";
import type { Executor } from "@/db/client";
import { invalidInput } from "@/lib/errors";
import { findCronFault } from "@/lib/jobs/cron";
import type { Job } from "@/lib/jobs/define-job";
import { isZone } from "@/lib/query/relative-date";

export interface Schedule<S extends z.ZodType> {
  /** Five fields: minute, hour, day of month, month, day of week. */
  cron: string;
  /** IANA name. */
  zone: string;
  data: z.input<S>;
}

/** @throws AppError INPUT_001 naming `cron`, and the field of it at fault, or `zone` */
export function assertTimes({ cron, zone }: { cron: string; zone: string }): void {
  const fault = findCronFault(cron);
  if (fault) throw invalidInput("cron", fault.key, "values" in fault ? fault.values : {});
  if (!isZone(zone)) throw invalidInput("zone", "unknownZone", { zone });
}

/**
 * Sends a job at the times of a cron expression from now on, in place of its times before: a job has one schedule. The
 * same again changes nothing.
 * @throws AppError INPUT_001 as {@link assertTimes}; ZodError when the data is not the job's
 */
export async function scheduleJob<S extends z.ZodType>(
  executor: Executor,
  job: Job<S>,
  { cron, zone, data }: Schedule<S>,
): Promise<void> {
  assertTimes({ cron, zone });
  job.data.parse(data);
  // What was due before `updated_on` is past.
  await executor.execute(sql`
    insert into pgboss.schedule as s (name, cron, timezone, data, options)
    values (${job.name}, ${cron.trim()}, ${zone}, ${JSON.stringify(data)}::jsonb, '{}')
    on conflict (name) do update
      set cron = excluded.cron, timezone = excluded.timezone, data = excluded.data, updated_on = now()
      where (s.cron, s.timezone, s.data) is distinct from (excluded.cron, excluded.timezone, excluded.data)`);
}

/** Sends a job by itself no longer. */
export async function unscheduleJob(executor: Executor, job: Job): Promise<void> {
  await executor.execute(sql`delete from pgboss.schedule where name = ${job.name}`);
}
