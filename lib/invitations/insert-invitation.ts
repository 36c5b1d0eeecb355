import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { invitations } from "@/db/schema/invitations";
import { users } from "@/db/schema/users";
import type { Duty, Role } from "@/lib/access/roles";
import { hashSecret, randomSecret } from "@/lib/auth/secrets";
import { env } from "@/lib/env";
import { invalidInput } from "@/lib/errors";
import { type Invitation, invitationColumns, withState } from "@/lib/invitations/invitation";

/** How long a link works. */
export const VALID_HOURS = 72;

export interface InvitationValues {
  email: string;
  role: Role;
  duties?: readonly Duty[];
  name?: string | null;
  locale?: "en" | "ko" | null;
  invitedBy: string | null;
}

/** An invitation just made: the only time its link is seen. */
export interface NewLink {
  invitation: Invitation;
  url: string;
  token: string;
}

/**
 * Adds an invitation within the caller's transaction; who may is the caller's to decide. Older pending ones of the address
 * are withdrawn, their duties kept: inviting the first auditor again must not lose the duty.
 * @throws AppError INPUT_001 on `email` when somebody has it already
 */
export async function insertInvitation(tx: Executor, values: InvitationValues): Promise<NewLink> {
  const { email, role, duties = [], name = null, locale = null, invitedBy } = values;
  // Two admins inviting one address at once must not leave two valid links.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('invitation'), hashtext(lower(${email})))`);
  const [taken] = await tx
    .select({ id: users.id })
    .from(users)
    .where(eq(sql`lower(${users.email})`, sql`lower(${email})`));
  if (taken) throw invalidInput("email", "emailTaken");
  const withdrawn = await tx
    .update(invitations)
    .set({ revokedAt: sql`now()` })
    .where(
      and(
        eq(sql`lower(${invitations.email})`, sql`lower(${email})`),
        isNull(invitations.acceptedAt),
        isNull(invitations.revokedAt),
      ),
    )
    .returning({ duties: invitations.duties });
  const token = randomSecret();
  const [row] = await tx
    .insert(invitations)
    .values({
      email,
      role,
      duties: [...new Set([...duties, ...withdrawn.flatMap((old) => old.duties)])],
      name,
      locale,
      hash: hashSecret(token),
      invitedBy,
      expiresAt: new Date(Date.now() + VALID_HOURS * 3_600_000),
    })
    .returning(invitationColumns);
  if (!row) throw new Error("an invitation's row was not returned");
  return { invitation: withState(row), url: `${env().siteUrl}/invite/${token}`, token };
}
