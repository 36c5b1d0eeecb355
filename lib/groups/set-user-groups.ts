import "server-only";
import { eq } from "drizzle-orm";
import { db } from "@/db/client";
import { users } from "@/db/schema/users";
import { authorize } from "@/lib/access/authorize";
import type { Viewer } from "@/lib/access/viewer";
import { AppError, invalidInput, notFound } from "@/lib/errors";
import { changeMembers } from "@/lib/groups/change-members";
import { UserGroupsChange } from "@/lib/groups/schema";
import { parseInput } from "@/lib/parse-input";

/**
 * Takes a person into groups and out of others, all or none; it bites on their next request. Admins.
 * @throws AppError NOT_FOUND without the person; INPUT_001 for a group that is not there
 */
export async function setUserGroups(viewer: Viewer, input: UserGroupsChange): Promise<void> {
  authorize(viewer, "group.manage");
  const { id, add, remove } = parseInput(UserGroupsChange, input);
  await db.transaction(async (tx) => {
    const [person] = await tx.select({ id: users.id }).from(users).where(eq(users.id, id)).for("key share");
    if (!person) throw notFound("user");
    // In one order, so that two who change the same groups at once wait for each other.
    for (const groupId of [...new Set([...add, ...remove])].sort()) {
      const added = add.indexOf(groupId);
      const change = added >= 0 ? { add: [id], remove: [] } : { add: [], remove: [id] };
      await changeMembers(tx, viewer, groupId, change, () => "id").catch((error: unknown) => {
        // A group that went meanwhile has no members to take out.
        const gone = error instanceof AppError && error.code === "NOT_FOUND";
        if (gone && added < 0) return;
        throw gone ? invalidInput(`add.${added}`, "groupUnknown") : error;
      });
    }
  });
}
