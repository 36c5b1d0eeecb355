import "server-only";
import { desc } from "drizzle-orm";
import { db } from "@/db/client";
import { invitations } from "@/db/schema/invitations";
import { authorize } from "@/lib/access/authorize";
import type { Viewer } from "@/lib/access/viewer";
import { type Invitation, invitationColumns, withState } from "@/lib/invitations/invitation";

const MOST = 500;

/** The newest invitations with what their links are worth now. Admins. */
export async function listInvitations(viewer: Viewer): Promise<Invitation[]> {
  authorize(viewer, "invitation.manage");
  const rows = await db
    .select(invitationColumns)
    .from(invitations)
    .orderBy(desc(invitations.createdAt), desc(invitations.id))
    .limit(MOST);
  return rows.map(withState);
}
