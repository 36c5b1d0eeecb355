import "server-only";
import { db } from "@/db/client";
import { favorites } from "@/db/schema/favorites";
import { authorize } from "@/lib/access/authorize";
import type { Viewer } from "@/lib/access/viewer";
import { recordChange } from "@/lib/audit/record-change";
import { findDashboard } from "@/lib/dashboards/find-dashboard";

/** Marks a dashboard as the viewer's favourite; again is harmless. @throws AppError NOT_FOUND, AUTH_004 */
export async function addFavorite(viewer: Viewer, slug: string): Promise<void> {
  authorize(viewer, "favorite.write");
  const { id } = await findDashboard(viewer, slug, "dashboard.read");
  await db.transaction(async (tx) => {
    const added = await tx
      .insert(favorites)
      .values({ userId: viewer.userId, dashboardId: id })
      .onConflictDoNothing()
      .returning();
    if (added.length > 0)
      await recordChange(tx, viewer, {
        action: "favorite.add",
        category: "DATA",
        metadata: { id, dashboard: slug },
      });
  });
}
