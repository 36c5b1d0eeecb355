import "server-only";
import { and, eq, inArray, sql } from "drizzle-orm";
import { db, type Executor } from "@/db/client";
import { dashboardShares } from "@/db/schema/dashboard-shares";
import { type DashboardRow, dashboards, dashboardVersions } from "@/db/schema/dashboards";
import { groups } from "@/db/schema/groups";
import { users } from "@/db/schema/users";
import { authorize } from "@/lib/access/authorize";
import type { Viewer } from "@/lib/access/viewer";
import { recordChange } from "@/lib/audit/record-change";
import { ownedBy } from "@/lib/dashboards/editable-by";
import { findDashboard } from "@/lib/dashboards/find-dashboard";
import { readSharing } from "@/lib/dashboards/share/list-shares";
import { readShares } from "@/lib/dashboards/share/read-shares";
import { type DashboardShare, DashboardShares, type Sharing } from "@/lib/dashboards/share/schema";
import { AppError, type FieldIssue, notFound } from "@/lib/errors";
import { parseInput } from "@/lib/parse-input";

type Target = Pick<DashboardShare, "group" | "user" | "role" | "canEdit">;
const keyOf = ({ group, user, role, canEdit }: Target) =>
  `${group ?? ""} ${user ?? ""} ${role ?? ""} ${canEdit}`;

/** Every group and person of the list must be there; they are held until the transaction ends. */
async function assertTargets(tx: Executor, row: DashboardRow, shares: readonly Target[]): Promise<void> {
  const idsOf = (kind: "group" | "user") => shares.flatMap((share) => share[kind] ?? []);
  const held = async (table: typeof groups | typeof users, ids: string[]) =>
    ids.length === 0
      ? []
      : tx
          .select({ id: table.id })
          .from(table)
          .where(inArray(table.id, ids))
          .orderBy(table.id)
          .for("key share");
  const found = [...(await held(groups, idsOf("group"))), ...(await held(users, idsOf("user")))];
  const known = new Set(found.map(({ id }) => id));
  const fields = shares.flatMap(({ group, user, role }, i): FieldIssue[] => {
    if (role !== undefined) return [];
    if (group !== undefined)
      return known.has(group) ? [] : [{ path: `shares.${i}.group`, key: "groupUnknown" }];
    const path = `shares.${i}.user`;
    // The owner's right needs no row, and a row must not look as if it could be taken away.
    if (user === row.ownerId) return [{ path, key: "sharedWithOwner" }];
    return known.has(user ?? "") ? [] : [{ path, key: "personUnknown" }];
  });
  if (fields.length > 0) throw new AppError("INPUT_001", { fields });
}

/** Opening and closing it for everybody is a change of its document, so a version: who still edits the one before learns of it. */
async function publishAs(
  tx: Executor,
  viewer: Viewer,
  row: DashboardRow,
  isPublic: boolean,
): Promise<DashboardRow> {
  const [changed] = await tx
    .update(dashboards)
    .set({
      isPublic,
      config: sql`jsonb_set(${dashboards.config}, '{isPublic}', to_jsonb(${isPublic}::boolean))`,
      version: sql`${dashboards.version} + 1`,
    })
    .where(eq(dashboards.id, row.id))
    .returning();
  if (!changed) throw notFound("dashboard");
  await tx.insert(dashboardVersions).values({
    dashboardId: row.id,
    version: changed.version,
    config: changed.config,
    authorId: viewer.userId,
  });
  return changed;
}

/**
 * Replaces whom a dashboard is shared with, and with `isPublic` whether everybody may open it. Its owner, and admins: editors
 * it was given to change what is on it, not who sees it. It bites on everybody's next request.
 * @throws AppError NOT_FOUND, AUTH_004; INPUT_001 for a group or person who is not there, and for the owner
 */
export async function setShares(viewer: Viewer, slug: string, input: DashboardShares): Promise<Sharing> {
  authorize(viewer, "dashboard.share");
  const { isPublic, shares } = parseInput(DashboardShares, input);
  return db.transaction(async (tx) => {
    const { id } = await findDashboard(viewer, slug, "dashboard.share", tx);
    // One writer at a time, so that what is recorded as before is what was replaced.
    const [row] = await tx
      .select()
      .from(dashboards)
      .where(and(eq(dashboards.id, id), ownedBy(viewer)))
      .for("update");
    if (!row) throw notFound("dashboard");
    await assertTargets(tx, row, shares);
    const before = await readShares(tx, id);
    const wanted = new Set(shares.map(keyOf));
    const kept = new Set(before.map(({ share }) => keyOf(share)));
    const gone = before.filter(({ share }) => !wanted.has(keyOf(share))).map((entry) => entry.id);
    const fresh = shares.filter((share) => !kept.has(keyOf(share)));
    if (gone.length > 0) await tx.delete(dashboardShares).where(inArray(dashboardShares.id, gone));
    if (fresh.length > 0)
      await tx.insert(dashboardShares).values(
        fresh.map(({ group, user, role, canEdit }) => ({
          dashboardId: id,
          groupId: group,
          userId: user,
          role,
          canEdit,
        })),
      );
    const opens = isPublic !== undefined && isPublic !== row.isPublic;
    const sharing = await readSharing(tx, viewer, opens ? await publishAs(tx, viewer, row, isPublic) : row);
    if (opens || gone.length + fresh.length > 0)
      await recordChange(tx, viewer, {
        action: "dashboard.share",
        category: "DATA",
        metadata: {
          id,
          slug,
          before: { isPublic: row.isPublic, shares: before.map(({ share }) => share) },
          after: { isPublic: sharing.isPublic, shares: sharing.shares },
        },
      });
    return sharing;
  });
}
