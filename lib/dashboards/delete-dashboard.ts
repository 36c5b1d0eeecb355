import "server-only";
import { and, eq } from "drizzle-orm";
import { within } from "@/db/client";
import { dashboards } from "@/db/schema/dashboards";
import { authorize } from "@/lib/access/authorize";
import type { Viewer } from "@/lib/access/viewer";
import { recordChange } from "@/lib/audit/record-change";
import type { Batch } from "@/lib/dashboards/code/batch";
import { ownedBy } from "@/lib/dashboards/editable-by";
import { findDashboard } from "@/lib/dashboards/find-dashboard";
import { notFound } from "@/lib/errors";

/** Removes a dashboard with its versions, views and favourites. Its owner, and admins. @throws AppError NOT_FOUND, AUTH_004 */
export async function deleteDashboard(viewer: Viewer, slug: string, batch?: Batch): Promise<void> {
  authorize(viewer, "dashboard.delete");
  const { id } = await findDashboard(viewer, slug, "dashboard.delete", batch?.tx);
  await within(batch?.tx, async (tx) => {
    const [row] = await tx
      .delete(dashboards)
      .where(and(eq(dashboards.id, id), ownedBy(viewer)))
      .returning({ version: dashboards.version, name: dashboards.name });
    if (!row) throw notFound("dashboard");
    await recordChange(tx, viewer, {
      action: "dashboard.delete",
      category: "DATA",
      severity: "WARNING",
      metadata: { id, slug, ...row },
    });
  });
}
