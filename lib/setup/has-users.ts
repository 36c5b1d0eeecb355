import "server-only";
import { db } from "@/db/client";
import { users } from "@/db/schema/users";

/** Whether anybody is here yet: until then /setup is open. For everybody. */
export async function hasUsers(): Promise<boolean> {
  const found = await db.select({ id: users.id }).from(users).limit(1);
  return found.length > 0;
}
