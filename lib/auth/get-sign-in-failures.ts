import "server-only";
import { and, desc, eq, gt, lt, ne, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { auditLog } from "@/db/schema/audit-log";
import type { Viewer } from "@/lib/access/viewer";
import { flushAudit } from "@/lib/audit/record-read";

/** Failed attempts to sign in as somebody between their last sign-in and this one. */
export interface SignInFailures {
  count: number;
  /** The last of them: when (ISO 8601) and from which address. */
  lastAt: string;
  lastIp: string;
}

/** What the audit log says of wrong passwords before the viewer's own session; null without any. Everybody, of themselves. */
export async function getSignInFailures(viewer: Viewer): Promise<SignInFailures | null> {
  const { userId, sessionId } = viewer;
  if (!sessionId) return null;
  await flushAudit();
  const mine = eq(auditLog.userId, userId);
  const started = and(mine, eq(auditLog.action, "session.start"));
  const [current] = await db
    .select({ id: auditLog.id })
    .from(auditLog)
    .where(and(started, sql`${auditLog.metadata} ->> 'sessionId' = ${sessionId}`))
    .limit(1);
  if (!current) return null;
  const [before] = await db
    .select({ id: auditLog.id })
    .from(auditLog)
    .where(and(started, ne(auditLog.id, current.id), lt(auditLog.id, current.id)))
    .orderBy(desc(auditLog.id))
    .limit(1);
  const failed = and(
    mine,
    eq(auditLog.action, "session.refused"),
    lt(auditLog.id, current.id),
    gt(auditLog.id, before?.id ?? 0),
  );
  const [last] = await db
    .select({
      timestamp: auditLog.timestamp,
      ip: auditLog.ip,
      count: sql<number>`(count(*) over ())::int`,
    })
    .from(auditLog)
    .where(failed)
    .orderBy(desc(auditLog.id))
    .limit(1);
  return last ? { count: last.count, lastAt: last.timestamp.toISOString(), lastIp: last.ip ?? "" } : null;
}
