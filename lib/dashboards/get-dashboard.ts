import "server-only";
import { authorize } from "@/lib/access/authorize";
import type { Viewer } from "@/lib/access/viewer";
import { recordRead } from "@/lib/audit/record-read";
import { findDashboard } from "@/lib/dashboards/find-dashboard";
import { readFolderPath } from "@/lib/dashboards/place-of";
import type { Dashboard } from "@/lib/dashboards/schema";
import { toDashboard } from "@/lib/dashboards/to-dashboard";

/**
 * One dashboard as today's document; `issues` names parts of the stored one that are broken and left out.
 * @throws AppError NOT_FOUND; AUTH_004 for somebody else's private one
 */
export async function getDashboard(viewer: Viewer, slug: string): Promise<Dashboard> {
  authorize(viewer, "dashboard.read");
  const row = await findDashboard(viewer, slug, "dashboard.read");
  await recordRead(viewer, {
    action: "dashboard.read",
    category: "DATA",
    metadata: { id: row.id, slug, version: row.version },
  });
  return toDashboard(row, row.share, await readFolderPath(row.folderId));
}
