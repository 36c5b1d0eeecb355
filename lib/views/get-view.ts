import "server-only";
import { authorize } from "@/lib/access/authorize";
import type { Viewer } from "@/lib/access/viewer";
import { findView, toView } from "@/lib/views/find-view";
import type { View } from "@/lib/views/schema";

/** One view with its configurations. @throws AppError NOT_FOUND also for others' personal views, whoever asks; AUTH_004 */
export async function getView(viewer: Viewer, id: string): Promise<View> {
  authorize(viewer, "view.read");
  return toView(viewer, await findView(viewer, id));
}
