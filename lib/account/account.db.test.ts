import { and, eq, isNull } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Viewer } from "@/lib/access/viewer";
import { type TestDatabase, testDatabase } from "@/tests/database";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const request = { id: "req-1", ip: "192.0.2.1", userAgent: "vitest", method: "POST", path: "/account" };
const OLD = "the old password 1";
const NEW = "바람이 불어오는 곳 7";
let count = 0;

async function house() {
  const { db } = await import("@/db/client");
  const { users } = await import("@/db/schema/users");
  const { sessions } = await import("@/db/schema/sessions");
  const { auditLog } = await import("@/db/schema/audit-log");
  const { createUserFromConsole } = await import("@/lib/users/create-user-from-console");
  const { startSession } = await import("@/lib/auth/start-session");
  const { loadSession } = await import("@/lib/auth/load-session");
  const { viewerOf } = await import("@/lib/auth/viewer-of");
  /** Somebody signed in twice: the viewer, and the other session. */
  const somebody = async (): Promise<{ viewer: Viewer; other: string; email: string }> => {
    const email = `account-${++count}@lookflex.example`;
    const user = await createUserFromConsole({ user: { email, name: "김 하나", password: OLD } });
    const sessionId = await startSession(db, user.id, request);
    const other = await startSession(db, user.id, request);
    return { viewer: viewerOf(user, { sessionId }, request), other, email };
  };
  const entries = (viewer: Viewer, action: string) =>
    db
      .select()
      .from(auditLog)
      .where(and(eq(auditLog.userId, viewer.userId), eq(auditLog.action, action)));
  const open = async (viewer: Viewer) => {
    const rows = await db
      .select({ id: sessions.id })
      .from(sessions)
      .where(and(eq(sessions.userId, viewer.userId), isNull(sessions.revokedAt)));
    return rows.map(({ id }) => id);
  };
  return { db, users, sessions, somebody, entries, open, loadSession, viewerOf };
}

describe("an account's choices", () => {
  it("are kept, on record with before and after, and in the next request's viewer", async () => {
    const { somebody, entries, loadSession, viewerOf } = await house();
    const { updateAccount } = await import("@/lib/account/update-account");
    const { viewer } = await somebody();
    const choices = {
      name: " 김 둘 ",
      locale: "en",
      timezone: "America/New_York",
      theme: "dark",
      numberStyle: "digits",
      weekStart: 0,
    } as const;
    const account = await updateAccount(viewer, choices);
    expect(account).toMatchObject({ ...choices, name: "김 둘" });
    expect(JSON.stringify(account)).not.toContain("argon2");
    const session = await loadSession(viewer.sessionId ?? "");
    if (!session) throw new Error("no session");
    expect(viewerOf(session.user, { sessionId: session.sessionId }, request)).toMatchObject({
      name: "김 둘",
      locale: "en",
      timezone: "America/New_York",
      numberStyle: "digits",
      weekStart: 0,
    });
    const [entry] = await entries(viewer, "account.update");
    expect(entry?.metadata).toMatchObject({
      before: { name: "김 하나", theme: null, weekStart: null },
      after: { name: "김 둘", theme: "dark", weekStart: 0 },
    });
    const back = await updateAccount(viewer, { timezone: null, numberStyle: null });
    expect(back).toMatchObject({ timezone: null, numberStyle: null, theme: "dark" });
  });

  it("say nothing to the audit log when nothing changes", async () => {
    const { somebody, entries } = await house();
    const { updateAccount } = await import("@/lib/account/update-account");
    const { viewer } = await somebody();
    await updateAccount(viewer, { theme: "light" });
    await updateAccount(viewer, { theme: "light" });
    expect(await entries(viewer, "account.update")).toHaveLength(1);
  });

  it.each([
    ["name", { name: " " }],
    ["timezone", { timezone: "Mars/Olympus" }],
    ["timezone", { timezone: "<script>" }],
    [undefined, { role: "admin" }],
    [undefined, { email: "other@lookflex.example" }],
  ])("refuse %s of %j", async (path, change) => {
    const { somebody } = await house();
    const { updateAccount } = await import("@/lib/account/update-account");
    const { viewer } = await somebody();
    const failure = await updateAccount(viewer, JSON.parse(JSON.stringify(change))).catch(
      (error: unknown) => error,
    );
    expect(failure).toMatchObject({ code: "INPUT_001" });
    if (path) expect(failure).toMatchObject({ fields: [{ path }] });
  });

  it("are not a token's to change", async () => {
    const { somebody } = await house();
    const { updateAccount } = await import("@/lib/account/update-account");
    const { changePassword } = await import("@/lib/account/change-password");
    const { listSessions } = await import("@/lib/sessions/list-sessions");
    const { viewer } = await somebody();
    const script: Viewer = { ...viewer, sessionId: null, tokenId: "t", scopes: ["read", "write", "admin"] };
    const refused = { code: "AUTH_004" };
    await expect(updateAccount(script, { theme: "dark" })).rejects.toMatchObject(refused);
    await expect(changePassword(script, { current: OLD, next: NEW })).rejects.toMatchObject(refused);
    await expect(listSessions(script)).rejects.toMatchObject(refused);
  });

  it("reach the browser at sign-in, where they win over its cookies", async () => {
    const { somebody } = await house();
    const { updateAccount } = await import("@/lib/account/update-account");
    const { signInPreferences } = await import("@/lib/account/preference-cookies");
    const { viewer } = await somebody();
    expect(await signInPreferences(viewer.userId)).toEqual([]);
    await updateAccount(viewer, { locale: "en", theme: "dark" });
    const cookies = await signInPreferences(viewer.userId);
    expect(cookies).toEqual([
      expect.stringMatching(/^locale=en; Path=\/; Max-Age=31536000; SameSite=Lax; HttpOnly/),
      expect.stringMatching(/^theme=dark; Path=\/; Max-Age=31536000; SameSite=Lax/),
    ]);
    expect(cookies[1]).not.toContain("HttpOnly");
  });
});

describe("a password", () => {
  it("changes for the old one, ends the other sessions and the open reset links, and is on record", async () => {
    const { db, somebody, entries, open } = await house();
    const { passwordResets } = await import("@/db/schema/password-resets");
    const { changePassword } = await import("@/lib/account/change-password");
    const { checkCredentials } = await import("@/lib/auth/check-credentials");
    const { viewer, email } = await somebody();
    const { viewer: stranger } = await somebody();
    await db
      .insert(passwordResets)
      .values({ userId: viewer.userId, hash: `h-${count}`, expiresAt: new Date(Date.now() + 3_600_000) });
    expect(await changePassword(viewer, { current: OLD, next: NEW })).toEqual({ ended: 1 });
    expect(await open(viewer)).toEqual([viewer.sessionId]);
    expect(await open(stranger)).toHaveLength(2);
    const [reset] = await db.select().from(passwordResets).where(eq(passwordResets.userId, viewer.userId));
    expect(reset?.usedAt).not.toBeNull();
    await expect(checkCredentials({ email, password: OLD }, request)).rejects.toMatchObject({
      code: "AUTH_003",
    });
    expect(await checkCredentials({ email, password: NEW }, request)).toMatchObject({ sub: viewer.userId });
    const made = await entries(viewer, "password.change");
    expect(made).toMatchObject([{ category: "SECURITY", metadata: { endedSessions: 1 } }]);
    expect(JSON.stringify(made)).not.toContain(NEW);
  });

  it("stays when the old one is wrong, the new one weak or the same", async () => {
    const { somebody, entries, open } = await house();
    const { changePassword } = await import("@/lib/account/change-password");
    const { viewer } = await somebody();
    const wrong = (current: string, next: string) =>
      changePassword(viewer, { current, next }).catch((error: unknown) => error);
    expect(await wrong("no", NEW)).toMatchObject({ fields: [{ path: "current", key: "passwordWrong" }] });
    expect(await wrong(OLD, "short")).toMatchObject({ fields: [{ path: "next", key: "passwordTooShort" }] });
    expect(await wrong(OLD, OLD)).toMatchObject({ fields: [{ path: "next", key: "passwordSame" }] });
    expect(await open(viewer)).toHaveLength(2);
    expect(await entries(viewer, "password.refused")).toMatchObject([
      { category: "SECURITY", severity: "WARNING" },
    ]);
  });

  it("is not guessed at an open screen, many at once included", async () => {
    const { somebody } = await house();
    const { changePassword } = await import("@/lib/account/change-password");
    const { viewer } = await somebody();
    const codes = await Promise.all(
      Array.from({ length: 8 }, () =>
        changePassword(viewer, { current: "guess", next: NEW }).then(
          () => "changed",
          (error: { code: string }) => error.code,
        ),
      ),
    );
    expect(codes.filter((code) => code === "INPUT_001")).toHaveLength(5);
    expect(codes.filter((code) => code === "RATE_001")).toHaveLength(3);
    await expect(changePassword(viewer, { current: OLD, next: NEW })).rejects.toMatchObject({
      code: "RATE_001",
    });
  });
});

describe("the export of one's data", () => {
  it("holds all that is kept about the person and no secret, nobody else's things, and is on record", async () => {
    const { db, somebody, entries } = await house();
    const { dashboards } = await import("@/db/schema/dashboards");
    const { favorites } = await import("@/db/schema/favorites");
    const { views } = await import("@/db/schema/views");
    const { apiTokens } = await import("@/db/schema/api-tokens");
    const { users } = await import("@/db/schema/users");
    const { createToken } = await import("@/lib/tokens/create-token");
    const { updateUser } = await import("@/lib/users/update-user");
    const { exportAccount } = await import("@/lib/account/export-account");
    const [{ viewer, email }, { viewer: stranger, email: strangersEmail }] = [
      await somebody(),
      await somebody(),
    ];
    const made = await createToken(viewer, { name: "mine", scopes: ["read"] });
    await createToken(stranger, { name: "not mine", scopes: ["read"] });
    const config = { slug: "x", name: "x" };
    const [dashboard] = await db
      .insert(dashboards)
      .values([
        { slug: `mine-${count}`, name: "Mine", config, ownerId: viewer.userId },
        { slug: `theirs-${count}`, name: "Theirs", config, ownerId: stranger.userId },
      ])
      .returning();
    if (!dashboard) throw new Error("no dashboard");
    await db.insert(favorites).values({ userId: viewer.userId, dashboardId: dashboard.id });
    await db.insert(views).values({ dashboardId: dashboard.id, ownerId: viewer.userId, name: "My view" });
    const admin: Viewer = { ...stranger, role: "admin" };
    await updateUser(admin, { id: viewer.userId, role: "editor" });
    const { groups, groupMembers } = await import("@/db/schema/groups");
    const { dashboardShares } = await import("@/db/schema/dashboard-shares");
    const [mine, theirs] = await db
      .insert(groups)
      .values([{ name: `Mine ${count}`, attributes: { brand: ["르솔"] } }, { name: `Theirs ${count}` }])
      .returning();
    const [foreign] = await db.select().from(dashboards).where(eq(dashboards.ownerId, stranger.userId));
    if (!mine || !theirs || !foreign) throw new Error("no rows");
    await db.insert(groupMembers).values([
      { groupId: mine.id, userId: viewer.userId },
      { groupId: theirs.id, userId: stranger.userId },
    ]);
    await db.insert(dashboardShares).values([
      { dashboardId: foreign.id, userId: viewer.userId, canEdit: true },
      { dashboardId: dashboard.id, userId: stranger.userId },
    ]);

    const { fileExports } = await import("@/db/schema/exports");
    const file = { request: {}, fileName: "x.csv", format: "csv" as const };
    await db.insert(fileExports).values([
      { ...file, userId: viewer.userId, title: "Mine" },
      { ...file, userId: stranger.userId, title: "Theirs" },
    ]);

    const data = await exportAccount(viewer);
    expect(data.profile).toMatchObject({ id: viewer.userId, email });
    expect(data.sessions).toHaveLength(2);
    expect(data.tokens).toMatchObject([{ name: "mine", prefix: made.prefix }]);
    expect(data.groups).toMatchObject([{ name: `Mine ${count}`, attributes: { brand: ["르솔"] } }]);
    expect(data.sharedWithMe).toMatchObject([{ dashboard: foreign.slug, canEdit: true }]);
    expect(data.views).toMatchObject([{ name: "My view", dashboard: dashboard.slug }]);
    expect(data.favorites).toMatchObject([{ dashboard: dashboard.slug }]);
    expect(data.dashboards).toMatchObject([{ slug: dashboard.slug }]);
    expect(data.exports).toMatchObject([{ title: "Mine", state: "waiting" }]);
    expect(data.audit.byMe.map(({ action }) => action)).toEqual(
      expect.arrayContaining(["session.start", "token.create", "account.export"]),
    );
    expect(data.audit.aboutMe.map(({ action }) => action)).toContain("user.update");
    const text = JSON.stringify(data);
    const [[row], [token]] = await Promise.all([
      db.select().from(users).where(eq(users.id, viewer.userId)),
      db.select().from(apiTokens).where(eq(apiTokens.id, made.id)),
    ]);
    for (const secret of [row?.passwordHash, token?.hash, made.token, strangersEmail, stranger.userId])
      expect(text).not.toContain(secret);
    expect(await entries(viewer, "account.export")).toHaveLength(1);
  });

  it("is taken thirty times in ten minutes at most, by each person", async () => {
    const { exportAccount } = await import("@/lib/account/export-account");
    const { somebody } = await house();
    const [{ viewer }, other] = [await somebody(), await somebody()];
    for (let i = 0; i < 30; i++) await exportAccount(viewer);
    await expect(exportAccount(viewer)).rejects.toMatchObject({ code: "RATE_001", status: 429 });
    expect(await exportAccount(other.viewer)).toMatchObject({ profile: { email: other.email } });
  });

  it("takes the scope export of a token", async () => {
    const { somebody } = await house();
    const { exportAccount } = await import("@/lib/account/export-account");
    const { viewer } = await somebody();
    const script = (scopes: Viewer["scopes"]): Viewer => ({
      ...viewer,
      sessionId: null,
      tokenId: "t",
      scopes,
    });
    await expect(exportAccount(script(["read", "query"]))).rejects.toMatchObject({ code: "AUTH_004" });
    expect((await exportAccount(script(["export"]))).profile.id).toBe(viewer.userId);
  });
});
