import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
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
    /** The YAML it was last written as, with its comments; null where nobody wrote any. */
    source: text(),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
    updatedAt: timestamp("updated_at", { withTimezone: true }).notNull().defaultNow(),
    /** In the bin since then: nobody opens it, and its slug is free. */
    deletedAt: timestamp("deleted_at", { withTimezone: true }),
    deletedBy: uuid("deleted_by").references(() => users.id, { onDelete: "set null" }),
  },
  (t) => [
    uniqueIndex("dashboards_slug_key").on(t.slug).where(sql`${t.deletedAt} is null`),
    index("dashboards_deleted_at_idx").on(t.deletedAt).where(sql`${t.deletedAt} is not null`),
    index("dashboards_deleted_by_idx").on(t.deletedBy).where(sql`${t.deletedBy} is not null`),
    index("dashboards_owner_id_idx").on(t.ownerId),
    index("dashboards_folder_id_idx").on(t.folderId),
    check("dashboards_version_check", sql`${t.version} >= 1`),
    check("dashboards_tags_check", sql`cardinality(${t.tags}) <= 20`),
    check("dashboards_config_check", sql`jsonb_typeof(${t.config}) = 'object'`),
  ],
);
export type DashboardRow = typeof dashboards.$inferSelect;

/** Every published document, who published it and from where (`user`, `code`, or `pack:<name>`). */
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
    /** What its author said of it. */
    message: varchar({ length: 500 }),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [
    unique("dashboard_versions_key").on(t.dashboardId, t.version),
    index("dashboard_versions_author_id_idx").on(t.authorId),
  ],
);
export type DashboardVersionRow = typeof dashboardVersions.$inferSelect;

/** What somebody is making of a dashboard and has not published: one of each person's, nobody else reads it. */
export const dashboardDrafts = pgTable(
  "dashboard_drafts",
  {
    dashboardId: uuid("dashboard_id")
      .notNull()
      .references(() => dashboards.id, { onDelete: "cascade" }),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    /** The published version it began from. */
    baseVersion: integer("base_version").notNull(),
    /** The lock between a person's own tabs: raised by every save. */
    revision: integer().notNull().default(1),
    config: jsonb().$type<unknown>().notNull(),
    /** YAML as it was typed, where it says more than `config`: comments, or what is not right yet. */
    source: text(),
    updatedAt: timestamp("updated_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.dashboardId, t.userId] }),
    index("dashboard_drafts_user_id_idx").on(t.userId),
    check("dashboard_drafts_config_check", sql`jsonb_typeof(${t.config}) = 'object'`),
  ],
);
export type DashboardDraftRow = typeof dashboardDrafts.$inferSelect;
