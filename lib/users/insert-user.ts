import "server-only";
import type { Executor } from "@/db/client";
import { users } from "@/db/schema/users";
import type { Duty, Role } from "@/lib/access/roles";
import { invalidInput } from "@/lib/errors";
import { type User, userColumns } from "@/lib/users/user";

export interface UserValues {
  email: string;
  name: string;
  role: Role;
  /** argon2id, made before the transaction: hashing takes longer than a lock should. */
  passwordHash: string;
  duties?: Duty[];
  attributes?: Record<string, string[]>;
  locale?: "en" | "ko" | null;
  timezone?: string | null;
}

/**
 * Adds a person within the caller's transaction; who may is the caller's to decide.
 * @throws AppError INPUT_001 on `email` when somebody has the address already, in whatever case
 */
export async function insertUser(tx: Executor, values: UserValues): Promise<User> {
  const [user] = await tx.insert(users).values(values).onConflictDoNothing().returning(userColumns);
  if (!user) throw invalidInput("email", "emailTaken");
  return user;
}
