import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { recordChange } from "@/lib/audit/record-change";
import { BIN_DAYS } from "@/lib/dashboards/bin/schema";
import { LISTED_DAYS } from "@/lib/exports/limits";
import { expireExports, failLostExports } from "@/lib/exports/settle-exports";
import type { JobProgress } from "@/lib/jobs/define-job";

/** How many days what has served its purpose is kept. The audit log has a retention of its own. */
export const KEEP_DAYS = {
  /** Signed out, revoked or run out. */
  sessions: 30,
  /** Accepted, revoked or run out: admins still see what became of them for a while. */
  invitations: 90,
  /** Used or run out: their links say so until then. */
  passwordResets: 7,
  /** What nobody opened for so long is not “recent”. */
  dashboardVisits: 180,
  /** In the bin; their versions, views and drafts go with them. */
  binnedDashboards: BIN_DAYS,
  /** Their files go sooner, each at its own time. */
  exports: LISTED_DAYS,
  /** More than the days for which a schedule makes up a missed time. */
  completedJobs: 7,
  failedJobs: 30,
} as const;

/** Rows a statement, so that none holds locks for long. */
const BATCH = 5_000;

const olderThan = (column: SQL, days: number) => sql`${column} < now() - make_interval(days => ${days})`;

/** By what is counted: the table, and which of its rows are outdated. */
const OUTDATED = {
  sessions: {
    table: sql`sessions`,
    where: olderThan(sql`least(expires_at, revoked_at)`, KEEP_DAYS.sessions),
  },
  invitations: {
    table: sql`invitations`,
    where: olderThan(sql`least(expires_at, accepted_at, revoked_at)`, KEEP_DAYS.invitations),
  },
  passwordResets: {
    table: sql`password_resets`,
    where: olderThan(sql`least(expires_at, used_at)`, KEEP_DAYS.passwordResets),
  },
  dashboardVisits: {
    table: sql`dashboard_visits`,
    where: olderThan(sql`visited_at`, KEEP_DAYS.dashboardVisits),
  },
  binnedDashboards: {
    table: sql`dashboards`,
    where: olderThan(sql`deleted_at`, KEEP_DAYS.binnedDashboards),
  },
  exports: {
    table: sql`exports`,
    where: olderThan(sql`coalesce(finished_at, created_at)`, KEEP_DAYS.exports),
  },
  jobs: {
    table: sql`pgboss.job`,
    where: sql`${olderThan(sql`completed_on`, KEEP_DAYS.failedJobs)}
      or (state <> 'failed' and ${olderThan(sql`completed_on`, KEEP_DAYS.completedJobs)})`,
  },
} as const;
type OutdatedRows = keyof typeof OUTDATED;
export type Outdated = OutdatedRows | "exportFiles";

/** Each is on record, as where a person takes it away: nothing else remembers it. */
const purgeBatch = (): Promise<number> =>
  db.transaction(async (tx) => {
    const { table, where } = OUTDATED.binnedDashboards;
    const rows = await tx.execute<{ id: string; slug: string }>(sql`
      delete from ${table} where id in (select id from ${table} where ${where} limit ${BATCH}) and ${where}
      returning id, slug`);
    for (const { id, slug } of rows)
      await recordChange(tx, null, {
        action: "dashboard.purge",
        category: "DATA",
        severity: "WARNING",
        metadata: { id, slug },
      });
    return rows.length;
  });

/** Files whose time is up; and what nobody writes any more counts as failed, whether or not its owner comes to see. */
async function expireBatch(): Promise<number> {
  await failLostExports(db, null);
  return expireExports(db, null);
}

async function deleteBatch(kind: OutdatedRows): Promise<number> {
  const { table, where } = OUTDATED[kind];
  // A row's address is good within its statement; a table of partitions needs both halves of it.
  const rows = await db.execute(sql`
    delete from ${table} where (tableoid, ctid) in (select tableoid, ctid from ${table} where ${where} limit ${BATCH})
    returning 1`);
  return rows.length;
}

const batchOf = (kind: Outdated): Promise<number> => {
  if (kind === "binnedDashboards") return purgeBatch();
  return kind === "exportFiles" ? expireBatch() : deleteBatch(kind);
};

async function deleteAll(kind: Outdated, signal: AbortSignal): Promise<number> {
  let total = 0;
  for (;;) {
    signal.throwIfAborted();
    const count = await batchOf(kind);
    total += count;
    if (count < BATCH) return total;
  }
}

/**
 * Deletes what has served its purpose, as {@link KEEP_DAYS} says. Whatever was deleted stays so when it is interrupted.
 * @returns how many rows of each kind; on record unless nothing was
 */
export async function deleteOutdated(
  signal: AbortSignal,
  progress: (progress: JobProgress) => void = () => {},
): Promise<Record<Outdated, number>> {
  const deleted: Record<Outdated, number> = {
    sessions: 0,
    invitations: 0,
    passwordResets: 0,
    dashboardVisits: 0,
    binnedDashboards: 0,
    exportFiles: 0,
    exports: 0,
    jobs: 0,
  };
  const kinds = Object.keys(deleted) as Outdated[];
  try {
    for (const [done, kind] of kinds.entries()) {
      progress({ done, total: kinds.length, note: kind });
      deleted[kind] = await deleteAll(kind, signal);
    }
  } finally {
    if (Object.values(deleted).some((count) => count > 0))
      await recordChange(db, null, { action: "maintenance.cleanup", category: "SYSTEM", metadata: deleted });
  }
  return deleted;
}
