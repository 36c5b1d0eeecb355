import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { sessions } from "@/db/schema/sessions";
import type { RequestInfo } from "@/lib/access/viewer";
import { recordChange } from "@/lib/audit/record-change";

/** Signs one session out: its cookie is worth nothing from now on. Ending it again is harmless. */
export async function endSession(sessionId: string, request: RequestInfo): Promise<void> {
  await db.transaction(async (tx) => {
    const [session] = await tx
      .update(sessions)
      .set({ revokedAt: sql`now()` })
      .where(and(eq(sessions.id, sessionId), isNull(sessions.revokedAt)))
      .returning({ userId: sessions.userId });
    if (!session) return;
    await recordChange(
      tx,
      { userId: session.userId, request },
      { action: "session.end", category: "AUTH", metadata: { sessionId } },
    );
  });
}
