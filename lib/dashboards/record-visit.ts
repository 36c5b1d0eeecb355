import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { dashboardVisits } from "@/db/schema/dashboard-visits";
import { dashboards } from "@/db/schema/dashboards";
import { authorize } from "@/lib/access/authorize";
import type { Viewer } from "@/lib/access/viewer";
import { visibleTo } from "@/lib/dashboards/select-dashboards";

/** Keeps that the viewer opened a dashboard just now; nothing for one that is gone or closed to them. @param id the dashboard's */
export async function recordVisit(viewer: Viewer, id: string): Promise<void> {
  authorize(viewer, "dashboard.read");
  const seen = db
    .select({
      userId: sql<string>`${viewer.userId}::uuid`.as("user_id"),
      dashboardId: dashboards.id,
      visitedAt: sql<Date>`now()`.as("visited_at"),
    })
    .from(dashboards)
    .where(and(eq(dashboards.id, id), visibleTo(viewer)));
  await db
    .insert(dashboardVisits)
    .select(seen)
    .onConflictDoUpdate({
      target: [dashboardVisits.userId, dashboardVisits.dashboardId],
      set: { visitedAt: sql`excluded.visited_at` },
    });
}
