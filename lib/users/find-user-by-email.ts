import "server-only";
import { eq, sql } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { users } from "@/db/schema/users";
import { type User, userColumns } from "@/lib/users/user";

/** The person with this address, in whatever case; null when nobody has it. For other verbs and the console. */
export async function findUserByEmail(executor: Executor, email: string): Promise<User | null> {
  const [user] = await executor
    .select(userColumns)
    .from(users)
    .where(eq(sql`lower(${users.email})`, sql`lower(${email.trim().normalize("NFC")})`))
    .limit(1);
  return user ?? null;
}
