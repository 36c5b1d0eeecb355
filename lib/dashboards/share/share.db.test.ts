import { randomUUID } from "node:crypto";
import { and, desc, eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { auditLog } from "@/db/schema/audit-log";
import { dashboardShares } from "@/db/schema/dashboard-shares";
import { dashboards, dashboardVersions } from "@/db/schema/dashboards";
import { groupMembers } from "@/db/schema/groups";
import { users } from "@/db/schema/users";
import type { Viewer } from "@/lib/access/viewer";
import { authenticateRequest } from "@/lib/auth/authenticate-request";
import { listCommandTargets } from "@/lib/commands/list-command-targets";
import { createDashboard } from "@/lib/dashboards/create-dashboard";
import { deleteDashboard } from "@/lib/dashboards/delete-dashboard";
import { getDashboard } from "@/lib/dashboards/get-dashboard";
import { listDashboards } from "@/lib/dashboards/list-dashboards";
import { listRecentDashboards } from "@/lib/dashboards/list-recent-dashboards";
import { person } from "@/lib/dashboards/person.fixture";
import { recordVisit } from "@/lib/dashboards/record-visit";
import { sampleInput } from "@/lib/dashboards/sample-spec.fixture";
import { listShareTargets } from "@/lib/dashboards/share/list-share-targets";
import { listShares } from "@/lib/dashboards/share/list-shares";
import type { ListedShare } from "@/lib/dashboards/share/schema";
import { setShares } from "@/lib/dashboards/share/set-shares";
import { updateDashboard } from "@/lib/dashboards/update-dashboard";
import { addFavorite } from "@/lib/favorites/add-favorite";
import { createGroup } from "@/lib/groups/create-group";
import { deleteGroup } from "@/lib/groups/delete-group";
import { setMembers } from "@/lib/groups/set-members";
import { createTokenForUser } from "@/lib/tokens/create-token-for-user";
import { deleteUser } from "@/lib/users/delete-user";
import { updateUser } from "@/lib/users/update-user";
import { createView } from "@/lib/views/create-view";
import { getView } from "@/lib/views/get-view";
import { listViews } from "@/lib/views/list-views";
import { resolveView } from "@/lib/views/resolve-view";
import { updateView } from "@/lib/views/update-view";
import { type TestDatabase, testDatabase } from "@/tests/database";

const REFUSED = { code: "AUTH_004", status: 403 };
const NOWHERE = "00000000-0000-4000-8000-000000000000";
let database: TestDatabase;
let admin: Viewer;
let owner: Viewer;

beforeAll(async () => {
  database = await testDatabase();
  [admin, owner] = await Promise.all([person("admin"), person("editor")]);
});
afterAll(() => database.close());

const targetOf = (share: ListedShare) =>
  "role" in share ? share.role : "group" in share ? share.group : share.user;
const key = () => randomUUID().slice(0, 8);
const make = async (over: object = {}) => {
  const slug = `shared-${key()}`;
  await createDashboard(owner, {
    format: "json",
    value: { ...sampleInput({ slug, isPublic: false }), ...over },
  });
  return slug;
};
const group = async (members: Viewer[] = []) => {
  const { id } = await createGroup(admin, { name: `group ${key()}` });
  await setMembers(admin, { id, add: members.map(({ userId }) => userId) });
  return id;
};
const publish = async (by: Viewer, slug: string, change: object = {}) => {
  const document = await getDashboard(by, slug);
  return updateDashboard(by, slug, { format: "json", value: { ...document, ...change } });
};
const slugsOf = async (by: Viewer) => (await listDashboards(by)).map(({ slug }) => slug);
const lastShared = async (slug: string) =>
  (
    await db.select().from(auditLog).where(eq(auditLog.action, "dashboard.share")).orderBy(desc(auditLog.id))
  ).find(({ metadata }) => metadata?.slug === slug);

/** Everything that shows whether somebody may open a dashboard. */
async function opens(viewer: Viewer, slug: string): Promise<boolean> {
  const opened = await getDashboard(viewer, slug).then(
    (dashboard) => dashboard,
    (error: unknown) => {
      expect(error).toMatchObject(REFUSED);
      return null;
    },
  );
  const may = opened !== null;
  const settled = async (call: Promise<unknown>) =>
    call.then(
      () => true,
      (error: unknown) => {
        expect(error).toMatchObject(REFUSED);
        return false;
      },
    );
  expect((await slugsOf(viewer)).includes(slug)).toBe(may);
  expect((await listDashboards(viewer, { search: slug })).length).toBe(may ? 1 : 0);
  expect((await listCommandTargets(viewer)).dashboards.some((target) => target.slug === slug)).toBe(may);
  expect(await settled(addFavorite(viewer, slug))).toBe(may);
  expect(await settled(listViews(viewer, slug))).toBe(may);
  expect(await settled(createView(viewer, slug, { widgets: {} }))).toBe(may);
  if (opened) await resolveView(viewer, opened);
  const [row] = await db.select({ id: dashboards.id }).from(dashboards).where(eq(dashboards.slug, slug));
  await recordVisit(viewer, row?.id ?? "");
  expect((await listRecentDashboards(viewer)).some((recent) => recent.slug === slug)).toBe(may);
  return may;
}

describe("a private dashboard", () => {
  it("opens for nobody but its owner and admins, until it is shared, and no longer than it is", async () => {
    const slug = await make();
    const [named, member, stranger] = [
      await person("viewer"),
      await person("viewer"),
      await person("editor"),
    ];
    const team = await group([member]);
    for (const nobody of [named, member, stranger]) expect(await opens(nobody, slug)).toBe(false);
    for (const somebody of [owner, admin]) expect(await opens(somebody, slug)).toBe(true);

    await setShares(owner, slug, { shares: [{ user: named.userId }, { group: team }] });
    for (const somebody of [named, member]) expect(await opens(somebody, slug)).toBe(true);
    expect(await opens(stranger, slug)).toBe(false);

    // Out of the group: the very next request.
    await setMembers(admin, { id: team, remove: [member.userId] });
    expect(await opens(member, slug)).toBe(false);
    await setMembers(admin, { id: team, add: [member.userId, stranger.userId] });
    expect(await opens(stranger, slug)).toBe(true);
    await setShares(owner, slug, { shares: [{ group: team }] });
    expect(await opens(named, slug)).toBe(false);
    await deleteGroup(admin, { id: team });
    for (const nobody of [member, stranger]) expect(await opens(nobody, slug)).toBe(false);
    expect(await opens(owner, slug)).toBe(true);
  });

  it("keeps its views to those who may open it", async () => {
    const slug = await make();
    const member = await person("viewer");
    const team = await group([member]);
    const view = await createView(owner, slug, { name: "Ours", scope: "shared", widgets: {} });
    await expect(getView(member, view.id)).rejects.toMatchObject(REFUSED);
    await setShares(owner, slug, { shares: [{ group: team }] });
    expect(await getView(member, view.id)).toMatchObject({ name: "Ours", canEdit: false });
  });

  it("opens for nobody who is suspended, whatever was shared with them", async () => {
    const slug = await make();
    const member = await person("viewer");
    await setShares(owner, slug, { shares: [{ user: member.userId }, { group: await group([member]) }] });
    const { token } = await createTokenForUser({ email: member.email, name: "t" });
    const request = { id: "r", ip: "", userAgent: "", method: "GET", path: "/" };
    const ask = () => authenticateRequest(new Headers({ authorization: `Bearer ${token}` }), request);
    expect(await opens((await ask()).viewer, slug)).toBe(true);
    await updateUser(admin, { id: member.userId, suspended: true });
    await expect(ask()).rejects.toMatchObject({ code: "AUTH_001" });
  });
});

describe("who sees what", () => {
  type Caller = "owner" | "admin" | "editor" | "viewer" | "named" | "member";
  /** What is shared → for each kind of person whether they open it (`see`) and may change it (`edit`). */
  const MATRIX: [
    string,
    object | ((who: Record<Caller, Viewer>, team: string) => object),
    Record<Caller, string>,
  ][] = [
    [
      "nobody",
      { shares: [] },
      { owner: "edit", admin: "edit", editor: "no", viewer: "no", named: "no", member: "no" },
    ],
    [
      "everyone signed in",
      { isPublic: true, shares: [] },
      { owner: "edit", admin: "edit", editor: "see", viewer: "see", named: "see", member: "see" },
    ],
    [
      "all editors",
      { shares: [{ role: "editor" }] },
      { owner: "edit", admin: "edit", editor: "see", viewer: "no", named: "no", member: "no" },
    ],
    [
      "all editors, to change it",
      { shares: [{ role: "editor", canEdit: true }] },
      { owner: "edit", admin: "edit", editor: "edit", viewer: "no", named: "no", member: "no" },
    ],
    [
      "everyone, and all editors to change it",
      { isPublic: true, shares: [{ role: "editor", canEdit: true }] },
      { owner: "edit", admin: "edit", editor: "edit", viewer: "see", named: "see", member: "see" },
    ],
    [
      "a person and a group",
      (who, team) => ({ shares: [{ user: who.named.userId }, { group: team, canEdit: true }] }),
      // An edit share makes no editor of a viewer.
      { owner: "edit", admin: "edit", editor: "no", viewer: "no", named: "see", member: "see" },
    ],
  ];

  it.each(MATRIX)("shared with %s", async (_, shared, expected) => {
    const who: Record<Caller, Viewer> = {
      owner,
      admin,
      editor: await person("editor"),
      viewer: await person("viewer"),
      named: await person("viewer"),
      member: await person("viewer"),
    };
    const slug = await make();
    const team = await group([who.member]);
    await setShares(owner, slug, (typeof shared === "function" ? shared(who, team) : shared) as never);
    const seen: Record<string, string> = {};
    for (const [name, viewer] of Object.entries(who)) {
      const may = await opens(viewer, slug);
      const edits = await publish(viewer, slug).then(
        () => true,
        (error: unknown) => {
          expect(error).toMatchObject(REFUSED);
          return false;
        },
      );
      seen[name] = edits ? "edit" : may ? "see" : "no";
    }
    expect(seen).toEqual(expected);
  });

  it("by role ends on the next request of who is no editor any more", async () => {
    const slug = await make();
    await setShares(owner, slug, { shares: [{ role: "editor" }] });
    const someone = await person("editor");
    expect(await opens(someone, slug)).toBe(true);
    expect(await opens({ ...someone, role: "viewer" }, slug)).toBe(false);
    expect((await listShares(owner, slug)).shares).toEqual([{ role: "editor", canEdit: false }]);
    // What GET gave can be sent back; a role twice, or beside a person, is refused.
    expect(await setShares(owner, slug, await listShares(owner, slug))).toMatchObject({
      shares: [{ role: "editor" }],
    });
    for (const shares of [
      [{ role: "editor" }, { role: "editor", canEdit: true }],
      [{ role: "editor", user: someone.userId }],
      [{ role: "viewer" }],
    ])
      await expect(setShares(owner, slug, { shares } as never)).rejects.toMatchObject({ code: "INPUT_001" });
    await setShares(owner, slug, { shares: [] });
    expect(await opens(someone, slug)).toBe(false);
  });
});

describe("the right to edit", () => {
  it("lets an editor publish, and neither delete nor share nor open it to all", async () => {
    const slug = await make();
    const [given, member, looker] = [await person("editor"), await person("editor"), await person("editor")];
    await setShares(owner, slug, {
      shares: [
        { user: given.userId, canEdit: true },
        { group: await group([member]), canEdit: true },
        { user: looker.userId },
      ],
    });
    for (const editor of [given, member]) {
      expect(await getDashboard(editor, slug)).toMatchObject({ share: "edit", ownerId: owner.userId });
      const { version } = await getDashboard(editor, slug);
      expect(await publish(editor, slug, { name: `By ${editor.email}` })).toMatchObject({
        version: version + 1,
        ownerId: owner.userId,
      });
      expect((await listDashboards(editor)).find((found) => found.slug === slug)?.canEdit).toBe(true);
      await expect(deleteDashboard(editor, slug)).rejects.toMatchObject(REFUSED);
      await expect(setShares(editor, slug, { shares: [] })).rejects.toMatchObject(REFUSED);
      await expect(listShareTargets(editor, slug)).rejects.toMatchObject(REFUSED);
      expect(await listShares(editor, slug)).toMatchObject({ mayChange: false, owner: { id: owner.userId } });
      await expect(publish(editor, slug, { isPublic: true })).rejects.toMatchObject({
        ...REFUSED,
        fields: [{ path: "isPublic", key: "isPublicOwnerOnly" }],
      });
    }
    await expect(publish(looker, slug, { name: "x" })).rejects.toMatchObject(REFUSED);
    await expect(listShares(looker, slug)).rejects.toMatchObject(REFUSED);
    expect((await getDashboard(owner, slug)).isPublic).toBe(false);
    expect(await publish(owner, slug, { isPublic: true })).toMatchObject({ isPublic: true });
    // Left as it is, it is nobody's change; closing it again is.
    expect(await publish(given, slug, { name: "open" })).toMatchObject({ isPublic: true });
    await expect(publish(given, slug, { isPublic: false })).rejects.toMatchObject(REFUSED);
    await deleteDashboard(owner, slug);
  });

  it("makes no editor of a viewer", async () => {
    const slug = await make();
    const viewer = await person("viewer");
    await setShares(owner, slug, {
      shares: [
        { user: viewer.userId, canEdit: true },
        { group: await group([viewer]), canEdit: true },
      ],
    });
    expect(await opens(viewer, slug)).toBe(true);
    expect((await listDashboards(viewer)).find((found) => found.slug === slug)?.canEdit).toBe(false);
    for (const call of [
      () => publish(viewer, slug, { name: "x" }),
      () => deleteDashboard(viewer, slug),
      () => listShares(viewer, slug),
      () => setShares(viewer, slug, { shares: [] }),
      () => listShareTargets(viewer, slug),
      () => createView(viewer, slug, { name: "x", scope: "shared", widgets: {} }),
    ])
      await expect(call()).rejects.toMatchObject(REFUSED);
  });

  it("counts where any of several shares gives it, and ends with the last that does", async () => {
    const slug = await make();
    const editor = await person("editor");
    const [looking, editing] = [await group([editor]), await group([editor])];
    const shares = [{ user: editor.userId }, { group: looking }, { group: editing, canEdit: true }];
    await setShares(owner, slug, { shares });
    expect(await publish(editor, slug)).toMatchObject({ share: "edit" });
    await setMembers(admin, { id: editing, remove: [editor.userId] });
    expect(await getDashboard(editor, slug)).toMatchObject({ share: "view" });
    await expect(publish(editor, slug)).rejects.toMatchObject(REFUSED);
  });

  it("stands in the WHERE too: a right taken away while a document is on its way changes nothing", async () => {
    const slug = await make();
    const editor = await person("editor");
    const { id } = await getDashboard(owner, slug);
    await setShares(owner, slug, { shares: [{ user: editor.userId, canEdit: true }] });
    const { editableBy, ownedBy } = await import("@/lib/dashboards/editable-by");
    const mine = (where: ReturnType<typeof editableBy>) =>
      db
        .select({ id: dashboards.id })
        .from(dashboards)
        .where(and(eq(dashboards.id, id), where));
    expect(await mine(editableBy(editor))).toHaveLength(1);
    expect(await mine(ownedBy(editor))).toHaveLength(0);
    await setShares(owner, slug, { shares: [{ user: editor.userId }] });
    expect(await mine(editableBy(editor))).toHaveLength(0);
    expect(await mine(editableBy(owner))).toHaveLength(1);
    expect(await mine(ownedBy(admin))).toHaveLength(1);
  });

  it("covers the shared views of others, as it does for the owner", async () => {
    const slug = await make();
    const [given, looker] = [await person("editor"), await person("editor")];
    const { id } = await createView(owner, slug, { name: "Ours", scope: "shared", widgets: {} });
    await setShares(owner, slug, {
      shares: [{ user: given.userId, canEdit: true }, { user: looker.userId }],
    });
    await expect(updateView(looker, id, { name: "Mine" })).rejects.toMatchObject(REFUSED);
    expect(await updateView(given, id, { name: "Given" })).toMatchObject({ name: "Given", canEdit: true });
  });
});

describe("setShares", () => {
  it("replaces the list, takes what GET gave, and is on record with before and after", async () => {
    const slug = await make();
    const [one, two] = [await person("viewer"), await person("editor")];
    const team = await group();
    expect(await listShares(owner, slug)).toEqual({
      isPublic: false,
      owner: { id: owner.userId, name: owner.name, email: owner.email },
      mayChange: true,
      shares: [],
    });
    const first = await setShares(owner, slug, {
      shares: [{ user: one.userId }, { group: team, canEdit: true }],
    });
    expect(first.shares).toEqual([
      { group: team, name: expect.stringMatching(/^group /), canEdit: true },
      { user: one.userId, name: one.name, email: one.email, canEdit: false },
    ]);
    expect(await lastShared(slug)).toMatchObject({
      userId: owner.userId,
      category: "DATA",
      metadata: {
        before: { isPublic: false, shares: [] },
        after: { isPublic: false, shares: first.shares },
      },
    });
    expect(await setShares(admin, slug, await listShares(admin, slug))).toEqual(first);
    const entries = () =>
      db
        .select()
        .from(auditLog)
        .where(and(eq(auditLog.action, "dashboard.share"), sql`metadata->>'slug' = ${slug}`));
    expect(await entries()).toHaveLength(1);

    const rows = () => db.select({ id: dashboardShares.id }).from(dashboardShares);
    const before = (await rows()).map(({ id }) => id);
    const second = await setShares(owner, slug, {
      shares: [{ group: team, canEdit: true }, { user: two.userId }],
    });
    expect(second.shares.map(targetOf)).toEqual([team, two.userId]);
    // What stayed is the row it was.
    expect((await rows()).filter(({ id }) => before.includes(id)).length).toBe(before.length - 1);
    expect((await listDashboards(owner)).find((found) => found.slug === slug)?.isShared).toBe(true);
    expect((await setShares(owner, slug, { shares: [] })).shares).toEqual([]);
    expect((await listDashboards(owner)).find((found) => found.slug === slug)?.isShared).toBe(false);
  });

  it("opens and closes it for everybody as a version, so that an edit from before is told", async () => {
    const slug = await make();
    const stranger = await person("viewer");
    const edited = await getDashboard(owner, slug);
    expect(await setShares(owner, slug, { isPublic: true, shares: [] })).toMatchObject({ isPublic: true });
    expect(await opens(stranger, slug)).toBe(true);
    const opened = await getDashboard(owner, slug);
    expect(opened).toMatchObject({ ...edited, isPublic: true, version: 2, updatedAt: expect.any(String) });
    const versions = await db
      .select()
      .from(dashboardVersions)
      .where(eq(dashboardVersions.dashboardId, edited.id))
      .orderBy(dashboardVersions.version);
    expect(versions.map(({ version, authorId }) => [version, authorId])).toEqual([
      [1, owner.userId],
      [2, owner.userId],
    ]);
    expect(versions[1]?.config).toMatchObject({ slug, isPublic: true });
    await setShares(owner, slug, { isPublic: false, shares: [] });
    expect(await opens(stranger, slug)).toBe(false);
    // The document from before would have opened it again without a word.
    await expect(
      updateDashboard(owner, slug, { format: "json", value: { ...opened, name: "late" } }),
    ).rejects.toMatchObject({ code: "CONFLICT_001", details: { currentVersion: 3 } });
    expect(await lastShared(slug)).toMatchObject({
      metadata: { before: { isPublic: true }, after: { isPublic: false } },
    });
    // Left out, it stays.
    expect(await setShares(owner, slug, { shares: [] })).toMatchObject({ isPublic: false });
    expect((await getDashboard(owner, slug)).version).toBe(3);
  });

  it("refuses who is not there, who is there twice, the owner and nobody, and changes nothing then", async () => {
    const slug = await make();
    const [one, team] = [await person("viewer"), await group()];
    await setShares(owner, slug, { shares: [{ user: one.userId }] });
    const refused = async (shares: unknown[], fields: object[]) =>
      expect(setShares(owner, slug, { shares } as never)).rejects.toMatchObject({
        code: "INPUT_001",
        fields,
      });
    await refused(
      [{ group: NOWHERE }, { user: randomUUID() }],
      [
        { path: "shares.0.group", key: "groupUnknown" },
        { path: "shares.1.user", key: "personUnknown" },
      ],
    );
    await refused([{ user: owner.userId }], [{ path: "shares.0.user", key: "sharedWithOwner" }]);
    await refused(
      [{ group: team }, { group: team, canEdit: true }],
      [{ path: "shares.1", key: "sharedTwice" }],
    );
    await refused([{}], [{ path: "shares.0", key: "shareTarget" }]);
    await refused([{ group: team, user: one.userId }], [{ path: "shares.0", key: "shareTarget" }]);
    await refused([{ group: team, canedit: true }], [{ path: "shares.0", key: "unknownKeys" }]);
    expect((await listShares(owner, slug)).shares).toMatchObject([{ user: one.userId }]);
  });

  it("leaves one whole list when two are set at once", async () => {
    const slug = await make();
    const people = await Promise.all([person("viewer"), person("viewer"), person("viewer")]);
    const lists = people.map(({ userId }) => [{ user: userId, canEdit: true }]);
    await Promise.all(lists.map((shares) => setShares(owner, slug, { shares })));
    const { shares } = await listShares(owner, slug);
    expect(shares).toHaveLength(1);
    expect(lists.flat().map(({ user }) => user)).toContain(
      shares[0] && "user" in shares[0] && shares[0].user,
    );
  });

  it("is admins' and the owner's alone, by tokens that may write", async () => {
    const slug = await make();
    for (const nobody of [
      await person("editor"),
      await person("viewer"),
      { ...owner, tokenId: "t", scopes: ["read" as const] },
    ])
      await expect(setShares(nobody, slug, { shares: [] })).rejects.toMatchObject(REFUSED);
    await expect(setShares(owner, "no-such-dashboard", { shares: [] })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    // An owner who is no editor any more still opens it, and shares it no more.
    const demoted: Viewer = { ...owner, role: "viewer" };
    expect(await opens(demoted, slug)).toBe(true);
    await expect(setShares(demoted, slug, { shares: [] })).rejects.toMatchObject(REFUSED);
  });
});

describe("people who go", () => {
  it("take their shares with them, and an heir owns what was shared with them", async () => {
    const leaver = await person("editor");
    const heir = await person("editor");
    const slug = `left-${key()}`;
    await createDashboard(leaver, {
      format: "json",
      value: sampleInput({ slug, isPublic: false }),
    });
    const other = await person("viewer");
    await setShares(leaver, slug, {
      shares: [{ user: heir.userId, canEdit: true }, { user: other.userId }],
    });
    await deleteUser(admin, { id: leaver.userId, handOverTo: heir.userId });
    const sharing = await listShares(heir, slug);
    expect(sharing).toMatchObject({ owner: { id: heir.userId }, mayChange: true });
    expect(sharing.shares).toMatchObject([{ user: other.userId }]);
    expect(await setShares(heir, slug, sharing)).toEqual(sharing);
    await deleteUser(admin, { id: other.userId });
    expect((await listShares(heir, slug)).shares).toEqual([]);
    expect(await db.select().from(groupMembers).where(eq(groupMembers.userId, other.userId))).toEqual([]);
  });
});

describe("listShareTargets", () => {
  it("finds groups and active people by name or address, and tells no more of them", async () => {
    const slug = await make();
    const [ann, gone] = [await person("viewer"), await person("viewer")];
    await db
      .update(users)
      .set({ name: "앤 셜리", attributes: { brand: ["x"] } })
      .where(eq(users.id, ann.userId));
    await updateUser(admin, { id: gone.userId, suspended: true });
    const team = await createGroup(admin, { name: `<b>앤</b> ${key()}`, attributes: { brand: ["x"] } });
    expect(await listShareTargets(owner, slug, { search: "앤" })).toEqual({
      groups: [{ id: team.id, name: team.name }],
      users: [{ id: ann.userId, name: "앤 셜리", email: ann.email }],
      more: false,
    });
    const find = (search: string) => listShareTargets(owner, slug, { search });
    expect((await find("ㅅㄹ")).users).toMatchObject([{ id: ann.userId }]);
    expect((await find(ann.email.toUpperCase())).users).toMatchObject([{ id: ann.userId }]);
    expect(await find(gone.email)).toEqual({ groups: [], users: [], more: false });
    expect((await find(owner.email)).users).toEqual([]);
    expect((await listShareTargets(admin, slug)).users.length).toBeGreaterThan(0);
  });

  it("lists so many and says that there are more", async () => {
    const slug = await make();
    const mark = key();
    for (let i = 0; i < 21; i++) await createGroup(admin, { name: `${mark} ${i}` });
    const found = await listShareTargets(owner, slug, { search: mark });
    expect(found.groups).toHaveLength(20);
    expect(found.more).toBe(true);
  });
});
