import "server-only";
import { type InvitationRow, invitations } from "@/db/schema/invitations";
import type { InvitationState } from "@/lib/invitations/schema";

/** What admins see of an invitation. Never the link's hash. */
export const invitationColumns = {
  id: invitations.id,
  email: invitations.email,
  role: invitations.role,
  duties: invitations.duties,
  name: invitations.name,
  locale: invitations.locale,
  invitedBy: invitations.invitedBy,
  createdAt: invitations.createdAt,
  expiresAt: invitations.expiresAt,
  acceptedAt: invitations.acceptedAt,
  revokedAt: invitations.revokedAt,
};

type Columns = { [K in keyof typeof invitationColumns]: InvitationRow[K] };
export type Invitation = Columns & { state: InvitationState };

/** What its link is worth at `now`. */
export function stateOf(
  row: Pick<InvitationRow, "acceptedAt" | "revokedAt" | "expiresAt">,
  now = Date.now(),
): InvitationState {
  if (row.acceptedAt) return "used";
  if (row.revokedAt) return "revoked";
  return row.expiresAt.getTime() <= now ? "expired" : "valid";
}

export const withState = (row: Columns): Invitation => ({ ...row, state: stateOf(row) });
