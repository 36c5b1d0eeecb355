import "server-only";
import { and, eq, inArray } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { groupMembers } from "@/db/schema/groups";
import { users } from "@/db/schema/users";
import type { Viewer } from "@/lib/access/viewer";
import { recordChange } from "@/lib/audit/record-change";
import { invalidInput } from "@/lib/errors";
import { lockGroup } from "@/lib/groups/lock-group";

interface Person {
  id: string;
  email: string;
}

const byId = (people: readonly Person[]) => new Map(people.map((person) => [person.id, person]));

/**
 * Takes people into a group and out of it within the caller's transaction, and records who in truth came and went;
 * nothing when nobody did. Who may is the caller's to decide.
 * @param pathOf where the caller's input holds the person added at an index, for errors
 * @throws AppError NOT_FOUND; INPUT_001 for somebody who is not there (any more)
 */
export async function changeMembers(
  tx: Executor,
  viewer: Viewer,
  groupId: string,
  { add, remove }: { add: readonly string[]; remove: readonly string[] },
  pathOf: (index: number) => string,
): Promise<void> {
  const group = await lockGroup(tx, groupId);
  const named = [...add, ...remove];
  if (named.length === 0) return;
  // Held, so that nobody is deleted between this look and the row that names them.
  const known = byId(
    await tx
      .select({ id: users.id, email: users.email })
      .from(users)
      .where(inArray(users.id, named))
      .orderBy(users.id)
      .for("key share"),
  );
  const missing = add.findIndex((id) => !known.has(id));
  if (missing >= 0) throw invalidInput(pathOf(missing), "personUnknown");
  const removed =
    remove.length === 0
      ? []
      : await tx
          .delete(groupMembers)
          .where(and(eq(groupMembers.groupId, groupId), inArray(groupMembers.userId, [...remove])))
          .returning({ id: groupMembers.userId });
  const added =
    add.length === 0
      ? []
      : await tx
          .insert(groupMembers)
          .values([...new Set(add)].map((userId) => ({ groupId, userId })))
          .onConflictDoNothing()
          .returning({ id: groupMembers.userId });
  if (added.length + removed.length === 0) return;
  const listed = (people: { id: string }[]) => people.flatMap(({ id }) => known.get(id) ?? []);
  await recordChange(tx, viewer, {
    action: "group.members",
    category: "ADMIN",
    metadata: {
      id: groupId,
      name: group.name,
      added: listed(added),
      removed: listed(removed),
      before: { members: group.memberCount },
      after: { members: group.memberCount + added.length - removed.length },
    },
  });
}
