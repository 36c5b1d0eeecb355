import "server-only";
import { and, desc, eq, gt, isNull, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { sessions } from "@/db/schema/sessions";
import { authorize } from "@/lib/access/authorize";
import type { Viewer } from "@/lib/access/viewer";
import { getSettings } from "@/lib/settings/get-settings";

export interface Session {
  id: string;
  ip: string;
  userAgent: string;
  createdAt: Date;
  lastSeenAt: Date;
  /** The one that asks. */
  isCurrent: boolean;
}

/** The viewer's own live sign-ins: this one first, then the last seen. */
export async function listSessions(viewer: Viewer): Promise<Session[]> {
  authorize(viewer, "account.manageOwn");
  const { sessionIdleDays } = await getSettings();
  const rows = await db
    .select({
      id: sessions.id,
      ip: sessions.ip,
      userAgent: sessions.userAgent,
      createdAt: sessions.createdAt,
      lastSeenAt: sessions.lastSeenAt,
    })
    .from(sessions)
    .where(
      and(
        eq(sessions.userId, viewer.userId),
        isNull(sessions.revokedAt),
        gt(sessions.expiresAt, sql`now()`),
        // A lifetime shortened since has ended what was seen longer ago.
        gt(sessions.lastSeenAt, sql`now() - make_interval(days => ${sessionIdleDays})`),
      ),
    )
    .orderBy(desc(sessions.lastSeenAt), desc(sessions.id));
  return rows
    .map((row) => ({ ...row, isCurrent: row.id === viewer.sessionId }))
    .sort((a, b) => Number(b.isCurrent) - Number(a.isCurrent));
}
