import "server-only";
import { db } from "@/db/client";
import { authorize } from "@/lib/access/authorize";
import type { Viewer } from "@/lib/access/viewer";
import { endDraft } from "@/lib/dashboards/drafts/end-draft";
import { findDashboard } from "@/lib/dashboards/find-dashboard";

/**
 * Drops the viewer's own draft of a dashboard. Whoever may change the dashboard.
 * @param revision the one that was read
 * @throws AppError CONFLICT_001 with `details.currentRevision` when it is another one by now, or none; NOT_FOUND, AUTH_004
 */
export async function deleteDraft(viewer: Viewer, slug: string, revision: number): Promise<void> {
  authorize(viewer, "dashboard.update");
  const { id } = await findDashboard(viewer, slug, "dashboard.update");
  await endDraft(db, id, viewer.userId, revision);
}
