import "server-only";
import { and, desc, eq, isNull } from "drizzle-orm";
import { db } from "@/db/client";
import { apiTokens } from "@/db/schema/api-tokens";
import { authorize } from "@/lib/access/authorize";
import type { Viewer } from "@/lib/access/viewer";
import { type Token, tokenColumns } from "@/lib/tokens/token";

/** The viewer's own tokens that were not revoked, newest first; also those that have run out. */
export async function listTokens(viewer: Viewer): Promise<Token[]> {
  authorize(viewer, "token.manageOwn");
  return db
    .select(tokenColumns)
    .from(apiTokens)
    .where(and(eq(apiTokens.userId, viewer.userId), isNull(apiTokens.revokedAt)))
    .orderBy(desc(apiTokens.createdAt), desc(apiTokens.id));
}
