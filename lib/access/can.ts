import { atLeast, type Role, type Scope } from "@/lib/access/roles";
import type { Viewer } from "@/lib/access/viewer";

/** What the ladder asks for each action; ownership is added below. One list for the UI, the verbs and the role matrix. */
const NEEDS = {
  "dashboard.read": ["viewer", "read"],
  "dashboard.create": ["editor", "write"],
  "dashboard.update": ["editor", "write"],
  "dashboard.delete": ["editor", "write"],
  "view.read": ["viewer", "read"],
  "view.savePersonal": ["viewer", "write"],
  "view.saveShared": ["editor", "write"],
  "favorite.write": ["viewer", "write"],
  "dataset.read": ["viewer", "read"],
  "query.run": ["viewer", "query"],
  "dataset.explore": ["editor", "query"],
  "user.manage": ["admin", "admin"],
  "invitation.manage": ["admin", "admin"],
  "source.manage": ["admin", "admin"],
  "job.read": ["admin", "admin"],
  "token.manageOwn": ["viewer", "write"],
  "account.manageOwn": ["viewer", "write"],
  "account.export": ["viewer", "export"],
  "audit.read": ["viewer", "audit"],
} as const satisfies Record<string, readonly [Role, Scope]>;

export type Action = keyof typeof NEEDS;
export const ACTIONS = Object.keys(NEEDS) as Action[];

/** What ownership needs to know about a thing. */
export interface Thing {
  ownerId?: string | null;
  isPublic?: boolean;
}

/**
 * May this viewer do this, to this thing? Synchronous, so that UI and server share it.
 * @returns false also when the viewer's token lacks the action's scope.
 */
export function can(viewer: Viewer, action: Action, thing?: Thing): boolean {
  const [role, scope] = NEEDS[action];
  if (!atLeast(viewer.role, role)) return false;
  if (viewer.scopes !== null && !viewer.scopes.includes(scope)) return false;
  // A password and the sessions behind it are the person's, not a script's.
  if (action === "account.manageOwn") return viewer.tokenId === null;
  if (action === "audit.read") return viewer.duties.includes("audit");
  if (!thing || atLeast(viewer.role, "admin")) return true;
  switch (action) {
    case "dashboard.read":
      return thing.isPublic === true || thing.ownerId === viewer.userId;
    case "dashboard.update":
    case "dashboard.delete":
      return thing.ownerId === viewer.userId;
    default:
      return true;
  }
}
