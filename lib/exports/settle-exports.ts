import "server-only";
import { sql } from "drizzle-orm";
import type { Executor } from "@/db/client";

/** Its job's name; the job of an export has the export's id. */
export const EXPORT_JOB = "export.write";

const of = (userId: string | null) => (userId === null ? sql`` : sql`and user_id = ${userId}`);

/**
 * Says of exports whose job is over for good without a word of it (its processes died) that they failed.
 * @param userId whose; null: everybody's
 * @returns how many
 */
export async function failLostExports(executor: Executor, userId: string | null): Promise<number> {
  const rows = await executor.execute(sql`
    with lost as (
      update exports set state = 'failed', bytes = 0, writer = null, finished_at = now(),
        error_code = 'INTERNAL', error_key = 'exportLost'
      where state in ('waiting', 'running') ${of(userId)} and not exists (
        select from pgboss.job j
        where j.name = ${EXPORT_JOB} and j.id = exports.id and j.state in ('created', 'retry', 'active'))
      returning id
    ), emptied as (delete from export_chunks where export_id in (select id from lost))
    select id from lost`);
  return rows.length;
}

/** Throws away files whose time is up; their rows tell of them for a while. @returns how many */
export async function expireExports(executor: Executor, userId: string | null): Promise<number> {
  const rows = await executor.execute(sql`
    with expired as (
      update exports set state = 'expired' where state = 'done' and expires_at <= now() ${of(userId)}
      returning id
    ), emptied as (delete from export_chunks where export_id in (select id from expired))
    select id from expired`);
  return rows.length;
}
