import type { Duty, Role } from "@/lib/access/roles";

/** A user as the list shows them. Moments in ISO 8601. */
export interface ListedUser {
  id: string;
  name: string;
  email: string;
  role: Role;
  duties: readonly Duty[];
  groups: readonly { id: string; name: string }[];
  lastSeenAt: string | null;
  suspendedAt: string | null;
}

/** An invitation nobody has accepted yet. */
export interface ListedInvitation {
  id: string;
  email: string;
  role: Role;
  expiresAt: string;
}

/** What a created invitation answers: the only time its link is shown. */
export interface InvitationLink {
  email: string;
  url: string;
  expiresAt: string;
}
