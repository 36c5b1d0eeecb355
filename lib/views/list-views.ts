import "server-only";
import { eq } from "drizzle-orm";
import { views } from "@/db/schema/views";
import { authorize } from "@/lib/access/authorize";
import type { Viewer } from "@/lib/access/viewer";
import { findDashboard } from "@/lib/dashboards/find-dashboard";
import { selectViews, toViewSummary } from "@/lib/views/find-view";
import type { ViewSummary } from "@/lib/views/schema";

/**
 * The viewer's own views of a dashboard and the shared ones, by name; their own state (without a name) last.
 * @throws AppError NOT_FOUND, AUTH_004
 */
export async function listViews(viewer: Viewer, slug: string): Promise<ViewSummary[]> {
  authorize(viewer, "view.read");
  const { id } = await findDashboard(viewer, slug, "dashboard.read");
  const rows = await selectViews(viewer, eq(views.dashboardId, id));
  return rows.map((row) => toViewSummary(viewer, row));
}
