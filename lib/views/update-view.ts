import "server-only";
import { and, eq, isNull, ne, or, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { defaultViews, type ViewRow, views } from "@/db/schema/views";
import { authorize } from "@/lib/access/authorize";
import type { Viewer } from "@/lib/access/viewer";
import { recordChange } from "@/lib/audit/record-change";
import { findDashboard } from "@/lib/dashboards/find-dashboard";
import { AppError, invalidInput, notAllowed, notFound } from "@/lib/errors";
import { assertMayFormat } from "@/lib/views/assert-may-format";
import { canEditView } from "@/lib/views/can-edit-view";
import { findView, toView } from "@/lib/views/find-view";
import { isViewNameTaken, viewNameTaken } from "@/lib/views/name-taken";
import { parseView } from "@/lib/views/parse-view";
import type { View } from "@/lib/views/schema";
import { writeConfigs } from "@/lib/views/write-configs";

type Named = Pick<ViewRow, "name" | "scope" | "ownerId">;

/** Shared ones have a name and are an editor's; only their maker takes them back; a name is never taken away. */
function assertMayBecome(viewer: Viewer, current: Named, next: Named): void {
  if (next.scope === "shared") {
    authorize(viewer, "view.saveShared");
    if (next.name === null) throw invalidInput("name", "viewNeedsName");
  } else if (next.ownerId !== viewer.userId) throw notAllowed("viewOwnerOnly");
  if (next.name === null && current.name !== null) throw invalidInput("name", "viewNameStays");
}

/**
 * Changes a view; what the document leaves out stays, configurations are replaced as a whole. Personal ones by their owner; shared
 * ones by editors who made them, and by whoever may change the dashboard.
 * @param input `ViewInput`
 * @throws AppError INPUT_001, NOT_FOUND, AUTH_004; CONFLICT_001 when somebody changed it since the `version` sent, or on `name`
 */
export async function updateView(viewer: Viewer, id: string, input: unknown): Promise<View> {
  authorize(viewer, "view.savePersonal");
  const before = await findView(viewer, id);
  if (!canEditView(viewer, before)) throw notAllowed();
  const { name, scope, version, widgets } = parseView(input);
  const mine = before.ownerId === viewer.userId;
  if (widgets)
    await assertMayFormat(viewer, await findDashboard(viewer, before.slug, "dashboard.read"), widgets);
  const saved = db.transaction(async (tx) => {
    // As it is now; the scope in the WHERE: it may have become its owner's alone since it was read.
    const [current] = await tx
      .select()
      .from(views)
      .where(and(eq(views.id, id), mine ? eq(views.ownerId, viewer.userId) : eq(views.scope, "shared")))
      // As the update locks it: a default that names the view meanwhile need not wait, nor be waited for.
      .for("no key update");
    if (!current) throw notFound("view");
    if (version !== undefined && version !== current.version)
      throw new AppError("CONFLICT_001", { details: { currentVersion: current.version } });
    assertMayBecome(viewer, current, {
      ownerId: current.ownerId,
      name: name === undefined ? current.name : name,
      scope: scope ?? current.scope,
    });
    const [row] = await tx
      .update(views)
      .set({ name, scope, version: sql`${views.version} + 1` })
      .where(eq(views.id, id))
      .returning();
    if (!row) throw notFound("view");
    // Nobody else reads it any more, so it opens nobody else's dashboard either.
    if (row.scope === "personal" && current.scope === "shared")
      await tx
        .delete(defaultViews)
        .where(
          and(
            eq(defaultViews.viewId, id),
            or(isNull(defaultViews.userId), ne(defaultViews.userId, viewer.userId)),
          ),
        );
    if (widgets) await writeConfigs(tx, row, widgets);
    await recordChange(tx, viewer, {
      action: "view.update",
      category: "DATA",
      metadata: {
        id,
        dashboard: before.slug,
        scope: row.scope,
        ...(widgets ? { widgets: Object.keys(widgets).length } : {}),
      },
    });
    return toView(viewer, await findView(viewer, id, tx), tx);
  });
  return saved.catch((error: unknown) => {
    throw typeof name === "string" && isViewNameTaken(error) ? viewNameTaken(name) : error;
  });
}
