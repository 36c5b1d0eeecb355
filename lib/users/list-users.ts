import "server-only";
import { asc, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { users } from "@/db/schema/users";
import { authorize } from "@/lib/access/authorize";
import type { Viewer } from "@/lib/access/viewer";
import { type User, userColumns } from "@/lib/users/user";
import { type UserGroup, userGroups } from "@/lib/users/user-groups";

/** Everybody with their groups, by name. Admins. */
export async function listUsers(viewer: Viewer): Promise<(User & { groups: UserGroup[] })[]> {
  authorize(viewer, "user.manage");
  return db
    .select({ ...userColumns, groups: userGroups })
    .from(users)
    .orderBy(asc(sql`lower(${users.name})`), asc(users.id));
}
