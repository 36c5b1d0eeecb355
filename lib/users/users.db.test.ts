import { and, eq, isNull } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import type { Duty, Role } from "@/lib/access/roles";
import type { Viewer } from "@/lib/access/viewer";
import { type TestDatabase, testDatabase } from "@/tests/database";

let database: TestDatabase | undefined;
// Last admin, last auditor: what one test leaves would decide the next.
beforeEach(async () => {
  database ??= await testDatabase();
  const { db } = await import("@/db/client");
  const { users } = await import("@/db/schema/users");
  await db.delete(users);
});
afterAll(() => database?.close());

const request = { id: "req-1", ip: "192.0.2.1", userAgent: "vitest", method: "POST", path: "/test" };
const PASSWORD = "a password for tests";
let count = 0;

async function house() {
  const { db } = await import("@/db/client");
  const { users } = await import("@/db/schema/users");
  const { sessions } = await import("@/db/schema/sessions");
  const { auditLog } = await import("@/db/schema/audit-log");
  const { createUserFromConsole } = await import("@/lib/users/create-user-from-console");
  const { createUser } = await import("@/lib/users/create-user");
  const { listUsers } = await import("@/lib/users/list-users");
  const { updateUser } = await import("@/lib/users/update-user");
  const { deleteUser } = await import("@/lib/users/delete-user");
  const { startSession } = await import("@/lib/auth/start-session");
  const { viewerOf } = await import("@/lib/auth/viewer-of");
  const as = async (role: Role, duties: Duty[] = []): Promise<Viewer> => {
    const email = `user-${++count}@lookflex.example`;
    const user = await createUserFromConsole({
      user: { email, name: email, role, password: PASSWORD },
      duties,
    });
    return viewerOf(user, { sessionId: "" }, request);
  };
  return { db, users, sessions, auditLog, createUser, listUsers, updateUser, deleteUser, startSession, as };
}

describe("users", () => {
  it("are made by admins, with a hash and an audit entry of one transaction", async () => {
    const { db, users, auditLog, createUser, as } = await house();
    const admin = await as("admin");
    const input = {
      email: " New@lookflex.example ",
      name: " 김 하나 ",
      role: "editor" as const,
      password: PASSWORD,
    };
    const user = await createUser(admin, input);
    expect(user).toMatchObject({ email: "New@lookflex.example", name: "김 하나", role: "editor" });
    expect(JSON.stringify(user)).not.toContain("argon2");
    const [row] = await db.select().from(users).where(eq(users.id, user.id));
    expect(row?.passwordHash).toMatch(/^\$argon2id\$/);
    await expect(createUser(admin, { ...input, email: "NEW@LOOKFLEX.EXAMPLE" })).rejects.toMatchObject({
      fields: [{ path: "email", key: "emailTaken" }],
    });
    const entries = await db.select().from(auditLog).where(eq(auditLog.userId, admin.userId));
    expect(entries).toMatchObject([{ action: "user.create", category: "ADMIN", metadata: { id: user.id } }]);
    expect(JSON.stringify(entries)).not.toContain(PASSWORD);
  });

  it.each(["viewer", "editor"] as const)("are none of a %s's business", async (role) => {
    const { createUser, listUsers, updateUser, deleteUser, as } = await house();
    const [viewer, other] = [await as(role), await as("admin")];
    const refused = { code: "AUTH_004" };
    await expect(listUsers(viewer)).rejects.toMatchObject(refused);
    await expect(
      createUser(viewer, { email: "a@b.example", name: "a", password: PASSWORD }),
    ).rejects.toMatchObject(refused);
    await expect(updateUser(viewer, { id: viewer.userId, role: "admin" })).rejects.toMatchObject(refused);
    await expect(deleteUser(viewer, { id: other.userId })).rejects.toMatchObject(refused);
  });

  it("end their sessions when suspended, and stay out of them when back", async () => {
    const { db, sessions, startSession, updateUser, as } = await house();
    const [admin, user] = [await as("admin"), await as("viewer")];
    await startSession(db, user.userId, request);
    await updateUser(admin, { id: user.userId, suspended: true });
    const open = () =>
      db
        .select()
        .from(sessions)
        .where(and(eq(sessions.userId, user.userId), isNull(sessions.revokedAt)));
    expect(await open()).toEqual([]);
    const back = await updateUser(admin, { id: user.userId, suspended: false });
    expect(back.suspendedAt).toBeNull();
    expect(await open()).toEqual([]);
  });

  it("always keep one admin, even when two remove each other at once", async () => {
    const { db, users, updateUser, deleteUser, as } = await house();
    const alone = await as("admin");
    const lost = { code: "CONFLICT_001", key: "lastAdmin" };
    await expect(updateUser(alone, { id: alone.userId, role: "editor" })).rejects.toMatchObject(lost);
    const second = await as("admin");
    const results = await Promise.allSettled([
      updateUser(alone, { id: second.userId, role: "viewer" }),
      updateUser(second, { id: alone.userId, suspended: true }),
      deleteUser(second, { id: alone.userId }),
    ]);
    expect(results.some(({ status }) => status === "fulfilled")).toBe(true);
    const left = await db
      .select()
      .from(users)
      .where(and(eq(users.role, "admin"), isNull(users.suspendedAt)));
    expect(left).toHaveLength(1);
  });

  it("always keep one auditor; the duty comes from a holder and never from oneself", async () => {
    const { updateUser, as } = await house();
    const [admin, auditor, holder] = [await as("admin"), await as("viewer", ["audit"]), await as("viewer")];
    const refused = { code: "AUTH_004", key: "dutyNotAllowed" };
    await expect(updateUser(admin, { id: admin.userId, duties: ["audit"] })).rejects.toMatchObject(refused);
    await expect(updateUser(admin, { id: holder.userId, duties: ["audit"] })).rejects.toMatchObject(refused);
    await expect(updateUser(admin, { id: auditor.userId, duties: [] })).rejects.toMatchObject({
      key: "lastAuditor",
    });
    const holding = { ...admin, duties: ["audit" as const] };
    const granted = await updateUser(holding, { id: holder.userId, duties: ["audit"] });
    expect(granted.duties).toEqual(["audit"]);
    expect((await updateUser(admin, { id: auditor.userId, duties: [] })).duties).toEqual([]);
  });

  it("tell of unknown people, and keep one from suspending or deleting oneself", async () => {
    const { updateUser, deleteUser, as } = await house();
    const admin = await as("admin");
    const id = "00000000-0000-4000-8000-000000000000";
    await expect(updateUser(admin, { id, name: "x" })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(deleteUser(admin, { id })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(deleteUser(admin, { id: admin.userId })).rejects.toMatchObject({ key: "notYourself" });
    await as("admin");
    await expect(updateUser(admin, { id: admin.userId, suspended: true })).rejects.toMatchObject({
      code: "CONFLICT_001",
      key: "notYourself",
    });
  });

  it("carry attributes for row rules: replaced as a whole, on record, in the next request's viewer", async () => {
    const { db, auditLog, updateUser, startSession, as } = await house();
    const { loadSession } = await import("@/lib/auth/load-session");
    const [admin, user] = [await as("admin"), await as("viewer")];
    const sid = await startSession(db, user.userId, request);
    const attributes = { brand: ["닥터트루", " 닥터트루 ", "르솔"], region: ["서울"] };
    const changed = await updateUser(admin, { id: user.userId, attributes });
    expect(changed.attributes).toEqual({ brand: ["닥터트루", "르솔"], region: ["서울"] });
    expect((await loadSession(sid))?.user.attributes).toEqual(changed.attributes);
    await updateUser(admin, { id: user.userId, attributes: { region: ["부산"] } });
    expect((await loadSession(sid))?.user.attributes).toEqual({ region: ["부산"] });
    const entries = await db
      .select()
      .from(auditLog)
      .where(eq(auditLog.userId, admin.userId))
      .orderBy(auditLog.id);
    expect(entries.at(-1)?.metadata).toMatchObject({
      before: { attributes: changed.attributes },
      after: { attributes: { region: ["부산"] } },
    });
    for (const wrong of [{ "bad name": ["x"] }, { __proto__x: ["x"] }, { brand: [""] }])
      await expect(
        updateUser(admin, { id: user.userId, attributes: JSON.parse(JSON.stringify(wrong)) }),
      ).rejects.toMatchObject({ code: "INPUT_001" });
  });

  it("are listed with their groups, by name, whoever is in none too", async () => {
    const { db, listUsers, as } = await house();
    const { getUser } = await import("@/lib/users/get-user");
    const { groups, groupMembers } = await import("@/db/schema/groups");
    const [admin, member] = [await as("admin"), await as("viewer")];
    const made = await db
      .insert(groups)
      .values([{ name: "seoul" }, { name: "Brands", attributes: { brand: ["르솔"] } }])
      .returning();
    const [seoul, brands] = made.map(({ id, name, attributes }) => ({ id, name, attributes }));
    if (!seoul || !brands) throw new Error("no group");
    const inBoth = [seoul, brands].map(({ id }) => ({ groupId: id, userId: member.userId }));
    await db.insert(groupMembers).values(inBoth);
    const listed = await listUsers(admin);
    expect(listed.find(({ id }) => id === member.userId)?.groups).toEqual([brands, seoul]);
    expect(listed.find(({ id }) => id === admin.userId)?.groups).toEqual([]);
    expect((await getUser(admin, { id: member.userId })).groups).toEqual([brands, seoul]);
  });

  it("leave their dashboards and shared views to another editor when they go", async () => {
    const { db, users, auditLog, updateUser, deleteUser, as } = await house();
    const { dashboards } = await import("@/db/schema/dashboards");
    const { userViewConfigs, views } = await import("@/db/schema/views");
    const [admin, leaver, heir, viewer] = [
      await as("admin"),
      await as("editor"),
      await as("editor"),
      await as("viewer"),
    ];
    const [dashboard] = await db
      .insert(dashboards)
      .values({ slug: "left", name: "Left", config: { slug: "left" }, ownerId: leaver.userId })
      .returning();
    if (!dashboard) throw new Error("no dashboard");
    const dashboardId = dashboard.id;
    const [shared] = await db
      .insert(views)
      .values([
        { dashboardId, ownerId: leaver.userId, name: "Shared", scope: "shared" },
        { dashboardId, ownerId: leaver.userId, name: "Own", scope: "personal" },
      ])
      .returning();
    if (!shared) throw new Error("no view");
    await db
      .insert(userViewConfigs)
      .values({ userId: leaver.userId, dashboardId, viewId: shared.id, widgetId: "w", config: {} });
    const suspended = await as("editor");
    await updateUser(admin, { id: suspended.userId, suspended: true });
    for (const { userId } of [viewer, suspended, leaver])
      await expect(deleteUser(admin, { id: leaver.userId, handOverTo: userId })).rejects.toMatchObject({
        fields: [{ path: "handOverTo", key: "heirNotEditor" }],
      });
    expect(await db.select().from(users).where(eq(users.id, leaver.userId))).toHaveLength(1);

    await deleteUser(admin, { id: leaver.userId, handOverTo: heir.userId });
    expect(await db.select().from(users).where(eq(users.id, leaver.userId))).toEqual([]);
    const owned = await db.select().from(dashboards).where(eq(dashboards.id, dashboardId));
    expect(owned).toMatchObject([{ ownerId: heir.userId }]);
    expect(await db.select().from(views)).toMatchObject([{ name: "Shared", ownerId: heir.userId }]);
    expect(await db.select().from(userViewConfigs)).toMatchObject([{ userId: heir.userId }]);
    const entries = await db
      .select()
      .from(auditLog)
      .where(and(eq(auditLog.action, "user.delete"), eq(auditLog.userId, admin.userId)));
    expect(entries.at(-1)?.metadata).toMatchObject({
      handOverTo: heir.userId,
      handedOver: { dashboards: 1, views: 1 },
    });
  });

  it("are shown one by one to admins, with how much is theirs", async () => {
    const { as } = await house();
    const { getUser } = await import("@/lib/users/get-user");
    const [admin, user] = [await as("admin"), await as("viewer")];
    const found = await getUser(admin, { id: user.userId });
    expect(found).toMatchObject({ id: user.userId, ownedDashboards: 0 });
    expect(JSON.stringify(found)).not.toContain("argon2");
    await expect(getUser(user, { id: admin.userId })).rejects.toMatchObject({ code: "AUTH_004" });
  });
});
