import "server-only";
import { eq } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { groups } from "@/db/schema/groups";
import { notFound } from "@/lib/errors";
import { type Group, groupColumns } from "@/lib/groups/group";

/**
 * A group as it is now, held for the rest of the transaction: what is recorded as before is what was changed.
 * @throws AppError NOT_FOUND
 */
export async function lockGroup(tx: Executor, id: string): Promise<Group> {
  await tx.select({ id: groups.id }).from(groups).where(eq(groups.id, id)).for("update");
  // Asked anew: counts read while waiting for the lock would be those of before the wait.
  const [group] = await tx.select(groupColumns).from(groups).where(eq(groups.id, id));
  if (!group) throw notFound("group");
  return group;
}
