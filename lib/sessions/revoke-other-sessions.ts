import "server-only";
import { and, eq, isNull, ne, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { sessions } from "@/db/schema/sessions";
import { authorize } from "@/lib/access/authorize";
import type { Viewer } from "@/lib/access/viewer";
import { recordChange } from "@/lib/audit/record-change";

/** Signs the viewer out everywhere but here. @returns how many sign-ins ended */
export async function revokeOtherSessions(viewer: Viewer): Promise<{ ended: number }> {
  authorize(viewer, "account.manageOwn");
  return db.transaction(async (tx) => {
    const ended = await tx
      .update(sessions)
      .set({ revokedAt: sql`now()` })
      .where(
        and(
          eq(sessions.userId, viewer.userId),
          isNull(sessions.revokedAt),
          viewer.sessionId ? ne(sessions.id, viewer.sessionId) : undefined,
        ),
      )
      .returning({ id: sessions.id });
    if (ended.length > 0)
      await recordChange(tx, viewer, {
        action: "session.revokeOthers",
        category: "AUTH",
        metadata: { endedSessions: ended.length },
      });
    return { ended: ended.length };
  });
}
