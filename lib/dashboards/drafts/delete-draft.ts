import "server-only";
import { and, eq } from "drizzle-orm";
import { db } from "@/db/client";
import { dashboardDrafts } from "@/db/schema/dashboards";
import { authorize } from "@/lib/access/authorize";
import type { Viewer } from "@/lib/access/viewer";
import { findDashboard } from "@/lib/dashboards/find-dashboard";

/** Drops the viewer's own draft of a dashboard; again is harmless. Whoever may change the dashboard. @throws AppError NOT_FOUND, AUTH_004 */
export async function deleteDraft(viewer: Viewer, slug: string): Promise<void> {
  authorize(viewer, "dashboard.update");
  const { id } = await findDashboard(viewer, slug, "dashboard.update");
  await db
    .delete(dashboardDrafts)
    .where(and(eq(dashboardDrafts.dashboardId, id), eq(dashboardDrafts.userId, viewer.userId)));
}
