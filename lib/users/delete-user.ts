import "server-only";
import { eq } from "drizzle-orm";
import { db } from "@/db/client";
import { users } from "@/db/schema/users";
import { authorize } from "@/lib/access/authorize";
import type { Viewer } from "@/lib/access/viewer";
import { recordChange } from "@/lib/audit/record-change";
import { AppError, notFound } from "@/lib/errors";
import { lockLastHolders } from "@/lib/users/lock-last-holders";

/**
 * Removes a person with their sessions, tokens and views; dashboards stay. Admins, never themselves.
 * @throws AppError NOT_FOUND; CONFLICT_001 when the last admin or auditor would be lost
 */
export async function deleteUser(viewer: Viewer, { id }: { id: string }): Promise<void> {
  authorize(viewer, "user.manage");
  if (id === viewer.userId) throw new AppError("CONFLICT_001", { key: "notYourself" });
  await db.transaction(async (tx) => {
    await lockLastHolders(tx, id, null);
    const [user] = await tx.delete(users).where(eq(users.id, id)).returning({ email: users.email });
    if (!user) throw notFound("user");
    await recordChange(tx, viewer, {
      action: "user.delete",
      category: "ADMIN",
      severity: "WARNING",
      metadata: { id, email: user.email },
    });
  });
}
