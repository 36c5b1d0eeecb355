import "server-only";
import { eq } from "drizzle-orm";
import { db } from "@/db/client";
import { passwordResets } from "@/db/schema/password-resets";
import { users } from "@/db/schema/users";
import { hashSecret } from "@/lib/auth/secrets";
import type { ResetState } from "@/lib/passwords/schema";

/** What whoever holds a link may know; whose password it is only while the link is valid. */
export type OpenedReset =
  | { state: "valid"; id: string; userId: string; email: string; name: string }
  | { state: Exclude<ResetState, "valid"> };

/** What a link to a new password is worth. For everybody: the link itself is the permission. */
export async function getPasswordReset(token: string): Promise<OpenedReset> {
  const [row] = await db
    .select({
      id: passwordResets.id,
      userId: users.id,
      email: users.email,
      name: users.name,
      suspendedAt: users.suspendedAt,
      expiresAt: passwordResets.expiresAt,
      usedAt: passwordResets.usedAt,
    })
    .from(passwordResets)
    .innerJoin(users, eq(users.id, passwordResets.userId))
    .where(eq(passwordResets.hash, hashSecret(token)))
    .limit(1);
  if (!row || row.suspendedAt) return { state: "unknown" };
  if (row.usedAt) return { state: "used" };
  if (row.expiresAt.getTime() <= Date.now()) return { state: "expired" };
  const { id, userId, email, name } = row;
  return { state: "valid", id, userId, email, name };
}
