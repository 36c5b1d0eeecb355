import "server-only";
import { and, arrayContains, asc, eq, isNull, or } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { users } from "@/db/schema/users";
import type { Duty, Role } from "@/lib/access/roles";
import { AppError } from "@/lib/errors";

/** What a person will be after the change; null when they will be gone or suspended. */
export type Outlook = { role: Role; duties: readonly Duty[] } | null;

/**
 * Locks every admin and every holder of the duty `audit` for the rest of the transaction, in one order, so that two admins
 * can't remove each other at once. First thing in a transaction that changes people: what is read after it stays true.
 * @returns refuses a change that would leave nobody as an admin or nobody with the duty: AppError CONFLICT_001
 */
export async function lockLastHolders(tx: Executor): Promise<(userId: string, outlook: Outlook) => void> {
  const holders = await tx
    .select({ id: users.id, role: users.role, duties: users.duties })
    .from(users)
    .where(
      and(isNull(users.suspendedAt), or(eq(users.role, "admin"), arrayContains(users.duties, ["audit"]))),
    )
    .orderBy(asc(users.id))
    .for("update");
  return (userId, outlook) => {
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
  };
}
