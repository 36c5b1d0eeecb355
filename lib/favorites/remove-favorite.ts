import "server-only";
import { and, eq } from "drizzle-orm";
import { db } from "@/db/client";
import { dashboards } from "@/db/schema/dashboards";
import { favorites } from "@/db/schema/favorites";
import { authorize } from "@/lib/access/authorize";
import type { Viewer } from "@/lib/access/viewer";
import { recordChange } from "@/lib/audit/record-change";
import { notBinned } from "@/lib/dashboards/bin/not-binned";
import { Slug } from "@/lib/dashboards/schema";
import { notFound } from "@/lib/errors";

/** Unmarks a favourite, also of a dashboard that has been closed to the viewer since; again is harmless. @throws AppError NOT_FOUND */
export async function removeFavorite(viewer: Viewer, slug: string): Promise<void> {
  authorize(viewer, "favorite.write");
  if (!Slug.safeParse(slug).success) throw notFound("dashboard");
  await db.transaction(async (tx) => {
    const [dashboard] = await tx
      .select({ id: dashboards.id })
      .from(dashboards)
      .where(and(eq(dashboards.slug, slug), notBinned));
    if (!dashboard) throw notFound("dashboard");
    const removed = await tx
      .delete(favorites)
      .where(and(eq(favorites.userId, viewer.userId), eq(favorites.dashboardId, dashboard.id)))
      .returning();
    if (removed.length > 0)
      await recordChange(tx, viewer, {
        action: "favorite.remove",
        category: "DATA",
        metadata: { id: dashboard.id, dashboard: slug },
      });
  });
}
