import { index, pgTable, primaryKey, timestamp, uuid } from "drizzle-orm/pg-core";
import { dashboards } from "./dashboards";
import { users } from "./users";

export const favorites = pgTable(
  "favorites",
  {
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    dashboardId: uuid("dashboard_id")
      .notNull()
      .references(() => dashboards.id, { onDelete: "cascade" }),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.userId, t.dashboardId] }),
    index("favorites_dashboard_id_idx").on(t.dashboardId),
  ],
);
