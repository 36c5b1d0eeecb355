import "server-only";
import { eq, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { users } from "@/db/schema/users";
import { authorize } from "@/lib/access/authorize";
import type { Viewer } from "@/lib/access/viewer";
import { type Account, accountColumns } from "@/lib/account/account";
import { AccountChange } from "@/lib/account/schema";
import { recordChange } from "@/lib/audit/record-change";
import { notFound } from "@/lib/errors";
import { parseInput } from "@/lib/parse-input";

const CHOICES = ["name", "locale", "timezone", "theme", "numberStyle", "weekStart"] as const;

const pick = (account: Account, names: readonly (typeof CHOICES)[number][]) =>
  Object.fromEntries(names.map((name) => [name, account[name]]));

/** Changes the viewer's own name and choices; audited with what changed. @throws AppError INPUT_001 */
export async function updateAccount(viewer: Viewer, input: AccountChange): Promise<Account> {
  authorize(viewer, "account.manageOwn");
  const change = parseInput(AccountChange, input);
  const own = eq(users.id, viewer.userId);
  return db.transaction(async (tx) => {
    const [before] = await tx.select(accountColumns).from(users).where(own).for("update");
    if (!before) throw notFound("user");
    const changed = CHOICES.filter((name) => change[name] !== undefined && change[name] !== before[name]);
    if (changed.length === 0) return before;
    const [account] = await tx
      .update(users)
      .set({ ...change, updatedAt: sql`now()` })
      .where(own)
      .returning(accountColumns);
    if (!account) throw notFound("user");
    await recordChange(tx, viewer, {
      action: "account.update",
      category: "AUTH",
      metadata: { before: pick(before, changed), after: pick(account, changed) },
    });
    return account;
  });
}
