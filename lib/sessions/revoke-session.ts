import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { sessions } from "@/db/schema/sessions";
import { authorize } from "@/lib/access/authorize";
import type { Viewer } from "@/lib/access/viewer";
import { recordChange } from "@/lib/audit/record-change";
import { notFound } from "@/lib/errors";

/** Signs one of the viewer's own sign-ins out, from its next request on. @throws AppError NOT_FOUND */
export async function revokeSession(viewer: Viewer, { id }: { id: string }): Promise<void> {
  authorize(viewer, "account.manageOwn");
  await db.transaction(async (tx) => {
    const [session] = await tx
      .update(sessions)
      .set({ revokedAt: sql`now()` })
      .where(and(eq(sessions.id, id), eq(sessions.userId, viewer.userId), isNull(sessions.revokedAt)))
      .returning({ ip: sessions.ip });
    if (!session) throw notFound("session");
    await recordChange(tx, viewer, {
      action: "session.revoke",
      category: "AUTH",
      metadata: { sessionId: id, ip: session.ip },
    });
  });
}
