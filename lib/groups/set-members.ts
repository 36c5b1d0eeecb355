import "server-only";
import { db } from "@/db/client";
import { authorize } from "@/lib/access/authorize";
import type { Viewer } from "@/lib/access/viewer";
import { changeMembers } from "@/lib/groups/change-members";
import { type GroupDetails, getGroup } from "@/lib/groups/get-group";
import { MembersChange } from "@/lib/groups/schema";
import { parseInput } from "@/lib/parse-input";

/**
 * Takes people into a group and out of it; it bites on their next request. Admins.
 * @throws AppError NOT_FOUND; INPUT_001 for somebody who is not there, or both to come and to go
 */
export async function setMembers(viewer: Viewer, input: MembersChange): Promise<GroupDetails> {
  authorize(viewer, "group.manage");
  const { id, ...change } = parseInput(MembersChange, input);
  await db.transaction((tx) => changeMembers(tx, viewer, id, change, (index) => `add.${index}`));
  return getGroup(viewer, { id });
}
