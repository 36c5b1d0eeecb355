import "server-only";
import { sql } from "drizzle-orm";
import { db } from "@/db/client";
import { views } from "@/db/schema/views";
import { authorize } from "@/lib/access/authorize";
import type { Viewer } from "@/lib/access/viewer";
import { recordChange } from "@/lib/audit/record-change";
import { findDashboard } from "@/lib/dashboards/find-dashboard";
import { invalidInput, notFound } from "@/lib/errors";
import { assertMayFormat } from "@/lib/views/assert-may-format";
import { findView, toView } from "@/lib/views/find-view";
import { isViewNameTaken, viewNameTaken } from "@/lib/views/name-taken";
import { parseView } from "@/lib/views/parse-view";
import type { View } from "@/lib/views/schema";
import { writeConfigs } from "@/lib/views/write-configs";

/**
 * Saves a view of a dashboard: with a name a new one; without, the viewer's own state, which there is one of.
 * Shared ones are editors'.
 * @param input `ViewInput`
 * @throws AppError INPUT_001, NOT_FOUND, AUTH_004; CONFLICT_001 on `name` when another of theirs has it
 */
export async function createView(viewer: Viewer, slug: string, input: unknown): Promise<View> {
  authorize(viewer, "view.savePersonal");
  const { name = null, scope = "personal", widgets = {} } = parseView(input);
  if (scope === "shared") {
    authorize(viewer, "view.saveShared");
    if (name === null) throw invalidInput("name", "viewNeedsName");
  }
  const dashboard = await findDashboard(viewer, slug, "dashboard.read");
  await assertMayFormat(viewer, dashboard, widgets);
  const saved = db.transaction(async (tx) => {
    const insert = tx
      .insert(views)
      .values({ dashboardId: dashboard.id, ownerId: viewer.userId, name, scope });
    // The conflict's update locks the row: of two tabs that save at once, the later one stands whole.
    const [row] =
      name === null
        ? await insert
            .onConflictDoUpdate({
              target: [views.dashboardId, views.ownerId],
              targetWhere: sql`${views.name} is null`,
              set: { scope, version: sql`${views.version} + 1` },
            })
            .returning()
        : await insert.returning();
    if (!row) throw notFound("dashboard");
    await writeConfigs(tx, row, widgets);
    await recordChange(tx, viewer, {
      action: "view.save",
      category: "DATA",
      metadata: { id: row.id, dashboard: slug, scope, widgets: Object.keys(widgets).length },
    });
    return toView(viewer, await findView(viewer, row.id, tx), tx);
  });
  return saved.catch((error: unknown) => {
    throw name !== null && isViewNameTaken(error) ? viewNameTaken(name) : error;
  });
}
