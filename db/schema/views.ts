import { sql } from "drizzle-orm";
import {
  check,
  foreignKey,
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
import type { TableConfig } from "@/lib/table/table-config";
import { dashboards } from "./dashboards";
import { users } from "./users";

/** A saved state of a dashboard's tables. Without a name it is its owner's own state of that dashboard. */
export const views = pgTable(
  "views",
  {
    id: uuid().primaryKey().defaultRandom(),
    dashboardId: uuid("dashboard_id")
      .notNull()
      .references(() => dashboards.id, { onDelete: "cascade" }),
    ownerId: uuid("owner_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    name: varchar({ length: 255 }),
    scope: text().$type<"personal" | "shared">().notNull().default("personal"),
    /** The lock: raised by every change. */
    version: integer().notNull().default(1),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
    updatedAt: timestamp("updated_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [
    uniqueIndex("views_unnamed_key").on(t.dashboardId, t.ownerId).where(sql`${t.name} is null`),
    uniqueIndex("views_name_key")
      .on(t.dashboardId, t.ownerId, sql`lower(${t.name})`)
      .where(sql`${t.name} is not null`),
    // What a default names must be a view of the same dashboard.
    unique("views_id_dashboard_key").on(t.id, t.dashboardId),
    index("views_dashboard_id_idx").on(t.dashboardId),
    index("views_owner_id_idx").on(t.ownerId),
    check("views_scope_check", sql`${t.scope} in ('personal', 'shared')`),
    check("views_shared_has_name", sql`${t.scope} = 'personal' or ${t.name} is not null`),
    check("views_name_check", sql`${t.name} is null or length(btrim(${t.name})) > 0`),
  ],
);
export type ViewRow = typeof views.$inferSelect;

/** Which view a dashboard opens with: for one person, or without a person for everybody who has none of their own. */
export const defaultViews = pgTable(
  "default_views",
  {
    id: uuid().primaryKey().defaultRandom(),
    dashboardId: uuid("dashboard_id")
      .notNull()
      .references(() => dashboards.id, { onDelete: "cascade" }),
    userId: uuid("user_id").references(() => users.id, { onDelete: "cascade" }),
    viewId: uuid("view_id").notNull(),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [
    uniqueIndex("default_views_everyone_key").on(t.dashboardId).where(sql`${t.userId} is null`),
    uniqueIndex("default_views_user_key").on(t.dashboardId, t.userId).where(sql`${t.userId} is not null`),
    index("default_views_user_id_idx").on(t.userId),
    index("default_views_view_id_idx").on(t.viewId),
    foreignKey({
      name: "default_views_view_fk",
      columns: [t.viewId, t.dashboardId],
      foreignColumns: [views.id, views.dashboardId],
    }).onDelete("cascade"),
  ],
);

/** One table's configuration within a view. `user_id` is the view's owner. */
export const userViewConfigs = pgTable(
  "user_view_configs",
  {
    id: uuid().primaryKey().defaultRandom(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    dashboardId: uuid("dashboard_id")
      .notNull()
      .references(() => dashboards.id, { onDelete: "cascade" }),
    widgetId: varchar("widget_id", { length: 100 }).notNull(),
    config: jsonb().$type<TableConfig>().notNull(),
    viewId: uuid("view_id")
      .notNull()
      .references(() => views.id, { onDelete: "cascade" }),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
    updatedAt: timestamp("updated_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [
    unique("user_view_configs_key").on(t.userId, t.dashboardId, t.widgetId, t.viewId),
    index("user_view_configs_view_id_idx").on(t.viewId),
    index("user_view_configs_dashboard_id_idx").on(t.dashboardId),
    check("user_view_configs_config_check", sql`jsonb_typeof(${t.config}) = 'object'`),
  ],
);
export type UserViewConfigRow = typeof userViewConfigs.$inferSelect;
