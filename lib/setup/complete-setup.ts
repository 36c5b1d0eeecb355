import "server-only";
import { sql } from "drizzle-orm";
import { db } from "@/db/client";
import { users } from "@/db/schema/users";
import type { RequestInfo } from "@/lib/access/viewer";
import { recordChange } from "@/lib/audit/record-change";
import { recordRefusal } from "@/lib/audit/record-refusal";
import { hashPassword } from "@/lib/auth/password";
import { invalidInput, notFound } from "@/lib/errors";
import { insertInvitation } from "@/lib/invitations/insert-invitation";
import { mailInvitation } from "@/lib/invitations/mail-invitation";
import { parseInput } from "@/lib/parse-input";
import { assertStrongPassword } from "@/lib/passwords/assert-strong-password";
import { hasUsers } from "@/lib/setup/has-users";
import { Setup } from "@/lib/setup/schema";
import { isSetupToken } from "@/lib/setup/setup-token";
import { insertUser } from "@/lib/users/insert-user";

/** Who was invited to read the audit log; `url` to be copied where it was not mailed, else null. */
export interface FirstAuditor {
  email: string;
  url: string | null;
}

/**
 * Makes the first admin and invites the first auditor, once: of two at once one wins. The console's token is the permission.
 * The admin gets no duty: whoever manages people must not be the one who reads what they did.
 * @throws AppError NOT_FOUND once somebody is here; INPUT_001 on `token`, `auditorEmail`, `password` …
 */
export async function completeSetup(input: Setup, request: RequestInfo): Promise<FirstAuditor> {
  if (await hasUsers()) throw notFound("address");
  const { token, auditorEmail, password, ...admin } = parseInput(Setup, input);
  if (!isSetupToken(token)) {
    await recordRefusal(null, request, 403, "AUTH_004");
    throw invalidInput("token", "setupTokenWrong");
  }
  if (auditorEmail.toLowerCase() === admin.email.toLowerCase())
    throw invalidInput("auditorEmail", "auditorIsAdmin");
  await assertStrongPassword(password, admin);
  const passwordHash = await hashPassword(password);
  const link = await db.transaction(async (tx) => {
    // Nobody else comes in meanwhile, by whatever door.
    await tx.execute(sql`lock table ${users} in share row exclusive mode`);
    const found = await tx.select({ id: users.id }).from(users).limit(1);
    if (found.length > 0) throw notFound("address");
    const user = await insertUser(tx, { ...admin, role: "admin", passwordHash });
    const actor = { userId: user.id, request };
    await recordChange(tx, actor, {
      action: "setup.complete",
      category: "ADMIN",
      severity: "WARNING",
      metadata: { id: user.id, email: user.email, role: user.role },
    });
    const made = await insertInvitation(
      tx,
      {
        email: auditorEmail,
        role: "viewer",
        duties: ["audit"],
        locale: admin.locale,
        invitedBy: user.id,
      },
      ["audit"],
    );
    const { id, email, role, duties } = made.invitation;
    await recordChange(tx, actor, {
      action: "invitation.create",
      category: "ADMIN",
      metadata: { id, email, role, duties },
    });
    return made;
  });
  const mailed = await mailInvitation(link, admin.name);
  return { email: link.invitation.email, url: mailed ? null : link.url };
}
