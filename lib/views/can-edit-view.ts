import { can } from "@/lib/access/can";
import { atLeast } from "@/lib/access/roles";
import type { Viewer } from "@/lib/access/viewer";
import type { ViewScope } from "@/lib/views/schema";

/** What rights over a view hang on. */
export interface ViewRights {
  scope: ViewScope;
  ownerId: string;
  dashboardOwnerId: string | null;
}

/** A personal view is its owner's alone. A shared one is changed by editors who made it or own its dashboard, and by admins. */
export function canEditView(viewer: Viewer, view: ViewRights): boolean {
  const mine = view.ownerId === viewer.userId;
  if (view.scope === "personal") return mine && can(viewer, "view.savePersonal");
  const theirs = mine || view.dashboardOwnerId === viewer.userId || atLeast(viewer.role, "admin");
  return theirs && can(viewer, "view.saveShared");
}
