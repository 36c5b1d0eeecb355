import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import { db } from "@/db/client";
import { invitations } from "@/db/schema/invitations";
import { authorize } from "@/lib/access/authorize";
import type { Viewer } from "@/lib/access/viewer";
import { recordChange } from "@/lib/audit/record-change";
import { notFound } from "@/lib/errors";
import type { MadeInvitation } from "@/lib/invitations/create-invitation";
import { insertInvitation } from "@/lib/invitations/insert-invitation";
import { mailInvitation } from "@/lib/invitations/mail-invitation";

/**
 * Sends a pending or expired invitation again: a new link for another 72 hours, the old one no longer works. Admins.
 * @throws AppError NOT_FOUND also when it was used or withdrawn; INPUT_001 on `email` when somebody has it meanwhile
 */
export async function resendInvitation(viewer: Viewer, { id }: { id: string }): Promise<MadeInvitation> {
  authorize(viewer, "invitation.manage");
  const made = await db.transaction(async (tx) => {
    const [before] = await tx
      .select()
      .from(invitations)
      .where(and(eq(invitations.id, id), isNull(invitations.acceptedAt), isNull(invitations.revokedAt)));
    if (!before) throw notFound("invitation");
    const { email, role, duties, name, locale } = before;
    const link = await insertInvitation(
      tx,
      { email, role, duties, name, locale, invitedBy: viewer.userId },
      viewer.duties,
    );
    await recordChange(tx, viewer, {
      action: "invitation.resend",
      category: "ADMIN",
      metadata: { id: link.invitation.id, replaces: id, email, role, duties },
    });
    return link;
  });
  return { ...made, mailed: await mailInvitation(made, viewer.name) };
}
