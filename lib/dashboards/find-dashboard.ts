import "server-only";
import { and, eq, getTableColumns } from "drizzle-orm";
import { db, type Executor } from "@/db/client";
import { type DashboardRow, dashboards } from "@/db/schema/dashboards";
import { authorize } from "@/lib/access/authorize";
import type { Action, Share } from "@/lib/access/can";
import type { Viewer } from "@/lib/access/viewer";
import { notBinned } from "@/lib/dashboards/bin/not-binned";
import { Slug } from "@/lib/dashboards/schema";
import { shareOf } from "@/lib/dashboards/share/shared-with";
import { notFound } from "@/lib/errors";

/** A row and what the dashboard was shared as with the viewer. */
export type FoundDashboard = DashboardRow & { share: Share };

/**
 * The row behind a slug, for verbs that act on it or on what belongs to it.
 * @throws AppError NOT_FOUND, also for one in the bin; AUTH_004 when the viewer may not do `action` to it
 */
export async function findDashboard(
  viewer: Viewer,
  slug: string,
  action: Extract<Action, `dashboard.${string}`>,
  executor: Executor = db,
): Promise<FoundDashboard> {
  authorize(viewer, action);
  if (!Slug.safeParse(slug).success) throw notFound("dashboard");
  const [row] = await executor
    .select({ ...getTableColumns(dashboards), share: shareOf(viewer) })
    .from(dashboards)
    .where(and(eq(dashboards.slug, slug), notBinned));
  if (!row) throw notFound("dashboard");
  authorize(viewer, action, row);
  return row;
}
