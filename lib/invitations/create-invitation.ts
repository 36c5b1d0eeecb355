import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { invitations } from "@/db/schema/invitations";
import { users } from "@/db/schema/users";
import { authorize } from "@/lib/access/authorize";
import type { Viewer } from "@/lib/access/viewer";
import { recordChange } from "@/lib/audit/record-change";
import { hashSecret, randomSecret } from "@/lib/auth/secrets";
import { env } from "@/lib/env";
import { invalidInput } from "@/lib/errors";
import { type Invitation, invitationColumns, withState } from "@/lib/invitations/invitation";
import { NewInvitation } from "@/lib/invitations/schema";
import { parseInput } from "@/lib/parse-input";

const VALID_HOURS = 72;

/** An invitation just made: the only time its link is seen. */
export interface MadeInvitation {
  invitation: Invitation;
  url: string;
  token: string;
}

/**
 * Invites an address by a single-use link, valid for 72 hours. An older pending one of the address is withdrawn. Admins.
 * @throws AppError INPUT_001 on `email` when somebody has it already
 */
export async function createInvitation(viewer: Viewer, input: NewInvitation): Promise<MadeInvitation> {
  authorize(viewer, "invitation.manage");
  const { email, role } = parseInput(NewInvitation, input);
  const token = randomSecret();
  return db.transaction(async (tx) => {
    // Two admins inviting one address at once must not leave two valid links.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext('invitation'), hashtext(lower(${email})))`);
    const [taken] = await tx
      .select({ id: users.id })
      .from(users)
      .where(eq(sql`lower(${users.email})`, sql`lower(${email})`));
    if (taken) throw invalidInput("email", "emailTaken");
    await tx
      .update(invitations)
      .set({ revokedAt: sql`now()` })
      .where(
        and(
          eq(sql`lower(${invitations.email})`, sql`lower(${email})`),
          isNull(invitations.acceptedAt),
          isNull(invitations.revokedAt),
        ),
      );
    const [row] = await tx
      .insert(invitations)
      .values({
        email,
        role,
        hash: hashSecret(token),
        invitedBy: viewer.userId,
        expiresAt: new Date(Date.now() + VALID_HOURS * 3_600_000),
      })
      .returning(invitationColumns);
    if (!row) throw new Error("an invitation's row was not returned");
    await recordChange(tx, viewer, {
      action: "invitation.create",
      category: "ADMIN",
      metadata: { id: row.id, email, role },
    });
    return { invitation: withState(row), url: `${env().siteUrl}/invite/${token}`, token };
  });
}
