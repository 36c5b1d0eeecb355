import "server-only";
import { and, desc, eq, isNull } from "drizzle-orm";
import { db } from "@/db/client";
import { apiTokens } from "@/db/schema/api-tokens";
import { authorize } from "@/lib/access/authorize";
import type { Viewer } from "@/lib/access/viewer";
import { type Token, tokenColumns } from "@/lib/tokens/token";

/** Anyone's tokens that were not revoked, newest first. Admins. */
export async function listUserTokens(viewer: Viewer, { userId }: { userId: string }): Promise<Token[]> {
  authorize(viewer, "user.manage");
  return db
    .select(tokenColumns)
    .from(apiTokens)
    .where(and(eq(apiTokens.userId, userId), isNull(apiTokens.revokedAt)))
    .orderBy(desc(apiTokens.createdAt), desc(apiTokens.id));
}
