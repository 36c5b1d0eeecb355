import { sql } from "drizzle-orm";
import {
  check,
  index,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { users } from "./users";

/** People who see the same: dashboards are shared with groups, and row rules may name one. `name` is unique without case. */
export const groups = pgTable(
  "groups",
  {
    id: uuid().primaryKey().defaultRandom(),
    name: text().notNull(),
    description: text().notNull().default(""),
    /** What every member gets beside their own, for row rules: `{ "brand": ["닥터트루"] }`. */
    attributes: jsonb().$type<Record<string, string[]>>().notNull().default({}),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
    updatedAt: timestamp("updated_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [
    uniqueIndex("groups_name_key").on(sql`lower(${t.name})`),
    check("groups_name_check", sql`length(btrim(${t.name})) between 1 and 100`),
    check("groups_description_check", sql`length(${t.description}) <= 1000`),
    check("groups_attributes_check", sql`jsonb_typeof(${t.attributes}) = 'object'`),
  ],
);
export type GroupRow = typeof groups.$inferSelect;

export const groupMembers = pgTable(
  "group_members",
  {
    groupId: uuid("group_id")
      .notNull()
      .references(() => groups.id, { onDelete: "cascade" }),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.groupId, t.userId] }), index("group_members_user_id_idx").on(t.userId)],
);
