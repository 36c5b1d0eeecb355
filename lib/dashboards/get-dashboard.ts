import "server-only";
import { authorize } from "@/lib/access/authorize";
import { can } from "@/lib/access/can";
import type { Viewer } from "@/lib/access/viewer";
import { recordRead } from "@/lib/audit/record-read";
import { findDashboard } from "@/lib/dashboards/find-dashboard";
import { readFolderPath } from "@/lib/dashboards/place-of";
import type { Dashboard } from "@/lib/dashboards/schema";
import { toDashboard } from "@/lib/dashboards/to-dashboard";

/** A dashboard with the YAML it was last written as, where somebody wrote any; for those who may change it. */
export interface WrittenDashboard {
  dashboard: Dashboard;
  source: string | null;
}

/**
 * One dashboard as today's document; `issues` names parts of the stored one that are broken and left out.
 * @throws AppError NOT_FOUND; AUTH_004 for somebody else's private one
 */
export const getDashboard = async (viewer: Viewer, slug: string): Promise<Dashboard> =>
  (await getWrittenDashboard(viewer, slug)).dashboard;

/** As {@link getDashboard}, with what its comments are in. */
export async function getWrittenDashboard(viewer: Viewer, slug: string): Promise<WrittenDashboard> {
  authorize(viewer, "dashboard.read");
  const row = await findDashboard(viewer, slug, "dashboard.read");
  await recordRead(viewer, {
    action: "dashboard.read",
    category: "DATA",
    metadata: { id: row.id, slug, version: row.version },
  });
  const dashboard = toDashboard(row, row.share, await readFolderPath(row.folderId));
  return { dashboard, source: can(viewer, "dashboard.seeVersions", row) ? row.source : null };
}
