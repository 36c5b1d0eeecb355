import "server-only";
import { and, eq } from "drizzle-orm";
import { db } from "@/db/client";
import { views } from "@/db/schema/views";
import { authorize } from "@/lib/access/authorize";
import type { Viewer } from "@/lib/access/viewer";
import { recordChange } from "@/lib/audit/record-change";
import { findDashboard } from "@/lib/dashboards/find-dashboard";
import { invalidInput, notAllowed, notFound } from "@/lib/errors";
import { assertMayFormat } from "@/lib/views/assert-may-format";
import { canEditView } from "@/lib/views/can-edit-view";
import { findView, toView } from "@/lib/views/find-view";
import { parseView } from "@/lib/views/parse-view";
import type { View } from "@/lib/views/schema";
import { writeConfigs } from "@/lib/views/write-configs";

/**
 * Changes a view; what the document leaves out stays, configurations are replaced as a whole. Personal ones by their owner; shared
 * ones by editors who made them, and by whoever may change the dashboard.
 * @param input `ViewInput`
 * @throws AppError INPUT_001, NOT_FOUND, AUTH_004
 */
export async function updateView(viewer: Viewer, id: string, input: unknown): Promise<View> {
  authorize(viewer, "view.savePersonal");
  const before = await findView(viewer, id);
  if (!canEditView(viewer, before)) throw notAllowed();
  const { name = before.name, scope = before.scope, widgets } = parseView(input);
  const mine = before.ownerId === viewer.userId;
  if (scope === "shared") {
    authorize(viewer, "view.saveShared");
    if (name === null) throw invalidInput("name", "viewNeedsName");
  } else if (!mine) throw notAllowed("viewOwnerOnly");
  if (name === null && before.name !== null) throw invalidInput("name", "viewNameStays");
  if (widgets)
    await assertMayFormat(viewer, await findDashboard(viewer, before.slug, "dashboard.read"), widgets);
  return db.transaction(async (tx) => {
    // The scope in the WHERE: it may have become its owner's alone since it was read.
    const [row] = await tx
      .update(views)
      .set({ name, scope })
      .where(and(eq(views.id, id), mine ? eq(views.ownerId, viewer.userId) : eq(views.scope, "shared")))
      .returning();
    if (!row) throw notFound("view");
    if (widgets) await writeConfigs(tx, row, widgets);
    await recordChange(tx, viewer, {
      action: "view.update",
      category: "DATA",
      metadata: {
        id,
        dashboard: before.slug,
        scope,
        ...(widgets ? { widgets: Object.keys(widgets).length } : {}),
      },
    });
    return toView(viewer, await findView(viewer, id, tx), tx);
  });
}
