import "server-only";
import { and, desc, eq } from "drizzle-orm";
import { db } from "@/db/client";
import { dashboardVisits } from "@/db/schema/dashboard-visits";
import { dashboards } from "@/db/schema/dashboards";
import { authorize } from "@/lib/access/authorize";
import type { Viewer } from "@/lib/access/viewer";
import { visibleTo } from "@/lib/dashboards/select-dashboards";

const MOST = 20;

/** A dashboard and when the viewer last opened it, ISO 8601. */
export interface RecentDashboard {
  slug: string;
  visitedAt: string;
}

/** What the viewer opened last, latest first, {@link MOST} at most; what they may no longer open is left out. */
export async function listRecentDashboards(viewer: Viewer): Promise<RecentDashboard[]> {
  authorize(viewer, "dashboard.read");
  const rows = await db
    .select({ slug: dashboards.slug, visitedAt: dashboardVisits.visitedAt })
    .from(dashboardVisits)
    .innerJoin(dashboards, eq(dashboards.id, dashboardVisits.dashboardId))
    .where(and(eq(dashboardVisits.userId, viewer.userId), visibleTo(viewer)))
    .orderBy(desc(dashboardVisits.visitedAt), dashboards.slug)
    .limit(MOST);
  return rows.map(({ slug, visitedAt }) => ({ slug, visitedAt: visitedAt.toISOString() }));
}
