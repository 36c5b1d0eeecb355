import "server-only";
import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { db, type Executor } from "@/db/client";
import { dashboardShares } from "@/db/schema/dashboard-shares";
import { dashboards } from "@/db/schema/dashboards";
import { users } from "@/db/schema/users";
import { userViewConfigs, views } from "@/db/schema/views";
import { authorize } from "@/lib/access/authorize";
import { atLeast } from "@/lib/access/roles";
import type { Viewer } from "@/lib/access/viewer";
import { recordChange } from "@/lib/audit/record-change";
import { AppError, invalidInput, notFound } from "@/lib/errors";
import { parseInput } from "@/lib/parse-input";
import { lockLastHolders } from "@/lib/users/lock-last-holders";
import { UserDeletion } from "@/lib/users/schema";

/** Gives dashboards and shared views a new owner, who must stay able to edit until the transaction ends. */
async function handOver(
  tx: Executor,
  from: string,
  to: string,
): Promise<{ dashboards: number; views: number }> {
  const [heir] = await tx
    .select({ role: users.role })
    .from(users)
    .where(and(eq(users.id, to), isNull(users.suspendedAt)))
    .for("update");
  if (!heir || from === to || !atLeast(heir.role, "editor"))
    throw invalidInput("handOverTo", "heirNotEditor");
  const taken = await tx
    .update(dashboards)
    .set({ ownerId: to })
    .where(eq(dashboards.ownerId, from))
    .returning({ id: dashboards.id });
  const ids = taken.map(({ id }) => id);
  // What was shared with the heir is theirs now: an owner stands in no list of shares.
  if (ids.length > 0)
    await tx
      .delete(dashboardShares)
      .where(and(inArray(dashboardShares.dashboardId, ids), eq(dashboardShares.userId, to)));
  // The heir may have views of the same names; those that come keep theirs with a piece of their id.
  await tx
    .update(views)
    .set({ name: sql`left(${views.name}, 190) || ' (' || left(${views.id}::text, 8) || ')'` })
    .where(
      and(
        eq(views.ownerId, from),
        eq(views.scope, "shared"),
        sql`exists (select from views theirs where theirs.dashboard_id = "views"."dashboard_id"
          and theirs.owner_id = ${to} and lower(theirs.name) = lower("views"."name"))`,
      ),
    );
  const moved = await tx
    .update(views)
    .set({ ownerId: to, updatedAt: sql`now()` })
    .where(and(eq(views.ownerId, from), eq(views.scope, "shared")))
    .returning({ id: views.id });
  // A configuration's user is its view's owner.
  if (moved.length > 0)
    await tx
      .update(userViewConfigs)
      .set({ userId: to })
      .where(
        inArray(
          userViewConfigs.viewId,
          moved.map(({ id }) => id),
        ),
      );
  return { dashboards: taken.length, views: moved.length };
}

/**
 * Removes a person with their sessions, tokens and views; dashboards stay, and with `handOverTo` they and the shared views
 * get a new owner. Admins, never themselves.
 * @throws AppError NOT_FOUND; INPUT_001 on `handOverTo`; CONFLICT_001 when the last admin or auditor would be lost
 */
export async function deleteUser(viewer: Viewer, input: UserDeletion): Promise<void> {
  authorize(viewer, "user.manage");
  const { id, handOverTo } = parseInput(UserDeletion, input);
  if (id === viewer.userId) throw new AppError("CONFLICT_001", { key: "notYourself" });
  await db.transaction(async (tx) => {
    const assertKept = await lockLastHolders(tx);
    assertKept(id, null);
    const handedOver = handOverTo && (await handOver(tx, id, handOverTo));
    const [user] = await tx.delete(users).where(eq(users.id, id)).returning({ email: users.email });
    if (!user) throw notFound("user");
    await recordChange(tx, viewer, {
      action: "user.delete",
      category: "ADMIN",
      severity: "WARNING",
      metadata: { id, email: user.email, ...(handedOver ? { handOverTo, handedOver } : {}) },
    });
  });
}
