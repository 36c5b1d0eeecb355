import "server-only";
import { and, eq, gt, isNull, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { invitations } from "@/db/schema/invitations";
import type { RequestInfo } from "@/lib/access/viewer";
import { recordChange } from "@/lib/audit/record-change";
import { hashPassword } from "@/lib/auth/password";
import { hashSecret } from "@/lib/auth/secrets";
import type { SessionToken } from "@/lib/auth/session-cookie";
import { startSession } from "@/lib/auth/start-session";
import { invalidInput } from "@/lib/errors";
import { getInvitation } from "@/lib/invitations/get-invitation";
import { Acceptance } from "@/lib/invitations/schema";
import { parseInput } from "@/lib/parse-input";
import { assertStrongPassword } from "@/lib/passwords/assert-strong-password";
import { insertUser } from "@/lib/users/insert-user";

const REFUSAL = {
  valid: "invitationUsed",
  used: "invitationUsed",
  expired: "invitationExpired",
  revoked: "invitationRevoked",
  unknown: "invitationUnknown",
} as const;

/**
 * Makes the invited person: user, session and the used-up invitation stand or fall together, and of two at once one wins.
 * The link is the permission.
 * @returns what the new session's cookie says
 * @throws AppError INPUT_001 on `token` (used, expired, revoked, unknown), `email` (taken meanwhile), `name` or `password`
 */
export async function acceptInvitation(input: Acceptance, request: RequestInfo): Promise<SessionToken> {
  const { token, name, password, locale } = parseInput(Acceptance, input);
  const refuse = async () => invalidInput("token", REFUSAL[(await getInvitation(token)).state]);
  // Asked before hashing, so that a wrong link costs no argon2.
  const opened = await getInvitation(token);
  if (opened.state !== "valid") throw await refuse();
  await assertStrongPassword(password, { name, email: opened.email });
  const passwordHash = await hashPassword(password);
  const accepted = await db.transaction(async (tx) => {
    const [invitation] = await tx
      .update(invitations)
      .set({ acceptedAt: sql`now()` })
      .where(
        and(
          eq(invitations.hash, hashSecret(token)),
          isNull(invitations.acceptedAt),
          isNull(invitations.revokedAt),
          gt(invitations.expiresAt, sql`now()`),
        ),
      )
      .returning({
        id: invitations.id,
        email: invitations.email,
        role: invitations.role,
        duties: invitations.duties,
      });
    if (!invitation) return null;
    const { email, role, duties } = invitation;
    const user = await insertUser(tx, { email, name, role, duties, passwordHash, locale });
    await tx.update(invitations).set({ acceptedBy: user.id }).where(eq(invitations.id, invitation.id));
    await recordChange(
      tx,
      { userId: user.id, request },
      { action: "invitation.accept", category: "AUTH", metadata: { id: invitation.id, email, role, duties } },
    );
    const sid = await startSession(tx, user.id, request);
    return { sub: user.id, sid, role };
  });
  if (!accepted) throw await refuse();
  return accepted;
}
