import "server-only";
import { and, eq } from "drizzle-orm";
import { db } from "@/db/client";
import { dashboards } from "@/db/schema/dashboards";
import { authorize } from "@/lib/access/authorize";
import type { Viewer } from "@/lib/access/viewer";
import { recordChange } from "@/lib/audit/record-change";
import { editableBy } from "@/lib/dashboards/editable-by";
import { findDashboard } from "@/lib/dashboards/find-dashboard";
import { type Place, PlaceChange } from "@/lib/dashboards/place";
import { invalidInput, notFound } from "@/lib/errors";
import { pathOf } from "@/lib/folders/folder-paths";
import { readFolders } from "@/lib/folders/read-folders";
import { parseInput } from "@/lib/parse-input";
import { violatesForeignKey } from "@/lib/violated-constraint";

/**
 * Moves a dashboard into a folder, or tags it, without publishing it anew. Those who may change it.
 * @throws AppError NOT_FOUND, AUTH_004; INPUT_001 for a folder that is not there
 */
export async function placeDashboard(viewer: Viewer, slug: string, input: PlaceChange): Promise<Place> {
  authorize(viewer, "dashboard.update");
  const { folder, tags } = parseInput(PlaceChange, input);
  const found = await findDashboard(viewer, slug, "dashboard.update");
  const placed = db.transaction(async (tx) => {
    const own = and(eq(dashboards.id, found.id), editableBy(viewer));
    const columns = { folderId: dashboards.folderId, tags: dashboards.tags };
    const [before] = await tx.select(columns).from(dashboards).where(own).for("no key update");
    if (!before) throw notFound("dashboard");
    const all = await readFolders(tx);
    if (typeof folder === "string" && !all.has(folder)) throw invalidInput("folder", "folderUnknown");
    const given = { ...(folder === undefined ? {} : { folderId: folder }), ...(tags ? { tags } : {}) };
    // Nothing given changes nothing.
    const [row = before] =
      Object.keys(given).length === 0
        ? []
        : await tx.update(dashboards).set(given).where(own).returning(columns);
    const placeOf = ({ folderId, tags: named }: typeof row): Place => ({
      folder: pathOf(all, folderId),
      tags: named,
    });
    await recordChange(tx, viewer, {
      action: "dashboard.place",
      category: "DATA",
      metadata: { id: found.id, slug, before: placeOf(before), after: placeOf(row) },
    });
    return placeOf(row);
  });
  return placed.catch((error: unknown) => {
    // Deleted since it was looked up.
    throw violatesForeignKey(error, "dashboards_folder_id_folders_id_fk")
      ? invalidInput("folder", "folderUnknown")
      : error;
  });
}
