import "server-only";
import { sql } from "drizzle-orm";
import { db, type Executor } from "@/db/client";
import type { Job } from "@/lib/jobs/define-job";

/** One try of a job, ours while the lease is kept. A later try of the same job has another `retryCount`. */
export interface Run {
  name: string;
  id: string;
  data: unknown;
  retryCount: number;
}

/** Of these jobs, those that have something to do now. */
export async function namesWithWork(names: readonly string[]): Promise<string[]> {
  if (names.length === 0) return [];
  const rows = await db.execute<{ name: string }>(
    sql`select distinct name from pgboss.job where state < 'active' and start_after < now() and name in ${names}`,
  );
  return rows.map(({ name }) => name);
}

/**
 * Takes up to `limit` waiting jobs for this process, for `leaseSeconds` at first. Jobs whose key is running or waiting
 * for its retry are passed over, so that they hold up nobody behind them; pg-boss' own fetch stops at them.
 */
export async function claimRuns(job: Job, limit: number, leaseSeconds: number): Promise<Run[]> {
  const free = job.key
    ? sql`and not exists (select from pgboss.job o where o.name = j.name and o.id <> j.id
        and o.singleton_key = j.singleton_key and o.state in ('active', 'retry'))`
    : sql``;
  const rows = await db.execute<{ id: string; data: unknown; retryCount: number }>(sql`
    with next as (
      select j.id from pgboss.job j
      where j.name = ${job.name} and j.state < 'active' and j.start_after < now() ${free}
      order by j.priority desc, j.created_on, j.id
      limit ${limit} for update skip locked
    )
    update pgboss.job j set state = 'active', started_on = now(),
      expire_in = make_interval(secs => ${leaseSeconds}),
      retry_count = case when started_on is null then retry_count else retry_count + 1 end
    from next where j.name = ${job.name} and j.id = next.id
    returning j.id, j.data, j.retry_count as "retryCount"`);
  return rows.map((row) => ({ name: job.name, ...row }));
}

const isStill = ({ name, id, retryCount }: Run) =>
  sql`name = ${name} and id = ${id} and retry_count = ${retryCount} and state = 'active'`;

/** Keeps the lease for `leaseSeconds` from now and shows the progress. @returns false when the run is no longer ours */
export async function renewRun(run: Run, leaseSeconds: number, progress: object | null): Promise<boolean> {
  const output = progress === null ? null : JSON.stringify({ progress });
  const rows = await db.execute(sql`
    update pgboss.job set expire_in = now() - started_on + make_interval(secs => ${leaseSeconds}),
      output = coalesce(${output}::jsonb, output)
    where ${isStill(run)} returning id`);
  return rows.length > 0;
}

/** Locks the run's row until the transaction ends. @returns false when the run is no longer what it was */
export async function holdRun(tx: Executor, run: Run, { expired }: { expired: boolean }): Promise<boolean> {
  const over = expired ? sql`and started_on + expire_in < now()` : sql``;
  const rows = await tx.execute(sql`select id from pgboss.job where ${isStill(run)} ${over} for update`);
  return rows.length > 0;
}

/** Gives an interrupted run back, at no cost to its retries. Others wait a moment, for a handler that is slow to stop. */
export async function releaseRun(run: Run, afterSeconds: number): Promise<void> {
  await db.execute(sql`
    update pgboss.job set state = 'retry', retry_limit = retry_limit + 1,
      start_after = now() + make_interval(secs => ${afterSeconds})
    where ${isStill(run)}`);
}

/** Runs whose lease ran out: their process died, or does not come to keep it. */
export async function listExpiredRuns(): Promise<Run[]> {
  const rows = await db.execute<{ name: string; id: string; data: unknown; retryCount: number }>(sql`
    select name, id, data, retry_count as "retryCount" from pgboss.job
    where state = 'active' and started_on + expire_in < now() order by started_on limit 100`);
  return [...rows];
}
