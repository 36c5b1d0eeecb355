import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { sessions } from "@/db/schema/sessions";
import { users } from "@/db/schema/users";
import type { LoadedSession } from "@/lib/auth/load-session";
import { sessionMaxAge } from "@/lib/auth/session-cookie";
import { env } from "@/lib/env";

/** Whether the last activity on record is old enough to be written again. */
export const isDueForRenewal = (session: LoadedSession, now = Date.now()): boolean =>
  now - session.lastSeenAt.getTime() >= env().sessionRenewMinutes * 60_000;

/** Moves a live session's end to `SESSION_IDLE_DAYS` from now and notes that its person was seen. */
export async function renewSession(session: LoadedSession): Promise<void> {
  await db
    .update(sessions)
    .set({ lastSeenAt: sql`now()`, expiresAt: new Date(Date.now() + sessionMaxAge() * 1000) })
    .where(and(eq(sessions.id, session.sessionId), isNull(sessions.revokedAt)));
  await db.update(users).set({ lastSeenAt: sql`now()` }).where(eq(users.id, session.user.id));
}
