import "server-only";
import { and, eq, gt, isNull, sql } from "drizzle-orm";
import { db, type Executor } from "@/db/client";
import { passwordResets } from "@/db/schema/password-resets";
import { sessions } from "@/db/schema/sessions";
import { users } from "@/db/schema/users";
import type { RequestInfo } from "@/lib/access/viewer";
import { recordChange } from "@/lib/audit/record-change";
import { hashPassword } from "@/lib/auth/password";
import { env } from "@/lib/env";
import { invalidInput } from "@/lib/errors";
import { composeMail } from "@/lib/mail/compose-mail";
import { mailBrand } from "@/lib/mail/mail-brand";
import { inBackground, sendMail } from "@/lib/mail/send-mail";
import { parseInput } from "@/lib/parse-input";
import { assertStrongPassword } from "@/lib/passwords/assert-strong-password";
import { getPasswordReset, type OpenedReset } from "@/lib/passwords/get-password-reset";
import { NewPassword } from "@/lib/passwords/schema";
import { getSettings } from "@/lib/settings/get-settings";

const REFUSAL = { valid: "resetUsed", used: "resetUsed", expired: "resetExpired", unknown: "resetUnknown" };
const refusal = ({ state }: Pick<OpenedReset, "state">) => invalidInput("token", REFUSAL[state]);

/** Takes the link and every other open one of its person; false when somebody was faster. */
async function useUp(tx: Executor, id: string, userId: string): Promise<boolean> {
  const open = and(isNull(passwordResets.usedAt), gt(passwordResets.expiresAt, sql`now()`));
  const used = await tx
    .update(passwordResets)
    .set({ usedAt: sql`now()` })
    .where(and(eq(passwordResets.id, id), open))
    .returning({ id: passwordResets.id });
  if (used.length === 0) return false;
  await tx
    .update(passwordResets)
    .set({ usedAt: sql`now()` })
    .where(and(eq(passwordResets.userId, userId), open));
  return true;
}

/**
 * Sets a new password by a mailed link. The link is the permission; it works once, and every session of the person ends.
 * @throws AppError INPUT_001 on `token` (used, expired, unknown) or `password` (short, weak)
 */
export async function resetPassword(input: NewPassword, request: RequestInfo): Promise<void> {
  const { token, password } = parseInput(NewPassword, input);
  const opened = await getPasswordReset(token);
  if (opened.state !== "valid") throw refusal(opened);
  const { id, userId, email } = opened;
  await assertStrongPassword(password, opened);
  const passwordHash = await hashPassword(password);
  const locale = await db.transaction(async (tx) => {
    // Two links of one person at once: without an order each would wait for the other's row.
    await tx.select({ id: users.id }).from(users).where(eq(users.id, userId)).for("update");
    if (!(await useUp(tx, id, userId))) throw refusal(opened);
    const [user] = await tx
      .update(users)
      .set({ passwordHash, updatedAt: sql`now()` })
      .where(and(eq(users.id, userId), isNull(users.suspendedAt)))
      .returning({ locale: users.locale });
    if (!user) throw refusal({ state: "unknown" });
    const ended = await tx
      .update(sessions)
      .set({ revokedAt: sql`now()` })
      .where(and(eq(sessions.userId, userId), isNull(sessions.revokedAt)))
      .returning({ id: sessions.id });
    await recordChange(
      tx,
      { userId, request },
      {
        action: "password.reset",
        category: "SECURITY",
        severity: "WARNING",
        metadata: { sessionsEnded: ended.length },
      },
    );
    return user.locale;
  });
  const values = { email, site: new URL(env().siteUrl).host };
  inBackground(async () => {
    const workspace = await getSettings();
    const brand = mailBrand(workspace);
    return sendMail(
      composeMail({ to: email, locale: locale ?? workspace.locale, kind: "passwordChanged", brand, values }),
    );
  });
}
