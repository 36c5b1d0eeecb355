import "server-only";
import { users } from "@/db/schema/users";

/** What admins see of a person. Never the password's hash. */
export const userColumns = {
  id: users.id,
  email: users.email,
  name: users.name,
  role: users.role,
  duties: users.duties,
  attributes: users.attributes,
  locale: users.locale,
  timezone: users.timezone,
  lastSeenAt: users.lastSeenAt,
  suspendedAt: users.suspendedAt,
  createdAt: users.createdAt,
};

export type User = { [K in keyof typeof userColumns]: (typeof users.$inferSelect)[K] };
