import "server-only";
import { and, count, eq } from "drizzle-orm";
import { db } from "@/db/client";
import { dashboards } from "@/db/schema/dashboards";
import { users } from "@/db/schema/users";
import { authorize } from "@/lib/access/authorize";
import type { Viewer } from "@/lib/access/viewer";
import { notBinned } from "@/lib/dashboards/bin/not-binned";
import { notFound } from "@/lib/errors";
import { type User, userColumns } from "@/lib/users/user";
import { type UserGroup, userGroups } from "@/lib/users/user-groups";

/** One person with their groups, and how many dashboards are theirs. Admins. @throws AppError NOT_FOUND */
export async function getUser(
  viewer: Viewer,
  { id }: { id: string },
): Promise<User & { groups: UserGroup[]; ownedDashboards: number }> {
  authorize(viewer, "user.manage");
  const [[user], [owned]] = await Promise.all([
    db
      .select({ ...userColumns, groups: userGroups })
      .from(users)
      .where(eq(users.id, id)),
    db
      .select({ number: count() })
      .from(dashboards)
      .where(and(eq(dashboards.ownerId, id), notBinned)),
  ]);
  if (!user) throw notFound("user");
  return { ...user, ownedDashboards: owned?.number ?? 0 };
}
