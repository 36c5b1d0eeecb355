import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { within } from "@/db/client";
import { dashboards } from "@/db/schema/dashboards";
import { authorize } from "@/lib/access/authorize";
import type { Viewer } from "@/lib/access/viewer";
import { recordChange } from "@/lib/audit/record-change";
import { goneAt } from "@/lib/dashboards/bin/schema";
import type { Batch } from "@/lib/dashboards/code/batch";
import { ownedBy } from "@/lib/dashboards/editable-by";
import { findDashboard } from "@/lib/dashboards/find-dashboard";
import { AppError, notFound } from "@/lib/errors";

/** What the bin calls it, and when it is gone for good (ISO 8601). */
export interface DeletedDashboard {
  id: string;
  goneAt: string;
}

export interface DeleteOptions {
  /** The changes it is one of. */
  batch?: Batch;
  /** The version that was read; whichever is published when left out. */
  version?: number;
}

/**
 * Puts a dashboard into the bin: nobody opens it, its slug is free, and what belongs to it stays with it until it is restored or
 * gone for good. Its owner, and admins.
 * @throws AppError CONFLICT_001 with `details.currentVersion` when somebody published since `version`; NOT_FOUND, AUTH_004
 */
export async function deleteDashboard(
  viewer: Viewer,
  slug: string,
  { batch, version }: DeleteOptions = {},
): Promise<DeletedDashboard> {
  authorize(viewer, "dashboard.delete");
  const { id } = await findDashboard(viewer, slug, "dashboard.delete", batch?.tx);
  return within(batch?.tx, async (tx) => {
    const [row] = await tx
      .update(dashboards)
      .set({ deletedAt: sql`now()`, deletedBy: viewer.userId })
      .where(
        and(
          eq(dashboards.id, id),
          ownedBy(viewer),
          version === undefined ? undefined : eq(dashboards.version, version),
        ),
      )
      .returning({ version: dashboards.version, name: dashboards.name, deletedAt: dashboards.deletedAt });
    if (!row?.deletedAt) {
      const current = await findDashboard(viewer, slug, "dashboard.delete", tx);
      if (current.id !== id || current.version === version) throw notFound("dashboard");
      throw new AppError("CONFLICT_001", { details: { currentVersion: current.version } });
    }
    const gone = goneAt(row.deletedAt);
    await recordChange(tx, viewer, {
      action: "dashboard.delete",
      category: "DATA",
      severity: "WARNING",
      metadata: { id, slug, version: row.version, name: row.name, goneAt: gone },
    });
    return { id, goneAt: gone };
  });
}
