import "server-only";
import { eq, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { groups } from "@/db/schema/groups";
import { authorize } from "@/lib/access/authorize";
import type { Viewer } from "@/lib/access/viewer";
import { recordChange } from "@/lib/audit/record-change";
import { notFound } from "@/lib/errors";
import { auditedGroup, type Group, groupColumns } from "@/lib/groups/group";
import { lockGroup } from "@/lib/groups/lock-group";
import { isNameTaken, nameTaken } from "@/lib/groups/name-taken";
import { GroupChange } from "@/lib/groups/schema";
import { parseInput } from "@/lib/parse-input";

/**
 * Changes a group's name, description or attributes; members have it at their next request. Admins.
 * @throws AppError NOT_FOUND, INPUT_001; CONFLICT_001 on `name` when another has it
 */
export async function updateGroup(viewer: Viewer, input: GroupChange): Promise<Group> {
  authorize(viewer, "group.manage");
  const { id, ...change } = parseInput(GroupChange, input);
  const saved = db.transaction(async (tx) => {
    const before = await lockGroup(tx, id);
    const [group] = await tx
      .update(groups)
      .set({ ...change, updatedAt: sql`now()` })
      .where(eq(groups.id, id))
      .returning(groupColumns);
    if (!group) throw notFound("group");
    await recordChange(tx, viewer, {
      action: "group.update",
      category: "ADMIN",
      metadata: { id, name: group.name, before: auditedGroup(before), after: auditedGroup(group) },
    });
    return group;
  });
  return saved.catch((error: unknown) => {
    throw isNameTaken(error) ? nameTaken(change.name ?? "") : error;
  });
}
