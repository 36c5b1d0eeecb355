import "server-only";
import { db } from "@/db/client";
import { authorize } from "@/lib/access/authorize";
import type { Viewer } from "@/lib/access/viewer";
import { recordChange } from "@/lib/audit/record-change";
import { hashPassword } from "@/lib/auth/password";
import { parseInput } from "@/lib/parse-input";
import { assertStrongPassword } from "@/lib/passwords/assert-strong-password";
import { insertUser } from "@/lib/users/insert-user";
import { NewUser } from "@/lib/users/schema";
import type { User } from "@/lib/users/user";

/** Adds a person with a password. Admins. @throws AppError INPUT_001 on `email` when it is taken, on `password` when it is weak */
export async function createUser(viewer: Viewer, input: NewUser): Promise<User> {
  authorize(viewer, "user.manage");
  const { password, ...values } = parseInput(NewUser, input);
  await assertStrongPassword(password, values);
  const passwordHash = await hashPassword(password);
  return db.transaction(async (tx) => {
    const user = await insertUser(tx, { ...values, passwordHash });
    await recordChange(tx, viewer, {
      action: "user.create",
      category: "ADMIN",
      metadata: { id: user.id, email: user.email, role: user.role },
    });
    return user;
  });
}
