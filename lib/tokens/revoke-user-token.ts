import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { apiTokens } from "@/db/schema/api-tokens";
import { authorize } from "@/lib/access/authorize";
import type { Viewer } from "@/lib/access/viewer";
import { recordChange } from "@/lib/audit/record-change";
import { notFound } from "@/lib/errors";

/** Revokes anyone's token, from its next request on. Admins. @throws AppError NOT_FOUND */
export async function revokeUserToken(viewer: Viewer, { id }: { id: string }): Promise<void> {
  authorize(viewer, "user.manage");
  await db.transaction(async (tx) => {
    const [row] = await tx
      .update(apiTokens)
      .set({ revokedAt: sql`now()` })
      .where(and(eq(apiTokens.id, id), isNull(apiTokens.revokedAt)))
      .returning({ prefix: apiTokens.prefix, userId: apiTokens.userId });
    if (!row) throw notFound("token");
    await recordChange(tx, viewer, {
      action: "token.revoke",
      category: "SECURITY",
      severity: "WARNING",
      metadata: { id, prefix: row.prefix, owner: row.userId },
    });
  });
}
