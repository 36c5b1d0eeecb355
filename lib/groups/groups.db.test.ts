import { randomUUID } from "node:crypto";
import { desc, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { auditLog } from "@/db/schema/audit-log";
import { dashboardShares } from "@/db/schema/dashboard-shares";
import { dashboards } from "@/db/schema/dashboards";
import { groupMembers, groups } from "@/db/schema/groups";
import { users } from "@/db/schema/users";
import type { Viewer } from "@/lib/access/viewer";
import { person } from "@/lib/dashboards/person.fixture";
import { createGroup } from "@/lib/groups/create-group";
import { deleteGroup } from "@/lib/groups/delete-group";
import { getGroup } from "@/lib/groups/get-group";
import { listGroups } from "@/lib/groups/list-groups";
import { setMembers } from "@/lib/groups/set-members";
import { setUserGroups } from "@/lib/groups/set-user-groups";
import { updateGroup } from "@/lib/groups/update-group";
import { deleteUser } from "@/lib/users/delete-user";
import { type TestDatabase, testDatabase } from "@/tests/database";

let database: TestDatabase;
let admin: Viewer;
let editor: Viewer;
let viewer: Viewer;

beforeAll(async () => {
  database = await testDatabase();
  [admin, editor, viewer] = await Promise.all([person("admin"), person("editor"), person("viewer")]);
});
afterAll(() => database.close());

const NOWHERE = "00000000-0000-4000-8000-000000000000";
const unique = (name: string) => `${name} ${randomUUID().slice(0, 8)}`;
const make = (name = unique("팀"), over: object = {}) => createGroup(admin, { name, ...over });
const lastEntry = async (id: string) =>
  (
    await db
      .select({
        action: auditLog.action,
        category: auditLog.category,
        severity: auditLog.severity,
        userId: auditLog.userId,
        metadata: auditLog.metadata,
      })
      .from(auditLog)
      .orderBy(desc(auditLog.id))
  ).find(({ metadata }) => metadata?.id === id);
const taken = (name: string) => ({
  code: "CONFLICT_001",
  key: "groupNameTaken",
  fields: [{ path: "name", key: "groupNameTaken", values: { name } }],
});

describe("groups", () => {
  it("are made, changed and deleted by admins, each on record with before and after", async () => {
    const name = unique("Brand managers");
    const made = await createGroup(admin, {
      name: `  ${name} `,
      description: " 첫 줄\n둘째 줄 ",
      attributes: { brand: ["닥터트루", " 닥터트루 ", "르솔"] },
    });
    const first = { name, description: "첫 줄\n둘째 줄", attributes: { brand: ["닥터트루", "르솔"] } };
    expect(made).toMatchObject({ ...first, memberCount: 0, dashboardCount: 0 });
    expect(await lastEntry(made.id)).toEqual({
      action: "group.create",
      category: "ADMIN",
      severity: "INFO",
      userId: admin.userId,
      metadata: { id: made.id, before: null, after: first },
    });

    const second = { ...first, attributes: { region: ["서울"] } };
    const changed = await updateGroup(admin, { id: made.id, attributes: { region: ["서울"] } });
    expect(changed).toMatchObject(second);
    expect(changed.updatedAt.getTime()).toBeGreaterThan(made.updatedAt.getTime());
    expect(await lastEntry(made.id)).toMatchObject({
      action: "group.update",
      metadata: { before: first, after: second },
    });
    expect(await getGroup(admin, { id: made.id })).toMatchObject({ ...second, members: [], dashboards: [] });

    await deleteGroup(admin, { id: made.id });
    expect(await lastEntry(made.id)).toMatchObject({
      action: "group.delete",
      severity: "WARNING",
      metadata: { before: second, after: null, members: 0, dashboards: 0 },
    });
    for (const gone of [
      () => getGroup(admin, { id: made.id }),
      () => updateGroup(admin, { id: made.id, name: "x" }),
      () => deleteGroup(admin, { id: made.id }),
      () => setMembers(admin, { id: made.id, add: [viewer.userId] }),
    ])
      await expect(gone()).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("are nobody's but admins', by tokens with the scope only", async () => {
    const { id } = await make();
    const narrow: Viewer = { ...admin, tokenId: "t", scopes: ["read", "write"] };
    for (const nobody of [viewer, editor, narrow])
      for (const call of [
        () => listGroups(nobody),
        () => getGroup(nobody, { id }),
        () => createGroup(nobody, { name: unique("no") }),
        () => updateGroup(nobody, { id, name: "no" }),
        () => deleteGroup(nobody, { id }),
        () => setMembers(nobody, { id, add: [nobody.userId] }),
        () => setUserGroups(nobody, { id: nobody.userId, add: [id] }),
      ])
        await expect(call()).rejects.toMatchObject({ code: "AUTH_004" });
    expect(await getGroup(admin, { id })).toMatchObject({ id, memberCount: 0 });
  });

  it("have names of their own, whatever the case", async () => {
    const name = unique("Seoul");
    const [first, other] = [await make(name), await make()];
    await expect(make(name.toUpperCase())).rejects.toMatchObject(taken(name.toUpperCase()));
    await expect(updateGroup(admin, { id: other.id, name: name.toLowerCase() })).rejects.toMatchObject(
      taken(name.toLowerCase()),
    );
    expect(await getGroup(admin, { id: other.id })).toMatchObject({ name: other.name });
    // Its own name in another case is no other's.
    expect(await updateGroup(admin, { id: first.id, name: name.toUpperCase() })).toMatchObject({
      name: name.toUpperCase(),
    });
  });

  it("give one of two at once the name, made or renamed, and the other a clear answer", async () => {
    const name = unique("Twice");
    const makers = await Promise.allSettled(
      [name, name.toUpperCase(), name.toLowerCase()].map((n) => make(n)),
    );
    expect(makers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const { reason } of makers.filter((result) => result.status === "rejected"))
      expect(reason).toMatchObject({ code: "CONFLICT_001", key: "groupNameTaken" });

    const next = unique("Renamed");
    const pair = [await make(), await make()];
    const renamed = await Promise.allSettled(pair.map(({ id }) => updateGroup(admin, { id, name: next })));
    expect(renamed.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(renamed.find((result) => result.status === "rejected")?.reason).toMatchObject(taken(next));
    // What was refused left no entry behind.
    const entries = await Promise.all(pair.map(({ id }) => lastEntry(id)));
    expect(entries.map((entry) => entry?.action).sort()).toEqual(["group.create", "group.update"]);
  });

  it("take any text for a name but control characters, and keep it as text", async () => {
    const name = unique(`<script>alert(1)</script>'"; drop table groups; -- %_\\`).slice(0, 100);
    const { id } = await make(name);
    expect((await getGroup(admin, { id })).name).toBe(name);
    expect((await listGroups(admin)).map((group) => group.name)).toContain(name);
    for (const wrong of ["", "   ", "a\0b", "a\nb", "x".repeat(101)])
      await expect(make(wrong)).rejects.toMatchObject({ code: "INPUT_001", fields: [{ path: "name" }] });
    await expect(make(unique("g"), { attributes: { "no name": ["x"] } })).rejects.toMatchObject({
      code: "INPUT_001",
    });
    await expect(make(unique("g"), { colour: "red" })).rejects.toMatchObject({ code: "INPUT_001" });
  });

  it("are listed by name with how many are in them", async () => {
    const [b, a] = [await make(unique("zz b")), await make(unique("ZZ a"))];
    await setMembers(admin, { id: b.id, add: [viewer.userId, editor.userId] });
    const listed = (await listGroups(admin)).filter(({ id }) => id === a.id || id === b.id);
    expect(listed).toMatchObject([
      { id: a.id, memberCount: 0 },
      { id: b.id, memberCount: 2 },
    ]);
  });
});

describe("members", () => {
  it("come and go by many at once, on record by name; again is harmless and leaves no entry", async () => {
    const { id, name } = await make();
    const people = await Promise.all([person("viewer"), person("editor"), person("viewer")]);
    const [one, two, three] = people.map(({ userId }) => userId) as [string, string, string];
    const emailOf = (userId: string) => people.find((p) => p.userId === userId)?.email;
    const inIt = async () => (await getGroup(admin, { id })).members.map((member) => member.id).sort();

    await setMembers(admin, { id, add: [one, two, two] });
    expect(await inIt()).toEqual([one, two].sort());
    await setMembers(admin, { id, add: [two, three], remove: [one] });
    expect(await inIt()).toEqual([two, three].sort());
    const entry = await lastEntry(id);
    expect(entry).toMatchObject({
      action: "group.members",
      category: "ADMIN",
      metadata: {
        name,
        added: [{ id: three, email: emailOf(three) }],
        removed: [{ id: one, email: emailOf(one) }],
        before: { members: 2 },
        after: { members: 2 },
      },
    });
    await setMembers(admin, { id, add: [two, three], remove: [one] });
    await setMembers(admin, { id });
    const count = (await db.select().from(auditLog)).filter(
      ({ action, metadata }) => action === "group.members" && metadata?.id === id,
    ).length;
    expect(count).toBe(2);
  });

  it("must be there, and either come or go: else nothing changes", async () => {
    const { id } = await make();
    await expect(setMembers(admin, { id, add: [viewer.userId, NOWHERE] })).rejects.toMatchObject({
      code: "INPUT_001",
      fields: [{ path: "add.1", key: "personUnknown" }],
    });
    await expect(
      setMembers(admin, { id, add: [viewer.userId], remove: [viewer.userId] }),
    ).rejects.toMatchObject({ code: "INPUT_001", fields: [{ path: "add.0", key: "addedAndRemoved" }] });
    expect((await getGroup(admin, { id })).members).toEqual([]);
    // Somebody deleted since is as good as taken out.
    await setMembers(admin, { id, remove: [NOWHERE] });
  });

  it("are in once when two admins take them in at once", async () => {
    const { id } = await make();
    await Promise.all([1, 2, 3].map(() => setMembers(admin, { id, add: [viewer.userId] })));
    expect((await getGroup(admin, { id })).memberCount).toBe(1);
  });

  it("leave their groups when they are deleted, and groups their members when they are", async () => {
    const [group, leaver] = [await make(), await person("viewer")];
    await setMembers(admin, { id: group.id, add: [leaver.userId, viewer.userId] });
    await deleteUser(admin, { id: leaver.userId });
    expect((await getGroup(admin, { id: group.id })).members.map(({ id }) => id)).toEqual([viewer.userId]);
    await deleteGroup(admin, { id: group.id });
    expect(await db.select().from(groupMembers).where(eq(groupMembers.groupId, group.id))).toEqual([]);
    expect(await db.select().from(users).where(eq(users.id, viewer.userId))).toHaveLength(1);
  });

  it("are set from the person's side too, all or none", async () => {
    const [a, b, c, someone] = [await make(), await make(), await make(), await person("viewer")];
    const inThem = async () =>
      (await db.select().from(groupMembers).where(eq(groupMembers.userId, someone.userId)))
        .map(({ groupId }) => groupId)
        .sort();
    await setUserGroups(admin, { id: someone.userId, add: [a.id, b.id] });
    expect(await inThem()).toEqual([a.id, b.id].sort());
    await setUserGroups(admin, { id: someone.userId, add: [c.id], remove: [a.id, NOWHERE] });
    expect(await inThem()).toEqual([b.id, c.id].sort());
    expect(await lastEntry(c.id)).toMatchObject({
      action: "group.members",
      metadata: { added: [{ id: someone.userId, email: someone.email }], removed: [] },
    });
    await expect(
      setUserGroups(admin, { id: someone.userId, add: [a.id, NOWHERE], remove: [b.id] }),
    ).rejects.toMatchObject({ code: "INPUT_001", fields: [{ path: "add.1", key: "groupUnknown" }] });
    expect(await inThem()).toEqual([b.id, c.id].sort());
    await expect(setUserGroups(admin, { id: NOWHERE, add: [a.id] })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });
});

it("a deleted group opens nothing any more", async () => {
  const group = await make();
  const config = {
    slug: "of-a-group",
    name: "x",
    schema: 1,
    widgets: [],
    layout: { width: 1152, widgets: {} },
  };
  const [dashboard] = await db
    .insert(dashboards)
    .values({ slug: "of-a-group", name: "Of a group", config, ownerId: editor.userId })
    .returning();
  await db.insert(dashboardShares).values({ dashboardId: dashboard?.id ?? "", groupId: group.id });
  expect(await getGroup(admin, { id: group.id })).toMatchObject({
    dashboardCount: 1,
    dashboards: [{ slug: "of-a-group", name: "Of a group", canEdit: false }],
  });
  await deleteGroup(admin, { id: group.id });
  expect(await lastEntry(group.id)).toMatchObject({ metadata: { dashboards: 1 } });
  expect(await db.select().from(dashboardShares)).toEqual([]);
  expect(await db.select().from(groups).where(eq(groups.id, group.id))).toEqual([]);
});
