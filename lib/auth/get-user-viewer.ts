import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import { db } from "@/db/client";
import { users } from "@/db/schema/users";
import type { Viewer } from "@/lib/access/viewer";
import { viewerColumns } from "@/lib/auth/load-session";
import { viewerOf } from "@/lib/auth/viewer-of";
import { notAllowed } from "@/lib/errors";
import { getSettings } from "@/lib/settings/get-settings";

/**
 * Somebody as they are now, for work they asked for earlier: their rights are today's, all of them.
 * @param requestId by which the audit log tells what belongs together
 * @throws AppError AUTH_004 for somebody who was suspended or is gone
 */
export async function getUserViewer(userId: string, requestId: string): Promise<Viewer> {
  const [row] = await db
    .select(viewerColumns)
    .from(users)
    .where(and(eq(users.id, userId), isNull(users.suspendedAt)));
  if (!row) throw notAllowed();
  const request = { id: requestId, ip: "", userAgent: "", method: "", path: "" };
  return { ...viewerOf(row, { sessionId: "" }, request, await getSettings()), sessionId: null };
}
