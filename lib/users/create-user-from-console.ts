import "server-only";
import { db } from "@/db/client";
import type { Duty } from "@/lib/access/roles";
import { recordChange } from "@/lib/audit/record-change";
import { hashPassword } from "@/lib/auth/password";
import { parseInput } from "@/lib/parse-input";
import { assertStrongPassword } from "@/lib/passwords/assert-strong-password";
import { insertUser } from "@/lib/users/insert-user";
import { NewUser } from "@/lib/users/schema";
import type { User } from "@/lib/users/user";

export interface ConsoleUser {
  user: NewUser;
  duties?: Duty[];
  attributes?: Record<string, string[]>;
}

/**
 * Adds a person for whoever runs the command line: they hold the database already, so nobody is asked who they are.
 * @throws AppError INPUT_001 on `email` when it is taken, on `password` when it is weak
 */
export async function createUserFromConsole({ user: input, duties, attributes }: ConsoleUser): Promise<User> {
  const { password, ...values } = parseInput(NewUser, input);
  await assertStrongPassword(password, values);
  const passwordHash = await hashPassword(password);
  return db.transaction(async (tx) => {
    const user = await insertUser(tx, { ...values, duties, attributes, passwordHash });
    await recordChange(tx, null, {
      action: "user.create",
      category: "ADMIN",
      metadata: { id: user.id, email: user.email, role: user.role, duties: user.duties, by: "console" },
    });
    return user;
  });
}
