import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { sessions } from "@/db/schema/sessions";
import { users } from "@/db/schema/users";
import { authorize } from "@/lib/access/authorize";
import type { Viewer } from "@/lib/access/viewer";
import { recordChange } from "@/lib/audit/record-change";
import { AppError, notFound } from "@/lib/errors";
import { parseInput } from "@/lib/parse-input";
import { lockLastHolders } from "@/lib/users/lock-last-holders";
import { UserChange } from "@/lib/users/schema";
import { type User, userColumns } from "@/lib/users/user";

/**
 * Changes a person's name, role, duties, attributes or suspension; it bites on their next request. Admins. Duties are granted only
 * by a holder, never to oneself.
 * @throws AppError NOT_FOUND; CONFLICT_001 when the last admin or auditor would be lost, or to suspend oneself; AUTH_004 for a duty
 */
export async function updateUser(viewer: Viewer, input: UserChange): Promise<User> {
  authorize(viewer, "user.manage");
  const { id, suspended, ...change } = parseInput(UserChange, input);
  if (suspended && id === viewer.userId) throw new AppError("CONFLICT_001", { key: "notYourself" });
  return db.transaction(async (tx) => {
    const assertKept = await lockLastHolders(tx);
    const [before] = await tx.select(userColumns).from(users).where(eq(users.id, id)).for("update");
    if (!before) throw notFound("user");
    const granted = change.duties?.filter((duty) => !before.duties.includes(duty)) ?? [];
    if (granted.some((duty) => !viewer.duties.includes(duty) || id === viewer.userId))
      throw new AppError("AUTH_004", { key: "dutyNotAllowed" });
    const staysAway = suspended ?? before.suspendedAt !== null;
    const after = { role: change.role ?? before.role, duties: change.duties ?? before.duties };
    assertKept(id, staysAway ? null : after);
    const suspendedAt = suspended === undefined ? undefined : suspended ? sql`now()` : null;
    const [user] = await tx
      .update(users)
      .set({ ...change, suspendedAt, updatedAt: sql`now()` })
      .where(eq(users.id, id))
      .returning(userColumns);
    if (!user) throw notFound("user");
    if (suspended)
      await tx
        .update(sessions)
        .set({ revokedAt: sql`now()` })
        .where(and(eq(sessions.userId, id), isNull(sessions.revokedAt)));
    const seen = ({ name, role, duties, attributes, suspendedAt: since }: User) => ({
      name,
      role,
      duties,
      attributes,
      suspended: since !== null,
    });
    await recordChange(tx, viewer, {
      action: "user.update",
      category: "ADMIN",
      metadata: { id, before: seen(before), after: seen(user) },
    });
    return user;
  });
}
