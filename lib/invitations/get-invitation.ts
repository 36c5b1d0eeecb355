import "server-only";
import { eq } from "drizzle-orm";
import { db } from "@/db/client";
import { invitations } from "@/db/schema/invitations";
import type { Role } from "@/lib/access/roles";
import { hashSecret } from "@/lib/auth/secrets";
import { stateOf } from "@/lib/invitations/invitation";
import type { InvitationState } from "@/lib/invitations/schema";

/** What whoever holds a link may know; who was invited only while the link is valid. */
export type OpenedInvitation =
  | { state: "valid"; email: string; name: string | null; role: Role; expiresAt: Date }
  | { state: Exclude<InvitationState, "valid"> };

/** What a link is worth. For everybody: the link itself is the permission. */
export async function getInvitation(token: string): Promise<OpenedInvitation> {
  const [row] = await db
    .select()
    .from(invitations)
    .where(eq(invitations.hash, hashSecret(token)))
    .limit(1);
  if (!row) return { state: "unknown" };
  const state = stateOf(row);
  if (state !== "valid") return { state };
  return { state, email: row.email, name: row.name, role: row.role, expiresAt: row.expiresAt };
}
