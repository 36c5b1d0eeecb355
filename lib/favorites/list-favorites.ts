import "server-only";
import { isNotNull } from "drizzle-orm";
import { favorites } from "@/db/schema/favorites";
import { authorize } from "@/lib/access/authorize";
import type { Viewer } from "@/lib/access/viewer";
import type { DashboardSummary } from "@/lib/dashboards/schema";
import { selectDashboards } from "@/lib/dashboards/select-dashboards";

/** The viewer's favourites among the dashboards they may open, by name in their language. */
export async function listFavorites(viewer: Viewer): Promise<DashboardSummary[]> {
  authorize(viewer, "dashboard.read");
  return selectDashboards(viewer, isNotNull(favorites.userId));
}
