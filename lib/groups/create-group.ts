import "server-only";
import { db } from "@/db/client";
import { groups } from "@/db/schema/groups";
import { authorize } from "@/lib/access/authorize";
import type { Viewer } from "@/lib/access/viewer";
import { recordChange } from "@/lib/audit/record-change";
import { auditedGroup, type Group, groupColumns } from "@/lib/groups/group";
import { nameTaken } from "@/lib/groups/name-taken";
import { NewGroup } from "@/lib/groups/schema";
import { parseInput } from "@/lib/parse-input";

/** Makes a group nobody is in yet. Admins. @throws AppError INPUT_001; CONFLICT_001 on `name` when another has it */
export async function createGroup(viewer: Viewer, input: NewGroup): Promise<Group> {
  authorize(viewer, "group.manage");
  const values = parseInput(NewGroup, input);
  return db.transaction(async (tx) => {
    const [group] = await tx.insert(groups).values(values).onConflictDoNothing().returning(groupColumns);
    if (!group) throw nameTaken(values.name);
    await recordChange(tx, viewer, {
      action: "group.create",
      category: "ADMIN",
      metadata: { id: group.id, before: null, after: auditedGroup(group) },
    });
    return group;
  });
}
