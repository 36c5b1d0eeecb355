import "server-only";
import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { db, type Executor } from "@/db/client";
import { type DashboardRow, dashboards } from "@/db/schema/dashboards";
import { authorize } from "@/lib/access/authorize";
import type { Viewer } from "@/lib/access/viewer";
import { binned } from "@/lib/dashboards/bin/not-binned";
import { belongsTo } from "@/lib/dashboards/editable-by";
import { notFound } from "@/lib/errors";

/** Which of the bin's dashboards are the viewer's to see, restore and purge: their own; admins all. */
export const inBinOf = (viewer: Viewer) => and(binned, belongsTo(viewer));

/**
 * A dashboard in the bin by its id, for verbs that act on it; somebody else's is not there.
 * @throws AppError NOT_FOUND, AUTH_004
 */
export async function findBinned(
  viewer: Viewer,
  id: string,
  action: "dashboard.restore" | "dashboard.purge",
  executor: Executor = db,
): Promise<DashboardRow> {
  authorize(viewer, action);
  if (!z.uuid().safeParse(id).success) throw notFound("dashboard");
  const [row] = await executor
    .select()
    .from(dashboards)
    .where(and(eq(dashboards.id, id), inBinOf(viewer)));
  if (!row) throw notFound("dashboard");
  return row;
}
