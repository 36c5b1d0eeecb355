import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { apiTokens } from "@/db/schema/api-tokens";
import { authorize } from "@/lib/access/authorize";
import type { Viewer } from "@/lib/access/viewer";
import { recordChange } from "@/lib/audit/record-change";
import { notFound } from "@/lib/errors";

/** Revokes one of the viewer's own tokens: refused from the next request on. @throws AppError NOT_FOUND */
export async function deleteToken(viewer: Viewer, { id }: { id: string }): Promise<void> {
  authorize(viewer, "token.manageOwn");
  await db.transaction(async (tx) => {
    const [row] = await tx
      .update(apiTokens)
      .set({ revokedAt: sql`now()` })
      .where(and(eq(apiTokens.id, id), eq(apiTokens.userId, viewer.userId), isNull(apiTokens.revokedAt)))
      .returning({ prefix: apiTokens.prefix });
    if (!row) throw notFound("token");
    await recordChange(tx, viewer, {
      action: "token.revoke",
      category: "SECURITY",
      metadata: { id, prefix: row.prefix },
    });
  });
}
