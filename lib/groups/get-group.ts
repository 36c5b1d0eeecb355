import "server-only";
import { and, asc, eq, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { dashboardShares } from "@/db/schema/dashboard-shares";
import { dashboards } from "@/db/schema/dashboards";
import { groupMembers, groups } from "@/db/schema/groups";
import { users } from "@/db/schema/users";
import { authorize } from "@/lib/access/authorize";
import type { Role } from "@/lib/access/roles";
import type { Viewer } from "@/lib/access/viewer";
import { notBinned } from "@/lib/dashboards/bin/not-binned";
import { notFound } from "@/lib/errors";
import { type Group, groupColumns } from "@/lib/groups/group";

/** A group with who is in it and what is shared with it, each by name. */
export interface GroupDetails extends Group {
  members: { id: string; name: string; email: string; role: Role; suspendedAt: Date | null }[];
  dashboards: { slug: string; name: string; canEdit: boolean }[];
}

/** One group. Admins. @throws AppError NOT_FOUND */
export async function getGroup(viewer: Viewer, { id }: { id: string }): Promise<GroupDetails> {
  authorize(viewer, "group.manage");
  const [[group], members, shared] = await Promise.all([
    db.select(groupColumns).from(groups).where(eq(groups.id, id)),
    db
      .select({
        id: users.id,
        name: users.name,
        email: users.email,
        role: users.role,
        suspendedAt: users.suspendedAt,
      })
      .from(groupMembers)
      .innerJoin(users, eq(users.id, groupMembers.userId))
      .where(eq(groupMembers.groupId, id))
      .orderBy(asc(sql`lower(${users.name})`), asc(users.id)),
    db
      .select({ slug: dashboards.slug, name: dashboards.name, canEdit: dashboardShares.canEdit })
      .from(dashboardShares)
      .innerJoin(dashboards, eq(dashboards.id, dashboardShares.dashboardId))
      .where(and(eq(dashboardShares.groupId, id), notBinned))
      .orderBy(asc(sql`lower(${dashboards.name})`), asc(dashboards.slug)),
  ]);
  if (!group) throw notFound("group");
  return { ...group, members, dashboards: shared };
}
