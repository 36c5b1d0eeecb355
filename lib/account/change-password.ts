import "server-only";
import { and, eq, isNull, ne, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { passwordResets } from "@/db/schema/password-resets";
import { sessions } from "@/db/schema/sessions";
import { users } from "@/db/schema/users";
import { authorize } from "@/lib/access/authorize";
import type { Viewer } from "@/lib/access/viewer";
import { PasswordChange } from "@/lib/account/schema";
import { recordChange } from "@/lib/audit/record-change";
import { hashPassword, verifyPassword } from "@/lib/auth/password";
import { AppError, invalidInput } from "@/lib/errors";
import { RateLimiter } from "@/lib/http/rate-limiter";
import { parseInput } from "@/lib/parse-input";
import { assertStrongPassword } from "@/lib/passwords/assert-strong-password";

/** Wrong old passwords per person before the form stays shut for the rest of the window. */
const MOST_FAILURES = 5;

const store = globalThis as typeof globalThis & { lookflexPasswordLimiter?: RateLimiter };
store.lookflexPasswordLimiter ??= new RateLimiter(15 * 60_000);
const failures = store.lookflexPasswordLimiter;

/**
 * Sets the viewer's own new password for the old one. All their other sessions and open reset links end with it.
 * @returns how many sessions ended
 * @throws AppError INPUT_001 on `current` (wrong) or `next` (weak, or the old one); RATE_001 after too many wrong ones
 */
export async function changePassword(viewer: Viewer, input: PasswordChange): Promise<{ ended: number }> {
  authorize(viewer, "account.manageOwn");
  const { current, next } = parseInput(PasswordChange, input);
  // Taken before the comparison and given back after: many at once must not all find the door open.
  const door = failures.take(viewer.userId, MOST_FAILURES);
  if (!door.allowed) throw new AppError("RATE_001", { retryAfter: door.resetSeconds });
  const [user] = await db.select({ hash: users.passwordHash }).from(users).where(eq(users.id, viewer.userId));
  if (!user?.hash || !(await verifyPassword(user.hash, current))) {
    const entry = { action: "password.refused", category: "SECURITY", severity: "WARNING" } as const;
    await recordChange(db, viewer, entry);
    throw invalidInput("current", "passwordWrong");
  }
  failures.clear(viewer.userId);
  if (await verifyPassword(user.hash, next)) throw invalidInput("next", "passwordSame");
  await assertStrongPassword(next, viewer, "next");
  const passwordHash = await hashPassword(next);
  const old = user.hash;
  return db.transaction(async (tx) => {
    const [changed] = await tx
      .update(users)
      .set({ passwordHash, updatedAt: sql`now()` })
      .where(and(eq(users.id, viewer.userId), eq(users.passwordHash, old)))
      .returning({ id: users.id });
    if (!changed) throw new AppError("CONFLICT_001");
    const ended = await tx
      .update(sessions)
      .set({ revokedAt: sql`now()` })
      .where(
        and(
          eq(sessions.userId, viewer.userId),
          isNull(sessions.revokedAt),
          viewer.sessionId ? ne(sessions.id, viewer.sessionId) : undefined,
        ),
      )
      .returning({ id: sessions.id });
    await tx
      .update(passwordResets)
      .set({ usedAt: sql`now()` })
      .where(and(eq(passwordResets.userId, viewer.userId), isNull(passwordResets.usedAt)));
    await recordChange(tx, viewer, {
      action: "password.change",
      category: "SECURITY",
      metadata: { endedSessions: ended.length },
    });
    return { ended: ended.length };
  });
}
