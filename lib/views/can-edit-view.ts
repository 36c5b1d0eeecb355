import { can, type Share } from "@/lib/access/can";
import type { Viewer } from "@/lib/access/viewer";
import type { ViewScope } from "@/lib/views/schema";

/** What rights over a view hang on. */
export interface ViewRights {
  scope: ViewScope;
  ownerId: string;
  dashboardOwnerId: string | null;
  /** What its dashboard was shared as with the viewer. */
  share: Share;
}

/** A personal view is its owner's alone. A shared one is changed by editors who made it, and by whoever may change its dashboard. */
export function canEditView(viewer: Viewer, view: ViewRights): boolean {
  const mine = view.ownerId === viewer.userId;
  if (view.scope === "personal") return mine && can(viewer, "view.savePersonal");
  const dashboard = { ownerId: view.dashboardOwnerId, share: view.share };
  return can(viewer, "view.saveShared") && (mine || can(viewer, "dashboard.update", dashboard));
}
