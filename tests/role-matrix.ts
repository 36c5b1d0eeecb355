/** What each kind of caller gets at every page, route and server action. A new one that is missing here fails the tests. */
import type { Scope } from "@/lib/access/roles";

export const CALLERS = ["nobody", "viewer", "editor", "admin", "auditor"] as const;
export type Caller = (typeof CALLERS)[number];

/** `open` serves the page or answers 2xx; numbers are statuses; `login` redirects to the sign-in page; `home` redirects to `/`. */
export type Outcome = "open" | "login" | "home" | 400 | 401 | 403 | 404 | 409;

export interface MatrixEntry {
  outcomes: Record<Caller, Outcome>;
  /** The address to call, where the pattern holds parameters. */
  url?: string;
  /** A body that is right for everybody who may; `{unique}` is replaced call by call. */
  body?: unknown;
}

const all = (outcome: Outcome): Record<Caller, Outcome> => ({
  nobody: outcome,
  viewer: outcome,
  editor: outcome,
  admin: outcome,
  auditor: outcome,
});
const signedIn = (outcome: Outcome, nobody: Outcome): Record<Caller, Outcome> => ({
  ...all(outcome),
  nobody,
});
const editors = (outcome: Outcome, nobody: Outcome): Record<Caller, Outcome> => ({
  ...all(403),
  nobody,
  editor: outcome,
  admin: outcome,
});
const admins = (outcome: Outcome, nobody: Outcome): Record<Caller, Outcome> => ({
  ...all(403),
  nobody,
  admin: outcome,
});
const auditors = (outcome: Outcome, nobody: Outcome): Record<Caller, Outcome> => ({
  ...all(403),
  nobody,
  auditor: outcome,
});

const open = { nobody: "open", viewer: "open", editor: "open", admin: "open", auditor: "open" } as const;
const refused = { nobody: 401, viewer: 403, editor: 403, admin: 403, auditor: 403 } as const;

const spec = {
  slug: "matrix-{unique}",
  name: "Matrix",
  widgets: [],
  layout: { width: 1152, widgets: {} },
};

/** `path` as the folder in `app` says it; route handlers with their method. */
export const MATRIX: Record<string, MatrixEntry> = {
  "page /": { outcomes: signedIn("open", "login") },
  "page /login": { outcomes: { ...all("home"), nobody: "open" } },
  "page /invite/[token]": { outcomes: all("open"), url: "/invite/no-such-token" },
  // The product under test has no mail.
  "page /reset": { outcomes: all(404) },
  "page /reset/[token]": { outcomes: all("open"), url: "/reset/no-such-token" },
  // There are people already.
  "page /setup": { outcomes: all(404) },
  "page /d/[slug]": { outcomes: signedIn("open", "login"), url: "/d/brand-performance" },
  // A pack's dashboard is the admins' to change.
  "page /d/[slug]/edit": { outcomes: admins("open", "login"), url: "/d/brand-performance/edit" },
  "page /bin": { outcomes: editors("open", "login") },
  "page /explore": { outcomes: editors("open", "login") },
  "page /explore/[dataset]": { outcomes: editors("open", "login"), url: "/explore/sales" },
  "page /refused": { outcomes: signedIn(403, "login") },
  "page /account": { outcomes: signedIn("open", "login") },
  "page /account/exports": { outcomes: signedIn("open", "login") },
  "page /audit": { outcomes: auditors("open", "login") },
  "page /admin/users": { outcomes: admins("open", "login") },
  "page /admin/users/[id]": {
    outcomes: admins(404, "login"),
    url: "/admin/users/00000000-0000-4000-8000-000000000000",
  },
  "page /admin/groups": { outcomes: admins("open", "login") },
  "page /admin/groups/[id]": {
    outcomes: admins(404, "login"),
    url: "/admin/groups/00000000-0000-4000-8000-000000000000",
  },
  "page /admin/settings": { outcomes: admins("open", "login") },

  "GET /api/brand/[hash]": { outcomes: all(404), url: `/api/brand/${"0".repeat(64)}` },
  "GET /api/livez": { outcomes: all("open") },
  "GET /api/readyz": { outcomes: all("open") },
  "GET /api/health": { outcomes: all("open") },
  "GET /api/health/db": { outcomes: all("open") },

  "POST /api/v1/query": {
    outcomes: signedIn("open", 401),
    body: { dataset: "sales", measures: ["margin"] },
  },
  "POST /api/v1/query/explain": {
    outcomes: editors("open", 401),
    body: { dataset: "sales", measures: ["margin"] },
  },
  "POST /api/v1/query/windows": {
    outcomes: signedIn("open", 401),
    body: { query: { dataset: "sales", dimensions: ["brand"], measures: ["margin"] }, from: 0, to: 10 },
  },
  "GET /api/v1/datasets": { outcomes: signedIn("open", 401) },
  "GET /api/v1/datasets/[id]": { outcomes: signedIn("open", 401), url: "/api/v1/datasets/sales" },
  "GET /api/v1/dashboards": { outcomes: signedIn("open", 401) },
  "POST /api/v1/dashboards": { outcomes: editors("open", 401), body: spec },
  "GET /api/v1/dashboards/[slug]": {
    outcomes: signedIn("open", 401),
    url: "/api/v1/dashboards/brand-performance",
  },
  "PUT /api/v1/dashboards/[slug]": {
    outcomes: { ...all(403), nobody: 401, admin: 409 },
    url: "/api/v1/dashboards/brand-performance",
    body: { ...spec, slug: "brand-performance", version: 999_999 },
  },
  "DELETE /api/v1/dashboards/[slug]": {
    outcomes: { ...all(403), nobody: 401, editor: 404, admin: 404 },
    url: "/api/v1/dashboards/no-such-dashboard",
  },
  // Past the gate, and no draft is left behind.
  "PUT /api/v1/dashboards/[slug]/draft": {
    outcomes: admins(400, 401),
    url: "/api/v1/dashboards/brand-performance/draft",
    body: { baseVersion: 1, revision: null, config: {} },
  },
  "GET /api/v1/dashboards/[slug]/draft": {
    outcomes: admins("open", 401),
    url: "/api/v1/dashboards/brand-performance/draft",
  },
  "DELETE /api/v1/dashboards/[slug]/draft": {
    outcomes: admins(409, 401),
    url: "/api/v1/dashboards/brand-performance/draft?revision=1",
  },
  "GET /api/v1/dashboards/[slug]/versions": {
    outcomes: admins("open", 401),
    url: "/api/v1/dashboards/brand-performance/versions",
  },
  "GET /api/v1/dashboards/[slug]/versions/[version]": {
    outcomes: admins("open", 401),
    url: "/api/v1/dashboards/brand-performance/versions/1",
  },
  "POST /api/v1/dashboards/[slug]/versions/[version]/restore": {
    outcomes: admins(409, 401),
    url: "/api/v1/dashboards/brand-performance/versions/1/restore",
    body: { version: 999_999 },
  },
  "GET /api/v1/bin": { outcomes: editors("open", 401) },
  "DELETE /api/v1/bin/[id]": {
    outcomes: editors(404, 401),
    url: "/api/v1/bin/00000000-0000-4000-8000-000000000000",
  },
  "POST /api/v1/bin/[id]/restore": {
    outcomes: editors(404, 401),
    url: "/api/v1/bin/00000000-0000-4000-8000-000000000000/restore",
    body: {},
  },
  "PATCH /api/v1/dashboards/[slug]/place": {
    outcomes: admins("open", 401),
    url: "/api/v1/dashboards/brand-performance/place",
    body: {},
  },
  "POST /api/v1/code/plan": { outcomes: editors("open", 401), body: { documents: [] } },
  "POST /api/v1/code/apply": { outcomes: editors("open", 401), body: { documents: [] } },
  "GET /api/v1/folders": { outcomes: signedIn("open", 401) },
  // Past the gate, and no folder is left behind.
  "POST /api/v1/folders": {
    outcomes: editors(400, 401),
    body: { name: "Matrix {unique}", parent: "00000000-0000-4000-8000-000000000000" },
  },
  "PATCH /api/v1/folders/[id]": {
    outcomes: editors(404, 401),
    url: "/api/v1/folders/00000000-0000-4000-8000-000000000000",
    body: { name: "Matrix" },
  },
  "DELETE /api/v1/folders/[id]": {
    outcomes: editors(404, 401),
    url: "/api/v1/folders/00000000-0000-4000-8000-000000000000",
  },
  "GET /api/v1/dashboards/[slug]/shares": {
    outcomes: admins("open", 401),
    url: "/api/v1/dashboards/brand-performance/shares",
  },
  "PUT /api/v1/dashboards/[slug]/shares": {
    outcomes: admins("open", 401),
    url: "/api/v1/dashboards/brand-performance/shares",
    body: { isPublic: true, shares: [] },
  },
  "GET /api/v1/dashboards/[slug]/shares/targets": {
    outcomes: admins("open", 401),
    url: "/api/v1/dashboards/brand-performance/shares/targets",
  },
  "POST /api/v1/format-copies": {
    outcomes: { ...all(403), nobody: 401, editor: 404, admin: 404 },
    body: {
      formats: [{ column: "roi", rules: [{ condition: "lt", value: 0, style: { tone: "negative" } }] }],
      targets: [{ dashboard: "no-such-dashboard", version: 1 }],
    },
  },
  "GET /api/v1/dashboards/[slug]/views": {
    outcomes: signedIn("open", 401),
    url: "/api/v1/dashboards/brand-performance/views",
  },
  "POST /api/v1/dashboards/[slug]/views": {
    outcomes: editors("open", 401),
    url: "/api/v1/dashboards/brand-performance/views",
    body: { name: "Matrix {unique}", scope: "shared", widgets: {} },
  },
  "PUT /api/v1/dashboards/[slug]/default-view": {
    outcomes: signedIn("open", 401),
    url: "/api/v1/dashboards/brand-performance/default-view",
    body: { view: null, for: "me" },
  },
  "GET /api/v1/views/[id]": {
    outcomes: signedIn(404, 401),
    url: "/api/v1/views/00000000-0000-4000-8000-000000000000",
  },
  "PUT /api/v1/views/[id]": {
    outcomes: signedIn(404, 401),
    url: "/api/v1/views/00000000-0000-4000-8000-000000000000",
    body: { name: "Matrix", scope: "personal", widgets: {} },
  },
  "DELETE /api/v1/views/[id]": {
    outcomes: signedIn(404, 401),
    url: "/api/v1/views/00000000-0000-4000-8000-000000000000",
  },
  "GET /api/v1/exports": { outcomes: signedIn("open", 401) },
  // Past the gate, and nothing is written.
  "POST /api/v1/exports": {
    outcomes: signedIn(404, 401),
    body: { of: { kind: "dashboard", dashboard: "no-such-dashboard" }, format: "xlsx" },
  },
  "GET /api/v1/exports/[id]": {
    outcomes: signedIn(404, 401),
    url: "/api/v1/exports/00000000-0000-4000-8000-000000000000",
  },
  "DELETE /api/v1/exports/[id]": {
    outcomes: signedIn(404, 401),
    url: "/api/v1/exports/00000000-0000-4000-8000-000000000000",
  },
  "GET /api/v1/exports/[id]/file": {
    outcomes: signedIn(404, 401),
    url: "/api/v1/exports/00000000-0000-4000-8000-000000000000/file",
  },
  "PUT /api/v1/favorites/[slug]": {
    outcomes: signedIn("open", 401),
    url: "/api/v1/favorites/brand-performance",
  },
  "DELETE /api/v1/favorites/[slug]": {
    outcomes: signedIn("open", 401),
    url: "/api/v1/favorites/brand-performance",
  },
  "GET /api/v1/users": { outcomes: admins("open", 401) },
  "POST /api/v1/users": {
    outcomes: admins("open", 401),
    body: {
      email: "matrix-{unique}@lookflex.example",
      name: "Matrix",
      role: "viewer",
      password: "correct horse battery 9",
    },
  },
  "PATCH /api/v1/users/[id]": {
    outcomes: admins(404, 401),
    url: "/api/v1/users/00000000-0000-4000-8000-000000000000",
    body: { role: "editor" },
  },
  "DELETE /api/v1/users/[id]": {
    outcomes: admins(404, 401),
    url: "/api/v1/users/00000000-0000-4000-8000-000000000000",
  },
  "GET /api/v1/groups": { outcomes: admins("open", 401) },
  "POST /api/v1/groups": { outcomes: admins("open", 401), body: { name: "matrix {unique}" } },
  "GET /api/v1/groups/[id]": {
    outcomes: admins(404, 401),
    url: "/api/v1/groups/00000000-0000-4000-8000-000000000000",
  },
  "PATCH /api/v1/groups/[id]": {
    outcomes: admins(404, 401),
    url: "/api/v1/groups/00000000-0000-4000-8000-000000000000",
    body: { name: "matrix" },
  },
  "DELETE /api/v1/groups/[id]": {
    outcomes: admins(404, 401),
    url: "/api/v1/groups/00000000-0000-4000-8000-000000000000",
  },
  "PATCH /api/v1/groups/[id]/members": {
    outcomes: admins(404, 401),
    url: "/api/v1/groups/00000000-0000-4000-8000-000000000000/members",
    body: { add: [] },
  },
  "GET /api/v1/schemas/[name]": { outcomes: signedIn("open", 401), url: "/api/v1/schemas/dashboard.json" },
  "GET /api/v1/openapi.json": { outcomes: signedIn("open", 401) },
  ...Object.fromEntries(
    ["GET", "POST", "PUT", "PATCH", "DELETE"].map((method) => [
      `${method} /api/v1/[[...unknown]]`,
      { outcomes: all(404), url: "/api/v1/no-such-call" },
    ]),
  ),
  "GET /api/v1/invitations": { outcomes: admins("open", 401) },
  "POST /api/v1/invitations": {
    outcomes: admins("open", 401),
    body: { email: "invited-{unique}@lookflex.example", role: "viewer" },
  },
  "DELETE /api/v1/invitations/[id]": {
    outcomes: admins(404, 401),
    url: "/api/v1/invitations/00000000-0000-4000-8000-000000000000",
  },
  "GET /api/v1/settings": { outcomes: admins("open", 401) },
  "PATCH /api/v1/settings": {
    outcomes: admins(409, 401),
    body: { version: 999_999, name: "Matrix" },
  },
  "PUT /api/v1/settings/images/[kind]": {
    outcomes: admins(404, 401),
    url: "/api/v1/settings/images/no-such-kind",
  },
  "DELETE /api/v1/settings/images/[kind]": {
    outcomes: admins(404, 401),
    url: "/api/v1/settings/images/no-such-kind",
  },
  "GET /api/v1/jobs": { outcomes: admins("open", 401) },
  "GET /api/v1/live": { outcomes: signedIn("open", 401), url: "/api/v1/live?follow=false" },
  "GET /api/v1/tokens": { outcomes: signedIn("open", 401) },
  "POST /api/v1/tokens": {
    outcomes: signedIn("open", 401),
    body: { name: "matrix {unique}", scopes: ["read"] },
  },
  "DELETE /api/v1/tokens/[id]": {
    outcomes: signedIn(404, 401),
    url: "/api/v1/tokens/00000000-0000-4000-8000-000000000000",
  },
  "POST /api/v1/tokens/[id]/rotate": {
    outcomes: signedIn(404, 401),
    url: "/api/v1/tokens/00000000-0000-4000-8000-000000000000/rotate",
    body: { overlapHours: 1 },
  },
  "GET /api/v1/account/export": { outcomes: signedIn("open", 401) },
  "GET /api/v1/dashboards/[slug]/widgets/[id]/export": {
    outcomes: signedIn("open", 401),
    url: "/api/v1/dashboards/brand-performance/widgets/brands/export?format=csv",
  },
  "GET /api/v1/dashboards/[slug]/export": {
    outcomes: signedIn("open", 401),
    url: "/api/v1/dashboards/brand-performance/export",
  },
  "GET /api/v1/datasets/[id]/export": {
    outcomes: editors("open", 401),
    url: "/api/v1/datasets/sales/export?t.x.dims=brand&t.x.metrics=margin",
  },
  "GET /api/v1/audit": { outcomes: auditors("open", 401) },
  "GET /api/v1/audit/export": { outcomes: auditors("open", 401), url: "/api/v1/audit/export?format=csv" },
};

/**
 * The scopes a token needs at each route, all of them, whatever its owner may. Saving what names a dashboard or its data takes
 * reading it too. `scopes.db.test.ts` calls each route with tokens of every single scope, of all but one, and of just these.
 */
export const TOKEN_SCOPES: Record<string, readonly Scope[]> = {
  "GET /api/livez": [],
  "GET /api/readyz": [],
  "GET /api/health": [],
  "GET /api/health/db": [],

  "POST /api/v1/query": ["query"],
  "POST /api/v1/query/explain": ["query"],
  "POST /api/v1/query/windows": ["query"],
  "GET /api/v1/datasets": ["read"],
  "GET /api/v1/datasets/[id]": ["read"],
  "GET /api/v1/dashboards": ["read"],
  "POST /api/v1/dashboards": ["read", "write"],
  "GET /api/v1/dashboards/[slug]": ["read"],
  "PUT /api/v1/dashboards/[slug]": ["read", "write"],
  "DELETE /api/v1/dashboards/[slug]": ["write"],
  "GET /api/v1/dashboards/[slug]/views": ["read"],
  "POST /api/v1/dashboards/[slug]/views": ["read", "write"],
  "PUT /api/v1/dashboards/[slug]/default-view": ["read", "write"],
  "GET /api/v1/dashboards/[slug]/draft": ["read"],
  "PUT /api/v1/dashboards/[slug]/draft": ["write"],
  "DELETE /api/v1/dashboards/[slug]/draft": ["write"],
  "GET /api/v1/dashboards/[slug]/versions": ["read"],
  "GET /api/v1/dashboards/[slug]/versions/[version]": ["read"],
  "POST /api/v1/dashboards/[slug]/versions/[version]/restore": ["read", "write"],
  "GET /api/v1/bin": ["read"],
  "DELETE /api/v1/bin/[id]": ["write"],
  "POST /api/v1/bin/[id]/restore": ["write"],
  "PATCH /api/v1/dashboards/[slug]/place": ["write"],
  "POST /api/v1/code/plan": ["read"],
  "POST /api/v1/code/apply": ["read", "write"],
  "GET /api/v1/folders": ["read"],
  "POST /api/v1/folders": ["write"],
  "PATCH /api/v1/folders/[id]": ["write"],
  "DELETE /api/v1/folders/[id]": ["write"],
  "POST /api/v1/format-copies": ["read", "write"],
  "GET /api/v1/views/[id]": ["read"],
  "PUT /api/v1/views/[id]": ["read", "write"],
  "DELETE /api/v1/views/[id]": ["read", "write"],
  "GET /api/v1/exports": ["export"],
  "POST /api/v1/exports": ["read", "query", "export"],
  "GET /api/v1/exports/[id]": ["export"],
  "DELETE /api/v1/exports/[id]": ["export"],
  "GET /api/v1/exports/[id]/file": ["read", "query", "export"],
  "PUT /api/v1/favorites/[slug]": ["read", "write"],
  "DELETE /api/v1/favorites/[slug]": ["write"],
  "GET /api/v1/users": ["admin"],
  "POST /api/v1/users": ["admin"],
  "PATCH /api/v1/users/[id]": ["admin"],
  "DELETE /api/v1/users/[id]": ["admin"],
  "GET /api/v1/schemas/[name]": ["read"],
  "GET /api/v1/openapi.json": ["read"],
  "GET /api/v1/[[...unknown]]": [],
  "POST /api/v1/[[...unknown]]": [],
  "PUT /api/v1/[[...unknown]]": [],
  "PATCH /api/v1/[[...unknown]]": [],
  "DELETE /api/v1/[[...unknown]]": [],
  "GET /api/v1/invitations": ["admin"],
  "POST /api/v1/invitations": ["admin"],
  "DELETE /api/v1/invitations/[id]": ["admin"],
  "GET /api/brand/[hash]": [],
  "GET /api/v1/dashboards/[slug]/shares": ["read"],
  "PUT /api/v1/dashboards/[slug]/shares": ["write"],
  "GET /api/v1/dashboards/[slug]/shares/targets": ["write"],
  "GET /api/v1/groups": ["admin"],
  "POST /api/v1/groups": ["admin"],
  "GET /api/v1/groups/[id]": ["admin"],
  "PATCH /api/v1/groups/[id]": ["admin"],
  "DELETE /api/v1/groups/[id]": ["admin"],
  "PATCH /api/v1/groups/[id]/members": ["admin"],
  "GET /api/v1/settings": ["admin"],
  "PATCH /api/v1/settings": ["admin"],
  "PUT /api/v1/settings/images/[kind]": ["admin"],
  "DELETE /api/v1/settings/images/[kind]": ["admin"],
  "GET /api/v1/jobs": ["admin"],
  "GET /api/v1/live": ["read"],
  "GET /api/v1/tokens": ["write"],
  "POST /api/v1/tokens": ["write"],
  "DELETE /api/v1/tokens/[id]": ["write"],
  "POST /api/v1/tokens/[id]/rotate": ["write"],
  "GET /api/v1/account/export": ["export"],
  "GET /api/v1/dashboards/[slug]/widgets/[id]/export": ["read", "query", "export"],
  "GET /api/v1/dashboards/[slug]/export": ["read", "query", "export"],
  "GET /api/v1/datasets/[id]/export": ["read", "query", "export"],
  "GET /api/v1/audit": ["audit"],
  "GET /api/v1/audit/export": ["audit"],
};

/** Who may call a server action; `actions.db.test.ts` calls each as everybody. */
export const ACTIONS: Record<string, Record<Caller, "open" | 401 | 403>> = {
  "lib/account/actions.ts changePasswordAction": { ...open, nobody: 401 },
  "lib/account/actions.ts updateAccountAction": { ...open, nobody: 401 },
  "lib/auth/actions.ts signOutAction": open,
  "lib/auth/actions.ts signInFailuresAction": { ...open, nobody: 401 },
  "lib/commands/actions.ts loadCommandTargets": { ...open, nobody: 401 },
  "lib/dashboards/actions.ts addWidgetAction": { ...refused, editor: "open", admin: "open" },
  "lib/dashboards/actions.ts placeDashboardAction": { ...refused, admin: "open" },
  "lib/dashboards/templates/actions.ts createFromTemplateAction": {
    ...refused,
    editor: "open",
    admin: "open",
  },
  "lib/dashboards/templates/actions.ts listTemplatesAction": { ...refused, editor: "open", admin: "open" },
  "lib/folders/actions.ts createFolderAction": { ...refused, editor: "open", admin: "open" },
  "lib/folders/actions.ts deleteFolderAction": { ...refused, editor: "open", admin: "open" },
  "lib/folders/actions.ts updateFolderAction": { ...refused, editor: "open", admin: "open" },
  "lib/favorites/actions.ts setFavorite": { ...open, nobody: 401 },
  "lib/groups/actions.ts createGroupAction": { ...refused, admin: "open" },
  "lib/groups/actions.ts deleteGroupAction": { ...refused, admin: "open" },
  "lib/groups/actions.ts setMembersAction": { ...refused, admin: "open" },
  "lib/groups/actions.ts setUserGroupsAction": { ...refused, admin: "open" },
  "lib/groups/actions.ts updateGroupAction": { ...refused, admin: "open" },
  "lib/i18n/actions.ts switchLocale": open,
  "lib/invitations/actions.ts acceptInvitationAction": open,
  "lib/invitations/actions.ts createInvitationAction": { ...refused, admin: "open" },
  "lib/invitations/actions.ts createInvitationsAction": { ...refused, admin: "open" },
  "lib/invitations/actions.ts resendInvitationAction": { ...refused, admin: "open" },
  "lib/invitations/actions.ts revokeInvitationAction": { ...refused, admin: "open" },
  "lib/passwords/actions.ts requestPasswordResetAction": open,
  "lib/passwords/actions.ts resetPasswordAction": open,
  "lib/setup/actions.ts completeSetupAction": open,
  "lib/settings/actions.ts updateSettingsAction": { ...refused, admin: "open" },
  "lib/sessions/actions.ts revokeOtherSessionsAction": { ...open, nobody: 401 },
  "lib/sessions/actions.ts revokeSessionAction": { ...open, nobody: 401 },
  "lib/tokens/actions.ts createTokenAction": { ...open, nobody: 401 },
  "lib/tokens/actions.ts deleteTokenAction": { ...open, nobody: 401 },
  "lib/tokens/actions.ts revokeUserTokenAction": { ...refused, admin: "open" },
  "lib/tokens/actions.ts rotateTokenAction": { ...open, nobody: 401 },
  "lib/users/actions.ts deleteUserAction": { ...refused, admin: "open" },
  "lib/users/actions.ts updateUserAction": { ...refused, admin: "open" },
};
