import "server-only";
import { and, eq } from "drizzle-orm";
import { db } from "@/db/client";
import { dashboards } from "@/db/schema/dashboards";
import { authorize } from "@/lib/access/authorize";
import type { Viewer } from "@/lib/access/viewer";
import { recordChange } from "@/lib/audit/record-change";
import { findBinned, inBinOf } from "@/lib/dashboards/bin/find-binned";
import { notFound } from "@/lib/errors";

/**
 * Takes a dashboard in the bin away for good, with its versions, views and drafts. Its owner, and admins.
 * @throws AppError NOT_FOUND, also for one that is not in the bin; AUTH_004
 */
export async function purgeDashboard(viewer: Viewer, id: string): Promise<void> {
  authorize(viewer, "dashboard.purge");
  await findBinned(viewer, id, "dashboard.purge");
  await db.transaction(async (tx) => {
    const [row] = await tx
      .delete(dashboards)
      .where(and(eq(dashboards.id, id), inBinOf(viewer)))
      .returning({ slug: dashboards.slug, name: dashboards.name, version: dashboards.version });
    if (!row) throw notFound("dashboard");
    await recordChange(tx, viewer, {
      action: "dashboard.purge",
      category: "DATA",
      severity: "WARNING",
      metadata: { id, ...row },
    });
  });
}
