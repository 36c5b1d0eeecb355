import "server-only";
import { db } from "@/db/client";
import { authorize } from "@/lib/access/authorize";
import type { Viewer } from "@/lib/access/viewer";
import { recordChange } from "@/lib/audit/record-change";
import { insertInvitation, type NewLink } from "@/lib/invitations/insert-invitation";
import { mailInvitation } from "@/lib/invitations/mail-invitation";
import { NewInvitation } from "@/lib/invitations/schema";
import { parseInput } from "@/lib/parse-input";

/** An invitation just made: the only time its link is seen. `mailed` when the mail server took it. */
export interface MadeInvitation extends NewLink {
  mailed: boolean;
}

/**
 * Invites an address by a single-use link, valid for 72 hours and mailed where mail is configured. An older pending one of
 * the address is withdrawn. Admins.
 * @throws AppError INPUT_001 on `email` when somebody has it already
 */
export async function createInvitation(viewer: Viewer, input: NewInvitation): Promise<MadeInvitation> {
  authorize(viewer, "invitation.manage");
  const values = parseInput(NewInvitation, input);
  const made = await db.transaction(async (tx) => {
    const link = await insertInvitation(tx, { ...values, invitedBy: viewer.userId }, viewer.duties);
    const { id, email, role, duties } = link.invitation;
    await recordChange(tx, viewer, {
      action: "invitation.create",
      category: "ADMIN",
      metadata: { id, email, role, duties },
    });
    return link;
  });
  return { ...made, mailed: await mailInvitation(made, viewer.name) };
}
