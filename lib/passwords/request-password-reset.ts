import "server-only";
import { and, eq, isNull, lt, or, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { passwordResets } from "@/db/schema/password-resets";
import { users } from "@/db/schema/users";
import type { RequestInfo } from "@/lib/access/viewer";
import { recordChange } from "@/lib/audit/record-change";
import { hashSecret, randomSecret } from "@/lib/auth/secrets";
import { env } from "@/lib/env";
import { AppError, notFound } from "@/lib/errors";
import { RateLimiter } from "@/lib/http/rate-limiter";
import { composeMail } from "@/lib/mail/compose-mail";
import { mailBrand } from "@/lib/mail/mail-brand";
import { mailConfigured } from "@/lib/mail/mail-configured";
import { inBackground, sendMail } from "@/lib/mail/send-mail";
import { parseInput } from "@/lib/parse-input";
import { ResetRequest } from "@/lib/passwords/schema";
import { getSettings } from "@/lib/settings/get-settings";

const VALID_MINUTES = 60;
const WINDOW_MS = 15 * 60_000;
const MOST_PER_ADDRESS = 10;
const MOST_PER_NAME = 3;
const MOST_AT_ALL = 300;

const store = globalThis as typeof globalThis & { lookflexResetLimiter?: RateLimiter };
store.lookflexResetLimiter ??= new RateLimiter(WINDOW_MS);
const limiter = store.lookflexResetLimiter;

/**
 * Mails a link to a new password to whoever has the address. The answer and the time it takes are the same for
 * addresses nobody has, suspended people, and names that were asked for too often. For everybody.
 * @throws AppError NOT_FOUND where no mail can be sent; RATE_001 after too many calls from one address
 */
export async function requestPasswordReset(input: ResetRequest, request: RequestInfo): Promise<void> {
  if (!mailConfigured()) throw notFound("address");
  const { email } = parseInput(ResetRequest, input);
  for (const [key, most] of [
    [`ip ${request.ip}`, MOST_PER_ADDRESS],
    ["all", MOST_AT_ALL],
  ] as const) {
    const door = limiter.take(key, most);
    if (!door.allowed) throw new AppError("RATE_001", { retryAfter: door.resetSeconds });
  }
  // Told to nobody: else strangers could learn who is here, or keep somebody from asking.
  if (limiter.take(`name ${email.toLowerCase()}`, MOST_PER_NAME).allowed)
    inBackground(() => sendLink(email, request));
}

async function sendLink(email: string, request: RequestInfo): Promise<void> {
  const [user] = await db
    .select({ id: users.id, email: users.email, locale: users.locale })
    .from(users)
    .where(and(eq(sql`lower(${users.email})`, sql`lower(${email})`), isNull(users.suspendedAt)))
    .limit(1);
  if (!user) return;
  const token = randomSecret();
  await db.transaction(async (tx) => {
    // What has run out long ago is of no use; its links say "unknown" from now on.
    const stale = or(
      lt(passwordResets.expiresAt, sql`now() - interval '7 days'`),
      lt(passwordResets.usedAt, sql`now() - interval '7 days'`),
    );
    await tx.delete(passwordResets).where(and(eq(passwordResets.userId, user.id), stale));
    await tx.insert(passwordResets).values({
      userId: user.id,
      hash: hashSecret(token),
      expiresAt: new Date(Date.now() + VALID_MINUTES * 60_000),
    });
    await recordChange(
      tx,
      { userId: user.id, request },
      { action: "password.requestReset", category: "AUTH" },
    );
  });
  const { siteUrl } = env();
  const workspace = await getSettings();
  await sendMail(
    composeMail({
      to: user.email,
      locale: user.locale ?? workspace.locale,
      kind: "reset",
      brand: mailBrand(workspace),
      values: { email: user.email, site: new URL(siteUrl).host, minutes: VALID_MINUTES },
      url: `${siteUrl}/reset/${token}`,
    }),
  );
}
