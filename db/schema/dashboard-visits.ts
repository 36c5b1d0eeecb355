import { index, pgTable, primaryKey, timestamp, uuid } from "drizzle-orm/pg-core";
import { dashboards } from "./dashboards";
import { users } from "./users";

/** When each person last opened each dashboard: what “recent” means on the home page. */
export const dashboardVisits = pgTable(
  "dashboard_visits",
  {
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    dashboardId: uuid("dashboard_id")
      .notNull()
      .references(() => dashboards.id, { onDelete: "cascade" }),
    visitedAt: timestamp("visited_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.userId, t.dashboardId] }),
    index("dashboard_visits_dashboard_id_idx").on(t.dashboardId),
  ],
);
