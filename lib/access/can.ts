import { atLeast, type Role, type Scope } from "@/lib/access/roles";
import type { Viewer } from "@/lib/access/viewer";

/** What the ladder asks for each action; ownership is added below. One list for the UI, the verbs and the role matrix. */
const NEEDS = {
  "dashboard.read": ["viewer", "read"],
  "dashboard.create": ["editor", "write"],
  "dashboard.update": ["editor", "write"],
  "dashboard.delete": ["editor", "write"],
  "dashboard.seeShares": ["editor", "read"],
  "dashboard.share": ["editor", "write"],
  "dashboard.seeVersions": ["editor", "read"],
  "dashboard.seeDraft": ["editor", "read"],
  "dashboard.restore": ["editor", "write"],
  "dashboard.purge": ["editor", "write"],
  "bin.read": ["editor", "read"],
  "folder.manage": ["editor", "write"],
  "view.read": ["viewer", "read"],
  "view.savePersonal": ["viewer", "write"],
  "view.saveShared": ["editor", "write"],
  "view.format": ["viewer", "write"],
  "favorite.write": ["viewer", "write"],
  "code.plan": ["editor", "read"],
  "code.apply": ["editor", "write"],
  "dataset.read": ["viewer", "read"],
  "query.run": ["viewer", "query"],
  "dataset.explore": ["editor", "query"],
  "user.manage": ["admin", "admin"],
  "group.manage": ["admin", "admin"],
  "invitation.manage": ["admin", "admin"],
  "source.manage": ["admin", "admin"],
  "settings.manage": ["admin", "admin"],
  "job.read": ["admin", "admin"],
  "token.manageOwn": ["viewer", "write"],
  "account.manageOwn": ["viewer", "write"],
  "account.export": ["viewer", "export"],
  "export.run": ["viewer", "export"],
  "audit.read": ["viewer", "audit"],
} as const satisfies Record<string, readonly [Role, Scope]>;

export type Action = keyof typeof NEEDS;
export const ACTIONS = Object.keys(NEEDS) as Action[];

/** What a dashboard was shared as with somebody, themselves or by a group of theirs; null: it was not. */
export type Share = "view" | "edit" | null;

/** What ownership needs to know about a thing. */
export interface Thing {
  ownerId?: string | null;
  isPublic?: boolean;
  /** With this very viewer. */
  share?: Share;
}

interface Narrowing {
  /** Its name is a key of `errors`. */
  setting: keyof Viewer["workspace"];
  actions: readonly Action[];
  /** The lowest role it leaves them to; of those whom the ladder lets. */
  least(workspace: Viewer["workspace"]): Role;
}

/** What settings of the workspace take back from a role (ADR 12). */
const NARROWED: readonly Narrowing[] = [
  {
    setting: "editorsCreate",
    actions: ["dashboard.create", "dashboard.delete", "dashboard.restore", "dashboard.purge"],
    least: ({ editorsCreate }) => (editorsCreate ? "viewer" : "admin"),
  },
  {
    setting: "viewersFormat",
    actions: ["view.format"],
    least: ({ viewersFormat }) => (viewersFormat ? "viewer" : "editor"),
  },
  { setting: "exportFrom", actions: ["export.run"], least: ({ exportFrom }) => exportFrom },
];

/** The setting that keeps this viewer from an action, and the role it is left to; null where none does. */
export function narrowedBy(
  { role, workspace }: Viewer,
  action: Action,
): { setting: Narrowing["setting"]; least: Role } | null {
  const rule = NARROWED.find(({ actions }) => actions.includes(action));
  const least = rule?.least(workspace) ?? "viewer";
  return rule && !atLeast(role, least) ? { setting: rule.setting, least } : null;
}

/**
 * May this viewer do this, to this thing? Synchronous, so that UI and server share it.
 * @returns false also when the viewer's token lacks the action's scope.
 */
export function can(viewer: Viewer, action: Action, thing?: Thing): boolean {
  const [role, scope] = NEEDS[action];
  if (!atLeast(viewer.role, role) || narrowedBy(viewer, action)) return false;
  if (viewer.scopes !== null && !viewer.scopes.includes(scope)) return false;
  // A password and the sessions behind it are the person's, not a script's.
  if (action === "account.manageOwn") return viewer.tokenId === null;
  if (action === "audit.read") return viewer.duties.includes("audit");
  if (!thing || atLeast(viewer.role, "admin")) return true;
  switch (action) {
    case "dashboard.read":
      return thing.isPublic === true || thing.ownerId === viewer.userId || (thing.share ?? null) !== null;
    case "dashboard.update":
    case "dashboard.seeShares":
    case "dashboard.seeVersions":
    case "dashboard.seeDraft":
      return thing.ownerId === viewer.userId || thing.share === "edit";
    // Who was given it changes what is on it; who sees it at all, and whether it is there, stays its owner's.
    case "dashboard.delete":
    case "dashboard.restore":
    case "dashboard.purge":
    case "dashboard.share":
      return thing.ownerId === viewer.userId;
    default:
      return true;
  }
}
