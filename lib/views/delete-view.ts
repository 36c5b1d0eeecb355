import "server-only";
import { and, eq } from "drizzle-orm";
import { db } from "@/db/client";
import { views } from "@/db/schema/views";
import { authorize } from "@/lib/access/authorize";
import type { Viewer } from "@/lib/access/viewer";
import { recordChange } from "@/lib/audit/record-change";
import { notAllowed, notFound } from "@/lib/errors";
import { canEditView } from "@/lib/views/can-edit-view";
import { findView } from "@/lib/views/find-view";

/** Removes a view; by whom, as for changing it. @throws AppError NOT_FOUND, AUTH_004 */
export async function deleteView(viewer: Viewer, id: string): Promise<void> {
  authorize(viewer, "view.savePersonal");
  const view = await findView(viewer, id);
  if (!canEditView(viewer, view)) throw notAllowed();
  const owned = view.ownerId === viewer.userId ? eq(views.ownerId, viewer.userId) : eq(views.scope, "shared");
  await db.transaction(async (tx) => {
    const [row] = await tx
      .delete(views)
      .where(and(eq(views.id, id), owned))
      .returning({ scope: views.scope });
    if (!row) throw notFound("view");
    await recordChange(tx, viewer, {
      action: "view.delete",
      category: "DATA",
      metadata: { id, dashboard: view.slug, scope: row.scope },
    });
  });
}
