import "server-only";
import { asc, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { groups } from "@/db/schema/groups";
import { authorize } from "@/lib/access/authorize";
import type { Viewer } from "@/lib/access/viewer";
import { type Group, groupColumns } from "@/lib/groups/group";

/** Every group, by name. Admins. */
export async function listGroups(viewer: Viewer): Promise<Group[]> {
  authorize(viewer, "group.manage");
  return db
    .select(groupColumns)
    .from(groups)
    .orderBy(asc(sql`lower(${groups.name})`), asc(groups.id));
}
