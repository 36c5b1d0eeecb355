import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
  varchar,
} from "drizzle-orm/pg-core";
import { folders } from "./folders";
import { users } from "./users";

/** The published state of each dashboard; every earlier one is in `dashboard_versions`. */
export const dashboards = pgTable(
  "dashboards",
  {
    id: uuid().primaryKey().defaultRandom(),
    slug: text().notNull(),
    /** For lists and search; the document in `config` holds both languages. */
    name: varchar({ length: 255 }).notNull(),
    ownerId: uuid("owner_id").references(() => users.id, { onDelete: "set null" }),
    /** The `DashboardSpec` as it was written, of the format in its `schema` field. */
    config: jsonb().$type<unknown>().notNull(),
    /** The lock: raised by every publication. */
    version: integer().notNull().default(1),
    isPublic: boolean("is_public").notNull().default(false),
    /** Null at the top. */
    folderId: uuid("folder_id").references(() => folders.id, { onDelete: "set null" }),
    /** To find it by, in the order they were written. */
    tags: text().array().notNull().default(sql`'{}'`),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
    updatedAt: timestamp("updated_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [
    uniqueIndex("dashboards_slug_key").on(t.slug),
    index("dashboards_owner_id_idx").on(t.ownerId),
    index("dashboards_folder_id_idx").on(t.folderId),
    check("dashboards_version_check", sql`${t.version} >= 1`),
    check("dashboards_tags_check", sql`cardinality(${t.tags}) <= 20`),
    check("dashboards_config_check", sql`jsonb_typeof(${t.config}) = 'object'`),
  ],
);
export type DashboardRow = typeof dashboards.$inferSelect;

/** Every published document, who published it and from where (`user`, or `pack:<name>`). */
export const dashboardVersions = pgTable(
  "dashboard_versions",
  {
    id: uuid().primaryKey().defaultRandom(),
    dashboardId: uuid("dashboard_id")
      .notNull()
      .references(() => dashboards.id, { onDelete: "cascade" }),
    version: integer().notNull(),
    config: jsonb().$type<unknown>().notNull(),
    authorId: uuid("author_id").references(() => users.id, { onDelete: "set null" }),
    origin: text().notNull().default("user"),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [
    unique("dashboard_versions_key").on(t.dashboardId, t.version),
    index("dashboard_versions_author_id_idx").on(t.authorId),
  ],
);
export type DashboardVersionRow = typeof dashboardVersions.$inferSelect;
