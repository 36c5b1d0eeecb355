import "server-only";
import { eq } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { dashboardShares } from "@/db/schema/dashboard-shares";
import { groups } from "@/db/schema/groups";
import { users } from "@/db/schema/users";
import type { ListedShare } from "@/lib/dashboards/share/schema";

/** A share and its row's id. */
export interface ReadShare {
  id: string;
  share: ListedShare;
}

/** A dashboard's shares with their rows' ids, roles and groups first, each by name. Who may read them is the caller's to decide. */
export async function readShares(executor: Executor, dashboardId: string): Promise<ReadShare[]> {
  const rows = await executor
    .select({
      id: dashboardShares.id,
      canEdit: dashboardShares.canEdit,
      role: dashboardShares.role,
      group: groups.id,
      groupName: groups.name,
      user: users.id,
      userName: users.name,
      email: users.email,
    })
    .from(dashboardShares)
    .leftJoin(groups, eq(groups.id, dashboardShares.groupId))
    .leftJoin(users, eq(users.id, dashboardShares.userId))
    .where(eq(dashboardShares.dashboardId, dashboardId));
  const listed = rows.flatMap(
    ({ id, canEdit, role, group, groupName, user, userName, email }): ReadShare[] => {
      if (role !== null) return [{ id, share: { role, canEdit } }];
      if (group !== null && groupName !== null) return [{ id, share: { group, name: groupName, canEdit } }];
      if (user === null || userName === null || email === null) return [];
      return [{ id, share: { user, name: userName, email, canEdit } }];
    },
  );
  const kind = (share: ListedShare) => ("role" in share ? 0 : "group" in share ? 1 : 2);
  const nameOf = (share: ListedShare) => ("role" in share ? share.role : share.name);
  return listed.sort(
    (a, b) =>
      kind(a.share) - kind(b.share) ||
      nameOf(a.share).localeCompare(nameOf(b.share)) ||
      (a.id < b.id ? -1 : 1),
  );
}
