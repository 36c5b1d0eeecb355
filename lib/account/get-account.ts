import "server-only";
import { eq } from "drizzle-orm";
import { db } from "@/db/client";
import { users } from "@/db/schema/users";
import { authorize } from "@/lib/access/authorize";
import type { Viewer } from "@/lib/access/viewer";
import { type Account, accountColumns } from "@/lib/account/account";
import { notFound } from "@/lib/errors";

/** The viewer's own account. @throws AppError NOT_FOUND when it was deleted meanwhile */
export async function getAccount(viewer: Viewer): Promise<Account> {
  authorize(viewer, "account.manageOwn");
  const [account] = await db.select(accountColumns).from(users).where(eq(users.id, viewer.userId));
  if (!account) throw notFound("user");
  return account;
}
