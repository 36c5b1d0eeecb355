import "server-only";
import type { UserRow } from "@/db/schema/users";
import { mergeAttributes } from "@/lib/access/merge-attributes";
import type { Scope } from "@/lib/access/roles";
import { scopesFor } from "@/lib/access/roles";
import type { RequestInfo, Viewer } from "@/lib/access/viewer";
import { lastSettings, type WorkspaceSettings } from "@/lib/settings/get-settings";

/** A group somebody is in, as far as a viewer is made of it. */
export interface Membership {
  name: string;
  attributes: Record<string, string[]>;
}

/** The columns of `users` a viewer is made of, and their groups; absent: in none. Never the password's hash. */
export type ViewerRow = Pick<
  UserRow,
  "id" | "email" | "name" | "role" | "duties" | "attributes" | "locale" | "timezone"
> &
  Partial<Pick<UserRow, "numberStyle" | "weekStart">> & { memberships?: readonly Membership[] };

/** By what somebody signed in: a browser's session or a token. */
export type SignedInBy = { sessionId: string } | { tokenId: string; scopes: readonly Scope[] };

/** A viewer from a live user row. A token's scopes shrink with what its owner may now; `workspace` fills in what they did not choose. */
export function viewerOf(
  row: ViewerRow,
  by: SignedInBy,
  request: RequestInfo,
  workspace: WorkspaceSettings = lastSettings(),
): Viewer {
  const allowed = scopesFor(row.role, row.duties);
  // In one order, whatever the database's: the same person asks the same questions, which a cache then knows.
  const memberships = [...(row.memberships ?? [])].sort((a, b) => (a.name < b.name ? -1 : 1));
  return {
    userId: row.id,
    email: row.email,
    name: row.name,
    role: row.role,
    duties: row.duties,
    groups: memberships.map(({ name }) => name),
    attributes: mergeAttributes([row.attributes, ...memberships.map(({ attributes }) => attributes)]),
    locale: row.locale ?? workspace.locale,
    timezone: row.timezone ?? workspace.timezone,
    numberStyle: row.numberStyle ?? null,
    weekStart: row.weekStart ?? workspace.weekStart,
    fiscalYearStart: workspace.fiscalYearStart,
    currency: workspace.currency,
    workspace: {
      editorsCreate: workspace.editorsCreate,
      viewersFormat: workspace.viewersFormat,
      exportFrom: workspace.exportFrom,
    },
    sessionId: "sessionId" in by ? by.sessionId : null,
    tokenId: "tokenId" in by ? by.tokenId : null,
    scopes: "tokenId" in by ? by.scopes.filter((scope) => allowed.includes(scope)) : null,
    request,
  };
}
