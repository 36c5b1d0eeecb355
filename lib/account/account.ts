import "server-only";
import { users } from "@/db/schema/users";

/** What people see and set of themselves. Never the password's hash. */
export const accountColumns = {
  name: users.name,
  email: users.email,
  role: users.role,
  duties: users.duties,
  attributes: users.attributes,
  locale: users.locale,
  timezone: users.timezone,
  theme: users.theme,
  numberStyle: users.numberStyle,
  weekStart: users.weekStart,
  createdAt: users.createdAt,
};

/** Null in a choice: the workspace's default. */
export type Account = { [K in keyof typeof accountColumns]: (typeof users.$inferSelect)[K] };
