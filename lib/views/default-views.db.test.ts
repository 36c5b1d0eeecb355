import { randomUUID } from "node:crypto";
import { desc, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { auditLog } from "@/db/schema/audit-log";
import { defaultViews } from "@/db/schema/views";
import type { Viewer } from "@/lib/access/viewer";
import { createDashboard } from "@/lib/dashboards/create-dashboard";
import { person } from "@/lib/dashboards/person.fixture";
import { sampleInput } from "@/lib/dashboards/sample-spec.fixture";
import type { Dashboard } from "@/lib/dashboards/schema";
import { setShares } from "@/lib/dashboards/share/set-shares";
import { deleteUser } from "@/lib/users/delete-user";
import { createView } from "@/lib/views/create-view";
import { deleteView } from "@/lib/views/delete-view";
import { getView } from "@/lib/views/get-view";
import { listViews } from "@/lib/views/list-views";
import { resolveView } from "@/lib/views/resolve-view";
import { setDefaultView } from "@/lib/views/set-default-view";
import { updateView } from "@/lib/views/update-view";
import { type TestDatabase, testDatabase } from "@/tests/database";

let database: TestDatabase;
let owner: Viewer;
let colleague: Viewer;
let viewer: Viewer;
let admin: Viewer;

beforeAll(async () => {
  database = await testDatabase();
  [owner, colleague, viewer, admin] = await Promise.all([
    person("editor"),
    person("editor"),
    person("viewer"),
    person("admin"),
  ]);
});
afterAll(() => database.close());

const make = (over: object = {}): Promise<Dashboard> =>
  createDashboard(owner, {
    format: "json",
    value: sampleInput({ slug: `views-${randomUUID().slice(0, 8)}`, ...over }),
  });
const save = (
  by: Viewer,
  { slug }: Dashboard,
  name: string | null,
  scope: "personal" | "shared" = "personal",
) => createView(by, slug, { name, scope, widgets: {} });
const opens = async (by: Viewer, dashboard: Dashboard, address?: string) =>
  (await resolveView(by, dashboard, address)).active?.id ?? null;

describe("which view a dashboard opens with", () => {
  it("is one's own choice, else one's own state, else everybody's default, else the dashboard as published", async () => {
    const dashboard = await make();
    const ours = await save(owner, dashboard, "Ours", "shared");
    expect(await opens(viewer, dashboard)).toBeNull();

    expect(await setDefaultView(owner, dashboard.slug, { view: ours.id, for: "everyone" })).toEqual({
      me: null,
      everyone: ours.id,
    });
    for (const everybody of [owner, colleague, viewer, admin])
      expect(await opens(everybody, dashboard)).toBe(ours.id);
    expect(await opens(viewer, dashboard, "default")).toBeNull();

    const own = await save(viewer, dashboard, null);
    expect(await opens(viewer, dashboard)).toBe(own.id);

    const mine = await save(viewer, dashboard, "Mine");
    await setDefaultView(viewer, dashboard.slug, { view: mine.id, for: "me" });
    expect(await opens(viewer, dashboard)).toBe(mine.id);
    expect(await opens(viewer, dashboard, "own")).toBe(own.id);
    expect(await opens(viewer, dashboard, ours.id)).toBe(ours.id);
    expect(await resolveView(viewer, dashboard, randomUUID())).toMatchObject({
      missing: true,
      active: { id: mine.id },
    });
    expect(await opens(colleague, dashboard, "own")).toBeNull();

    const listed = await listViews(viewer, dashboard.slug);
    expect(listed.map((view) => [view.name, view.isMyDefault, view.isDefault])).toEqual([
      ["Mine", true, false],
      ["Ours", false, true],
      [null, false, false],
    ]);
    await setDefaultView(viewer, dashboard.slug, { view: null, for: "me" });
    expect(await opens(viewer, dashboard)).toBe(own.id);
  });

  it("is for everybody what those say who may change the dashboard, and only a shared view", async () => {
    const dashboard = await make();
    const ours = await save(colleague, dashboard, "Ours", "shared");
    const choose = (by: Viewer, view: string | null) =>
      setDefaultView(by, dashboard.slug, { view, for: "everyone" });
    for (const nobody of [viewer, colleague])
      await expect(choose(nobody, ours.id)).rejects.toMatchObject({ status: 403 });
    await setShares(owner, dashboard.slug, { shares: [{ user: colleague.userId, canEdit: true }] });
    for (const somebody of [owner, colleague, admin])
      expect(await choose(somebody, ours.id)).toMatchObject({ everyone: ours.id });

    const mine = await save(owner, dashboard, "Mine");
    await expect(choose(owner, mine.id)).rejects.toMatchObject({
      fields: [{ path: "view", key: "defaultViewShared" }],
    });
    // Not of this dashboard, not theirs, not there: the same answer.
    const elsewhere = await save(owner, await make(), "Elsewhere", "shared");
    for (const view of [elsewhere.id, randomUUID()])
      await expect(choose(owner, view)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(setDefaultView(viewer, dashboard.slug, { view: mine.id, for: "me" })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    const own = await save(viewer, dashboard, null);
    await expect(setDefaultView(viewer, dashboard.slug, { view: own.id, for: "me" })).rejects.toMatchObject({
      fields: [{ path: "view" }],
    });
  });

  it("is nobody else's once it has become personal, and gone with the view and the person", async () => {
    const dashboard = await make();
    const choose = async (by: Viewer, view: string, whom: "me" | "everyone" = "me") =>
      setDefaultView(by, dashboard.slug, { view, for: whom });
    const rows = () => db.select().from(defaultViews).where(eq(defaultViews.dashboardId, dashboard.id));
    const ours = await save(owner, dashboard, "Ours", "shared");
    await choose(owner, ours.id, "everyone");
    await choose(viewer, ours.id);
    await choose(owner, ours.id);
    await updateView(owner, ours.id, { scope: "personal" });
    expect((await rows()).map(({ userId }) => userId)).toEqual([owner.userId]);
    expect(await opens(viewer, dashboard)).toBeNull();
    await deleteView(owner, ours.id);
    expect(await rows()).toEqual([]);

    const leaver = await person("editor");
    const theirs = await save(owner, dashboard, "Theirs", "shared");
    await choose(leaver, theirs.id);
    await deleteUser(admin, { id: leaver.userId });
    expect(await rows()).toEqual([]);
  });

  it("closes with its dashboard and is on record", async () => {
    const dashboard = await make({ isPublic: false });
    await expect(setDefaultView(viewer, dashboard.slug, { view: null, for: "me" })).rejects.toMatchObject({
      status: 403,
    });
    const ours = await save(owner, dashboard, "Ours", "shared");
    await setDefaultView(owner, dashboard.slug, { view: ours.id, for: "everyone" });
    const [entry] = await db
      .select()
      .from(auditLog)
      .where(eq(auditLog.action, "view.default"))
      .orderBy(desc(auditLog.id));
    expect(entry?.metadata).toEqual({ dashboard: dashboard.slug, view: ours.id, for: "everyone" });
  });

  it("is one of two that are chosen at once", async () => {
    const dashboard = await make();
    const made = await Promise.all(["A", "B", "C"].map((name) => save(owner, dashboard, name, "shared")));
    await Promise.all(
      made.flatMap(({ id }) =>
        (["me", "everyone"] as const).map((whom) =>
          setDefaultView(owner, dashboard.slug, { view: id, for: whom }),
        ),
      ),
    );
    const rows = await db.select().from(defaultViews).where(eq(defaultViews.dashboardId, dashboard.id));
    expect(rows).toHaveLength(2);
  });
});

describe("a view's name", () => {
  it("is one's own views' only one on a dashboard, whatever its case and form", async () => {
    const dashboard = await make();
    await save(viewer, dashboard, "Größe 뷰");
    const taken = {
      code: "CONFLICT_001",
      fields: [{ path: "name", key: "viewNameTaken" }],
    };
    for (const name of ["größe 뷰", "Größe 뷰".normalize("NFD"), "  GRÖßE 뷰 "])
      await expect(save(viewer, dashboard, name)).rejects.toMatchObject(taken);
    const other = await save(viewer, dashboard, "Other");
    await expect(updateView(viewer, other.id, { name: "GRÖßE 뷰" })).rejects.toMatchObject(taken);
    expect(await updateView(viewer, other.id, { name: "other" })).toMatchObject({ name: "other" });
    await save(colleague, dashboard, "Größe 뷰");
    await save(viewer, await make(), "Größe 뷰");
  });

  it("may be the heir's too when shared views are handed over", async () => {
    const dashboard = await make();
    const leaver = await person("editor");
    const theirs = await save(leaver, dashboard, "Month", "shared");
    await save(colleague, dashboard, "month", "shared");
    await deleteUser(admin, { id: leaver.userId, handOverTo: colleague.userId });
    expect(await getView(colleague, theirs.id)).toMatchObject({
      ownerId: colleague.userId,
      name: `Month (${theirs.id.slice(0, 8)})`,
    });
  });
});

describe("two who change one view", () => {
  it("are told apart by the version they read", async () => {
    const dashboard = await make();
    const ours = await save(owner, dashboard, "Ours", "shared");
    const first = await updateView(owner, ours.id, { name: "First", version: ours.version });
    expect(first.version).toBe(ours.version + 1);
    await expect(updateView(admin, ours.id, { name: "Second", version: ours.version })).rejects.toMatchObject(
      { code: "CONFLICT_001", details: { currentVersion: first.version } },
    );
    expect(await getView(admin, ours.id)).toMatchObject({ name: "First" });
    // What GET gave can be sent back; without a version the change is made.
    await updateView(admin, ours.id, await getView(admin, ours.id));
    expect(await updateView(owner, ours.id, { name: "Third" })).toMatchObject({ name: "Third" });
  });
});
