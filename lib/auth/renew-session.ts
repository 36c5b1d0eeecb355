import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { sessions } from "@/db/schema/sessions";
import { users } from "@/db/schema/users";
import type { LoadedSession } from "@/lib/auth/load-session";
import { sessionMaxAge } from "@/lib/auth/session-cookie";

/** Whether the last activity on record is old enough to be written again. */
export const isDueForRenewal = ({ renewAt }: LoadedSession, now = Date.now()): boolean =>
  now >= renewAt.getTime();

/** Moves a live session's end to as many idle days from now as the workspace allows, and notes that its person was seen. */
export async function renewSession(session: LoadedSession): Promise<void> {
  const maxAge = await sessionMaxAge();
  await db
    .update(sessions)
    .set({ lastSeenAt: sql`now()`, expiresAt: new Date(Date.now() + maxAge * 1000) })
    .where(and(eq(sessions.id, session.sessionId), isNull(sessions.revokedAt)));
  await db.update(users).set({ lastSeenAt: sql`now()` }).where(eq(users.id, session.user.id));
}
