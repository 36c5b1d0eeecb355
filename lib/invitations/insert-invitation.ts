import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { invitations } from "@/db/schema/invitations";
import { users } from "@/db/schema/users";
import type { Duty, Role } from "@/lib/access/roles";
import { hashSecret, randomSecret } from "@/lib/auth/secrets";
import { env } from "@/lib/env";
import { AppError, invalidInput } from "@/lib/errors";
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
 * @param mayGrant the duties the caller may hand out: a link that carries another one is none of theirs to hold
 * @throws AppError INPUT_001 on `email` when somebody has it already; AUTH_004 when a duty is not theirs to grant
 */
export async function insertInvitation(
  tx: Executor,
  values: InvitationValues,
  mayGrant: readonly Duty[],
): Promise<NewLink> {
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
  const carried = [...new Set([...duties, ...withdrawn.flatMap((old) => old.duties)])];
  assertMayGrant(carried, mayGrant);
  const token = randomSecret();
  const [row] = await tx
    .insert(invitations)
    .values({
      email,
      role,
      duties: carried,
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

/** Only a holder hands a duty on, by whatever way. @throws AppError AUTH_004 */
export function assertMayGrant(duties: readonly Duty[], mayGrant: readonly Duty[]): void {
  if (duties.some((duty) => !mayGrant.includes(duty)))
    throw new AppError("AUTH_004", { key: "dutyNotAllowed" });
}
