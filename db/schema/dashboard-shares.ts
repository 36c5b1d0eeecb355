import { sql } from "drizzle-orm";
import { boolean, check, index, pgTable, text, timestamp, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { dashboards } from "./dashboards";
import { groups } from "./groups";
import { users } from "./users";

/** Who else may open a dashboard, and who of those may change it: a group, a person or everybody of a role a row. */
export const dashboardShares = pgTable(
  "dashboard_shares",
  {
    id: uuid().primaryKey().defaultRandom(),
    dashboardId: uuid("dashboard_id")
      .notNull()
      .references(() => dashboards.id, { onDelete: "cascade" }),
    groupId: uuid("group_id").references(() => groups.id, { onDelete: "cascade" }),
    userId: uuid("user_id").references(() => users.id, { onDelete: "cascade" }),
    /** Everybody who is at least this on the ladder. */
    role: text().$type<"editor">(),
    /** Editors among them may also change it. */
    canEdit: boolean("can_edit").notNull().default(false),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [
    uniqueIndex("dashboard_shares_group_key")
      .on(t.dashboardId, t.groupId)
      .where(sql`${t.groupId} is not null`),
    uniqueIndex("dashboard_shares_user_key").on(t.dashboardId, t.userId).where(sql`${t.userId} is not null`),
    uniqueIndex("dashboard_shares_role_key").on(t.dashboardId, t.role).where(sql`${t.role} is not null`),
    index("dashboard_shares_group_id_idx").on(t.groupId),
    index("dashboard_shares_user_id_idx").on(t.userId),
    check("dashboard_shares_one_target", sql`num_nonnulls(${t.groupId}, ${t.userId}, ${t.role}) = 1`),
    check("dashboard_shares_role_check", sql`${t.role} is null or ${t.role} = 'editor'`),
  ],
);
export type DashboardShareRow = typeof dashboardShares.$inferSelect;
