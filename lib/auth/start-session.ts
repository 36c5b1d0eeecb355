import "server-only";
import { eq, sql } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { sessions } from "@/db/schema/sessions";
import { users } from "@/db/schema/users";
import type { RequestInfo } from "@/lib/access/viewer";
import { recordChange } from "@/lib/audit/record-change";
import { sessionMaxAge } from "@/lib/auth/session-cookie";

/** Adds the row of a new sign-in within the caller's transaction. @returns the session's id */
export async function startSession(tx: Executor, userId: string, request: RequestInfo): Promise<string> {
  const maxAge = await sessionMaxAge(tx);
  const [session] = await tx
    .insert(sessions)
    .values({
      userId,
      ip: request.ip,
      userAgent: request.userAgent,
      expiresAt: new Date(Date.now() + maxAge * 1000),
    })
    .returning({ id: sessions.id });
  if (!session) throw new Error("a session's row was not returned");
  await tx.update(users).set({ lastSeenAt: sql`now()` }).where(eq(users.id, userId));
  await recordChange(
    tx,
    { userId, request },
    { action: "session.start", category: "AUTH", metadata: { sessionId: session.id } },
  );
  return session.id;
}
