import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Viewer } from "@/lib/access/viewer";
import { type TestDatabase, testDatabase } from "@/tests/database";
import { ACTIONS, CALLERS, type Caller } from "@/tests/role-matrix";

/** Every server action, called as everybody: who may is what the role matrix says. */

const asked: { viewer: Viewer | null } = { viewer: null };
vi.mock("@/lib/auth/require-viewer", () => ({ getViewer: async () => asked.viewer }));
vi.mock("next-intl/server", () => ({ getLocale: async () => "en" }));
vi.mock("next/headers", () => ({
  headers: async () => new Headers(),
  cookies: async () => ({
    set: () => undefined,
    delete: () => undefined,
    get: () => undefined,
    getAll: () => [],
  }),
}));

let database: TestDatabase;
const people = new Map<Caller, Viewer>();

beforeAll(async () => {
  database = await testDatabase();
  const { db } = await import("@/db/client");
  const { users } = await import("@/db/schema/users");
  const { dashboards } = await import("@/db/schema/dashboards");
  for (const caller of CALLERS) {
    if (caller === "nobody") continue;
    const role = caller === "auditor" ? "viewer" : caller;
    const duties = caller === "auditor" ? (["audit"] as const) : [];
    const [row] = await db
      .insert(users)
      .values({ email: `${caller}@example.com`, name: caller, role, duties: [...duties] })
      .returning();
    if (!row) throw new Error("no user");
    people.set(caller, {
      userId: row.id,
      email: row.email,
      name: row.name,
      role,
      duties: [...duties],
      groups: [],
      attributes: {},
      locale: "en",
      timezone: "Asia/Seoul",
      fiscalYearStart: 1,
      currency: "KRW",
      workspace: { editorsCreate: true, viewersFormat: true, exportFrom: "viewer" },
      sessionId: randomUUID(),
      tokenId: null,
      scopes: null,
      request: { id: "", ip: "", userAgent: "", method: "", path: "" },
    });
  }
  const config = {
    slug: "open",
    name: "Open",
    schema: 1,
    isPublic: true,
    widgets: [],
    layout: { width: 1152, widgets: {} },
  };
  await db.insert(dashboards).values({ slug: "open", name: "Open", config, isPublic: true });
});
afterAll(() => database.close());

/** A call each that is right but for who makes it. */
const CALLS: Record<string, () => Promise<unknown>> = {
  "lib/account/actions.ts changePasswordAction": async () =>
    (await import("@/lib/account/actions")).changePasswordAction({
      current: "not the one",
      next: "correct horse battery 9",
    }),
  "lib/account/actions.ts updateAccountAction": async () =>
    (await import("@/lib/account/actions")).updateAccountAction({ theme: "dark" }),
  "lib/auth/actions.ts signOutAction": async () =>
    (await import("@/lib/auth/actions")).signOutAction(undefined),
  "lib/auth/actions.ts signInFailuresAction": async () =>
    (await import("@/lib/auth/actions")).signInFailuresAction(undefined),
  "lib/commands/actions.ts loadCommandTargets": async () =>
    (await import("@/lib/commands/actions")).loadCommandTargets(undefined),
  "lib/dashboards/actions.ts addWidgetAction": async () =>
    (await import("@/lib/dashboards/actions")).addWidgetAction({
      to: { name: "Added" },
      widget: { id: "x", type: "kpi", dataset: "sales", measures: ["margin"] },
    }),
  "lib/dashboards/actions.ts placeDashboardAction": async () =>
    (await import("@/lib/dashboards/actions")).placeDashboardAction({ slug: "open", tags: ["sales"] }),
  "lib/dashboards/templates/actions.ts createFromTemplateAction": async () =>
    (await import("@/lib/dashboards/templates/actions")).createFromTemplateAction({
      name: "New",
      from: { kind: "blank" },
    }),
  "lib/dashboards/templates/actions.ts listTemplatesAction": async () =>
    (await import("@/lib/dashboards/templates/actions")).listTemplatesAction(undefined),
  "lib/folders/actions.ts createFolderAction": async () =>
    (await import("@/lib/folders/actions")).createFolderAction({ name: randomUUID() }),
  "lib/folders/actions.ts deleteFolderAction": async () =>
    (await import("@/lib/folders/actions")).deleteFolderAction({ id: randomUUID() }),
  "lib/folders/actions.ts updateFolderAction": async () =>
    (await import("@/lib/folders/actions")).updateFolderAction({ id: randomUUID(), name: "Other" }),
  "lib/favorites/actions.ts setFavorite": async () =>
    (await import("@/lib/favorites/actions")).setFavorite({ slug: "open", favorite: true }),
  "lib/groups/actions.ts createGroupAction": async () =>
    (await import("@/lib/groups/actions")).createGroupAction({ name: randomUUID() }),
  "lib/groups/actions.ts deleteGroupAction": async () =>
    (await import("@/lib/groups/actions")).deleteGroupAction({ id: randomUUID() }),
  "lib/groups/actions.ts setMembersAction": async () =>
    (await import("@/lib/groups/actions")).setMembersAction({ id: randomUUID() }),
  "lib/groups/actions.ts setUserGroupsAction": async () =>
    (await import("@/lib/groups/actions")).setUserGroupsAction({ id: randomUUID() }),
  "lib/groups/actions.ts updateGroupAction": async () =>
    (await import("@/lib/groups/actions")).updateGroupAction({ id: randomUUID(), name: randomUUID() }),
  "lib/i18n/actions.ts switchLocale": async () => (await import("@/lib/i18n/actions")).switchLocale("en"),
  "lib/invitations/actions.ts acceptInvitationAction": async () =>
    (await import("@/lib/invitations/actions")).acceptInvitationAction({
      token: "no-such-token",
      name: "New",
      password: "correct horse battery 9",
      locale: "en",
    }),
  "lib/invitations/actions.ts createInvitationAction": async () =>
    (await import("@/lib/invitations/actions")).createInvitationAction({
      email: `${randomUUID()}@example.com`,
      role: "viewer",
    }),
  "lib/invitations/actions.ts createInvitationsAction": async () =>
    (await import("@/lib/invitations/actions")).createInvitationsAction({
      text: `${randomUUID()}@example.com`,
      dryRun: false,
    }),
  "lib/invitations/actions.ts resendInvitationAction": async () =>
    (await import("@/lib/invitations/actions")).resendInvitationAction({ id: randomUUID() }),
  "lib/invitations/actions.ts revokeInvitationAction": async () =>
    (await import("@/lib/invitations/actions")).revokeInvitationAction({ id: randomUUID() }),
  "lib/passwords/actions.ts requestPasswordResetAction": async () =>
    (await import("@/lib/passwords/actions")).requestPasswordResetAction({ email: "a@example.com" }),
  "lib/passwords/actions.ts resetPasswordAction": async () =>
    (await import("@/lib/passwords/actions")).resetPasswordAction({
      token: "no-such-token",
      password: "correct horse battery 9",
    }),
  "lib/setup/actions.ts completeSetupAction": async () =>
    (await import("@/lib/setup/actions")).completeSetupAction({
      token: "no-such-token",
      name: "First",
      email: "first@example.com",
      password: "correct horse battery 9",
      auditorEmail: "auditor@example.com",
    }),
  "lib/sessions/actions.ts revokeOtherSessionsAction": async () =>
    (await import("@/lib/sessions/actions")).revokeOtherSessionsAction(undefined),
  "lib/sessions/actions.ts revokeSessionAction": async () =>
    (await import("@/lib/sessions/actions")).revokeSessionAction({ id: randomUUID() }),
  "lib/settings/actions.ts updateSettingsAction": async () =>
    (await import("@/lib/settings/actions")).updateSettingsAction({ version: 0, weekStart: 0 }),
  "lib/tokens/actions.ts createTokenAction": async () =>
    (await import("@/lib/tokens/actions")).createTokenAction({ name: "script", scopes: ["read"] }),
  "lib/tokens/actions.ts deleteTokenAction": async () =>
    (await import("@/lib/tokens/actions")).deleteTokenAction({ id: randomUUID() }),
  "lib/tokens/actions.ts revokeUserTokenAction": async () =>
    (await import("@/lib/tokens/actions")).revokeUserTokenAction({ id: randomUUID() }),
  "lib/tokens/actions.ts rotateTokenAction": async () =>
    (await import("@/lib/tokens/actions")).rotateTokenAction({ id: randomUUID() }),
  "lib/users/actions.ts deleteUserAction": async () =>
    (await import("@/lib/users/actions")).deleteUserAction({ id: randomUUID() }),
  "lib/users/actions.ts updateUserAction": async () =>
    (await import("@/lib/users/actions")).updateUserAction({ id: randomUUID(), role: "editor" }),
};

const CODES: Record<string, number> = { AUTH_001: 401, AUTH_004: 403 };

describe("server actions", () => {
  it("are all called here", () => expect(Object.keys(CALLS).sort()).toEqual(Object.keys(ACTIONS).sort()));

  for (const [name, outcomes] of Object.entries(ACTIONS))
    it(name, async () => {
      const seen: Record<string, unknown> = {};
      for (const caller of CALLERS) {
        asked.viewer = people.get(caller) ?? null;
        const answer = (await CALLS[name]?.()) as { error?: { code: string } } | undefined;
        // Not found is past the gate: who may, may also be told that the thing is not there.
        seen[caller] = CODES[answer?.error?.code ?? ""] ?? "open";
      }
      expect(seen).toEqual(outcomes);
    });
});
