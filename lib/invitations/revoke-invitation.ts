import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { invitations } from "@/db/schema/invitations";
import { authorize } from "@/lib/access/authorize";
import type { Viewer } from "@/lib/access/viewer";
import { recordChange } from "@/lib/audit/record-change";
import { notFound } from "@/lib/errors";
import { assertMayGrant } from "@/lib/invitations/insert-invitation";

/** Withdraws a link nobody has used yet. Admins. @throws AppError NOT_FOUND also when it was used or withdrawn */
export async function revokeInvitation(viewer: Viewer, { id }: { id: string }): Promise<void> {
  authorize(viewer, "invitation.manage");
  await db.transaction(async (tx) => {
    const [row] = await tx
      .update(invitations)
      .set({ revokedAt: sql`now()` })
      .where(and(eq(invitations.id, id), isNull(invitations.acceptedAt), isNull(invitations.revokedAt)))
      .returning({ email: invitations.email, duties: invitations.duties });
    if (!row) throw notFound("invitation");
    // Else one admin could leave the workspace without its first auditor.
    assertMayGrant(row.duties, viewer.duties);
    await recordChange(tx, viewer, {
      action: "invitation.revoke",
      category: "ADMIN",
      metadata: { id, email: row.email },
    });
  });
}
