import "server-only";
import { authorize } from "@/lib/access/authorize";
import type { Viewer } from "@/lib/access/viewer";
import { listDashboards } from "@/lib/dashboards/list-dashboards";
import type { DashboardSummary } from "@/lib/dashboards/schema";

/** The viewer's favourites among the dashboards they may open, by name in their language. */
export async function listFavorites(viewer: Viewer): Promise<DashboardSummary[]> {
  authorize(viewer, "dashboard.read");
  const visible = await listDashboards(viewer);
  return visible.filter((dashboard) => dashboard.isFavorite);
}
