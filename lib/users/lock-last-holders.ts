import "server-only";
import { and, arrayContains, asc, eq, isNull, or } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { users } from "@/db/schema/users";
import type { Duty, Role } from "@/lib/access/roles";
import { AppError } from "@/lib/errors";

/** What a person will be after the change; null when they will be gone or suspended. */
export type Outlook = { role: Role; duties: readonly Duty[] } | null;

/**
 * Refuses a change that would leave nobody as an admin or nobody with the duty `audit`. Locks all holders for the rest
 * of the transaction, in one order, so that two admins can't remove each other at once.
 */
export async function lockLastHolders(tx: Executor, userId: string, outlook: Outlook): Promise<void> {
  const holders = await tx
    .select({ id: users.id, role: users.role, duties: users.duties })
    .from(users)
    .where(
      and(isNull(users.suspendedAt), or(eq(users.role, "admin"), arrayContains(users.duties, ["audit"]))),
    )
    .orderBy(asc(users.id))
    .for("update");
  const before = holders.find(({ id }) => id === userId);
  const others = holders.filter(({ id }) => id !== userId);
  const refuse = (key: string) => new AppError("CONFLICT_001", { key });
  if (before?.role === "admin" && outlook?.role !== "admin" && !others.some(({ role }) => role === "admin"))
    throw refuse("lastAdmin");
  if (
    before?.duties.includes("audit") &&
    !outlook?.duties.includes("audit") &&
    !others.some(({ duties }) => duties.includes("audit"))
  )
    throw refuse("lastAuditor");
}
