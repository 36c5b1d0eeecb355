import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  check,
  index,
  pgTable,
  timestamp,
  uniqueIndex,
  uuid,
  varchar,
} from "drizzle-orm/pg-core";
import { users } from "./users";

/** Where dashboards are kept: folders in folders. How deep they go and that none stands in itself is the verbs' to see to. */
export const folders = pgTable(
  "folders",
  {
    id: uuid().primaryKey().defaultRandom(),
    /** Null at the top. A folder that holds others is not deleted before they have moved. */
    parentId: uuid("parent_id").references((): AnyPgColumn => folders.id, { onDelete: "restrict" }),
    name: varchar({ length: 100 }).notNull(),
    createdBy: uuid("created_by").references(() => users.id, { onDelete: "set null" }),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
    updatedAt: timestamp("updated_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [
    uniqueIndex("folders_top_name_key").on(sql`lower(${t.name})`).where(sql`${t.parentId} is null`),
    uniqueIndex("folders_name_key")
      .on(t.parentId, sql`lower(${t.name})`)
      .where(sql`${t.parentId} is not null`),
    index("folders_created_by_idx").on(t.createdBy),
    check("folders_name_check", sql`length(btrim(${t.name})) > 0 and position('/' in ${t.name}) = 0`),
    check("folders_parent_check", sql`${t.parentId} is distinct from ${t.id}`),
  ],
);
export type FolderRow = typeof folders.$inferSelect;
