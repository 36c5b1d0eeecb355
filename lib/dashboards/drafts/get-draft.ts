import "server-only";
import { and, eq } from "drizzle-orm";
import { db } from "@/db/client";
import { dashboardDrafts } from "@/db/schema/dashboards";
import { authorize } from "@/lib/access/authorize";
import type { Viewer } from "@/lib/access/viewer";
import type { Draft } from "@/lib/dashboards/drafts/schema";
import { findDashboard } from "@/lib/dashboards/find-dashboard";
import { readSpec } from "@/lib/dashboards/migrate-spec";

/**
 * The viewer's own draft of a dashboard, null where they have none; nobody reads anybody else's. Whoever may change the dashboard.
 * @throws AppError NOT_FOUND, AUTH_004
 */
export async function getDraft(viewer: Viewer, slug: string): Promise<Draft | null> {
  authorize(viewer, "dashboard.seeDraft");
  const dashboard = await findDashboard(viewer, slug, "dashboard.seeDraft");
  const [row] = await db
    .select()
    .from(dashboardDrafts)
    .where(and(eq(dashboardDrafts.dashboardId, dashboard.id), eq(dashboardDrafts.userId, viewer.userId)));
  if (!row) return null;
  const { spec, issues } = readSpec(row.config, { slug, name: dashboard.name });
  return {
    revision: row.revision,
    baseVersion: row.baseVersion,
    updatedAt: row.updatedAt.toISOString(),
    // The dashboard may have been restored under another slug since.
    config: { ...spec, slug },
    source: row.source,
    ...(issues.length > 0 ? { issues } : {}),
  };
}
