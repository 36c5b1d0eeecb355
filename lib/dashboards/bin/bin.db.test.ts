import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { auditLog } from "@/db/schema/audit-log";
import { dashboardDrafts, dashboards, dashboardVersions } from "@/db/schema/dashboards";
import { favorites } from "@/db/schema/favorites";
import { views } from "@/db/schema/views";
import type { Viewer } from "@/lib/access/viewer";
import { exportAccount } from "@/lib/account/export-account";
import { listCommandTargets } from "@/lib/commands/list-command-targets";
import { listBin } from "@/lib/dashboards/bin/list-bin";
import { purgeDashboard } from "@/lib/dashboards/bin/purge-dashboard";
import { restoreDashboard } from "@/lib/dashboards/bin/restore-dashboard";
import { copyFormats } from "@/lib/dashboards/copy-formats";
import { createDashboard } from "@/lib/dashboards/create-dashboard";
import { deleteDashboard } from "@/lib/dashboards/delete-dashboard";
import { getDraft } from "@/lib/dashboards/drafts/get-draft";
import { saveDraft } from "@/lib/dashboards/drafts/save-draft";
import { getDashboard } from "@/lib/dashboards/get-dashboard";
import { listDashboards } from "@/lib/dashboards/list-dashboards";
import { listDrillTargets } from "@/lib/dashboards/list-drill-targets";
import { listRecentDashboards } from "@/lib/dashboards/list-recent-dashboards";
import { person } from "@/lib/dashboards/person.fixture";
import { placeDashboard } from "@/lib/dashboards/place-dashboard";
import { recordVisit } from "@/lib/dashboards/record-visit";
import { sampleInput, sampleSpec } from "@/lib/dashboards/sample-spec.fixture";
import type { DashboardSpecInput } from "@/lib/dashboards/schema";
import { readSearchWords } from "@/lib/dashboards/search-words";
import { listShares } from "@/lib/dashboards/share/list-shares";
import { setShares } from "@/lib/dashboards/share/set-shares";
import { updateDashboard } from "@/lib/dashboards/update-dashboard";
import { getVersion } from "@/lib/dashboards/versions/get-version";
import { listVersions } from "@/lib/dashboards/versions/list-versions";
import { addFavorite } from "@/lib/favorites/add-favorite";
import { removeFavorite } from "@/lib/favorites/remove-favorite";
import { createFolder } from "@/lib/folders/create-folder";
import { deleteFolder } from "@/lib/folders/delete-folder";
import { listFolders } from "@/lib/folders/list-folders";
import { createGroup } from "@/lib/groups/create-group";
import { getGroup } from "@/lib/groups/get-group";
import { listGroups } from "@/lib/groups/list-groups";
import { getUser } from "@/lib/users/get-user";
import { createView } from "@/lib/views/create-view";
import { getView } from "@/lib/views/get-view";
import { listViews } from "@/lib/views/list-views";
import { updateView } from "@/lib/views/update-view";
import { type TestDatabase, testDatabase } from "@/tests/database";

let database: TestDatabase;
let owner: Viewer;
let given: Viewer;
let other: Viewer;
let viewer: Viewer;
let admin: Viewer;

beforeAll(async () => {
  database = await testDatabase();
  [owner, given, other, viewer, admin] = await Promise.all([
    person("editor"),
    person("editor"),
    person("editor"),
    person("viewer"),
    person("admin"),
  ]);
});
afterAll(() => database.close());

const create = (slug: string, over: Partial<DashboardSpecInput> = {}, by = owner) =>
  createDashboard(by, { format: "json", value: sampleInput({ slug, ...over }) });
const audited = (action: string, id: string) =>
  db
    .select()
    .from(auditLog)
    .where(eq(auditLog.action, action))
    .then((rows) => rows.filter((row) => row.metadata?.id === id));
const binOf = async (who: Viewer) => (await listBin(who)).map(({ slug }) => slug);

describe("a dashboard in the bin", () => {
  it("is found by nothing and nobody, and comes back with all that was its own", async () => {
    const folder = await createFolder(owner, { name: "Binned", parent: null });
    const group = await createGroup(admin, { name: "Binners" });
    const made = await create("gone", { isPublic: true });
    await placeDashboard(owner, "gone", { folder: folder.id, tags: ["tag"] });
    await setShares(owner, "gone", {
      shares: [
        { user: given.userId, canEdit: true },
        { group: group.id, canEdit: false },
      ],
    });
    await addFavorite(viewer, "gone");
    await recordVisit(viewer, made.id);
    const shared = await createView(given, "gone", {
      name: "Shared",
      scope: "shared",
      widgets: { brands: { metrics: ["margin"] } },
    });
    await saveDraft(given, "gone", { baseVersion: 1, revision: null, config: sampleSpec({ slug: "gone" }) });
    await create("leads-there", {
      widgets: sampleInput().widgets.map((widget) =>
        widget.type === "chart" ? { ...widget, drillThrough: [{ dashboard: "gone" }] } : widget,
      ),
    });

    // What each way to it tells: of something while it is there, so that nothing later means something.
    const seen = async () => ({
      listed: (await listDashboards(admin)).some(({ slug }) => slug === "gone"),
      searched: (await listDashboards(admin, { search: "gone" })).length,
      words: (await readSearchWords(admin)).has("gone"),
      command: (await listCommandTargets(admin)).dashboards.some(({ slug }) => slug === "gone"),
      recent: (await listRecentDashboards(viewer)).length,
      drill: (await listDrillTargets(admin, ["gone"])).length,
      folders: (await listFolders(viewer)).length,
      groupDashboards: (await getGroup(admin, { id: group.id })).dashboards.length,
      groupCount: (await listGroups(admin)).find(({ id }) => id === group.id)?.dashboardCount,
      owned: (await getUser(admin, { id: owner.userId })).ownedDashboards,
      sharedWithMe: (await exportAccount(given)).sharedWithMe.length,
      exported: (({ favorites: liked, recentDashboards }) => [liked.length, recentDashboards.length])(
        await exportAccount(viewer),
      ),
    });
    expect(await seen()).toEqual({
      listed: true,
      searched: 1,
      words: true,
      command: true,
      recent: 1,
      drill: 1,
      folders: 1,
      groupDashboards: 1,
      groupCount: 1,
      owned: 2,
      sharedWithMe: 1,
      exported: [1, 1],
    });

    const { id, goneAt } = await deleteDashboard(owner, "gone");
    expect(id).toBe(made.id);
    expect(await seen()).toEqual({
      listed: false,
      searched: 0,
      words: false,
      command: false,
      recent: 0,
      drill: 0,
      folders: 0,
      groupDashboards: 0,
      groupCount: 0,
      owned: 1,
      sharedWithMe: 0,
      exported: [0, 0],
    });
    const spec = { format: "json" as const, value: made };
    const format = { column: "roi", rules: [{ condition: "lt", value: 0, style: { tone: "negative" } }] };
    for (const who of [owner, given, admin])
      for (const attempt of [
        () => getDashboard(who, "gone"),
        () => updateDashboard(who, "gone", spec),
        () => deleteDashboard(who, "gone"),
        () => placeDashboard(who, "gone", { tags: [] }),
        () => copyFormats(who, { formats: [format], targets: [{ dashboard: "gone", version: 1 }] }),
        () => listShares(who, "gone"),
        () => setShares(who, "gone", { shares: [] }),
        () => listViews(who, "gone"),
        () => createView(who, "gone", { widgets: {} }),
        () => getView(who, shared.id),
        () => updateView(who, shared.id, { name: "Renamed" }),
        () => addFavorite(who, "gone"),
        () => removeFavorite(who, "gone"),
        () => getDraft(who, "gone"),
        () => saveDraft(who, "gone", { baseVersion: 1, revision: 1, config: made }),
        () => listVersions(who, "gone"),
        () => getVersion(who, "gone", 1),
      ])
        await expect(attempt(), String(attempt)).rejects.toMatchObject({ code: "NOT_FOUND" });
    // Nor may a document lead to it.
    const leading = await getDashboard(owner, "leads-there");
    await expect(
      updateDashboard(owner, "leads-there", { format: "json", value: leading }),
    ).rejects.toMatchObject({ code: "INPUT_001", fields: [{ key: "unknownName" }] });
    // A visit that was under way is not kept either.
    await recordVisit(admin, made.id);
    expect(await listRecentDashboards(admin)).toEqual([]);
    // What is in a folder that goes moves on, in the bin too.
    await deleteFolder(owner, { id: folder.id });
    expect(await audited("folder.delete", folder.id)).toMatchObject([
      { metadata: { moved: { dashboards: 0 } } },
    ]);

    expect(await listBin(owner)).toMatchObject([
      {
        id,
        slug: "gone",
        name: "Brand performance",
        ownerId: owner.userId,
        deletedBy: { id: owner.userId, name: owner.name },
        goneAt,
        slugTaken: false,
      },
    ]);
    expect((await exportAccount(owner)).dashboards.find(({ slug }) => slug === "gone")?.deletedAt).not.toBe(
      null,
    );
    await restoreDashboard(owner, id);
    expect(await seen()).toMatchObject({ listed: true, recent: 1, groupCount: 1, exported: [1, 1] });
    expect(await getDashboard(viewer, "gone")).toMatchObject({ id, version: 1, tags: ["tag"] });
    expect(await getView(given, shared.id)).toMatchObject({ name: "Shared" });
    expect(await getDraft(given, "gone")).toMatchObject({ revision: 1 });
    expect(await listBin(owner)).toEqual([]);
    expect(await audited("dashboard.restore", id)).toMatchObject([{ userId: owner.userId }]);
  });

  it("frees its address, and takes another when that is taken by then", async () => {
    const first = await create("address");
    await deleteDashboard(owner, "address");
    const second = await create("address", { name: "Second" }, other);
    expect(await listBin(owner)).toMatchObject([{ id: first.id, slugTaken: true }]);
    await expect(restoreDashboard(owner, first.id)).rejects.toMatchObject({
      code: "CONFLICT_001",
      fields: [{ path: "slug", key: "slugTaken" }],
    });
    await expect(restoreDashboard(owner, first.id, { slug: "Not a slug" })).rejects.toMatchObject({
      code: "INPUT_001",
    });
    expect(await binOf(owner)).toEqual(["address"]);
    expect(await restoreDashboard(owner, first.id, { slug: "address-2" })).toEqual({ slug: "address-2" });
    expect(await getDashboard(owner, "address-2")).toMatchObject({ id: first.id, slug: "address-2" });
    expect(await getDashboard(owner, "address")).toMatchObject({ id: second.id, name: "Second" });
    // What was published under the old address is read, published and restored under the new one.
    expect(await getVersion(owner, "address-2", 1)).toMatchObject({ slug: "address-2", version: 1 });
  });

  it("lets many of one address lie there, and one of them come back", async () => {
    const ids: string[] = [];
    for (let round = 0; round < 3; round++) {
      ids.push((await create("again")).id);
      await deleteDashboard(owner, "again");
    }
    const results = await Promise.allSettled(ids.map((id) => restoreDashboard(owner, id)));
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const result of results)
      if (result.status === "rejected") expect(result.reason).toMatchObject({ code: "CONFLICT_001" });
    expect(await binOf(owner)).toEqual(["again", "again"]);
    for (const { id } of await listBin(owner)) await purgeDashboard(owner, id);
  });

  it("is its owner's to see, restore and purge, whoever deleted it; admins' too, and nobody else's", async () => {
    const made = await create("owned", { isPublic: true });
    await setShares(owner, "owned", { shares: [{ user: given.userId, canEdit: true }] });
    await deleteDashboard(admin, "owned");
    const [found] = await listBin(owner);
    expect(found).toMatchObject({ slug: "owned", deletedBy: { id: admin.userId } });
    expect(await binOf(admin)).toEqual(["owned"]);
    for (const who of [given, other]) {
      expect(await binOf(who)).toEqual([]);
      await expect(restoreDashboard(who, made.id)).rejects.toMatchObject({ code: "NOT_FOUND" });
      await expect(purgeDashboard(who, made.id)).rejects.toMatchObject({ code: "NOT_FOUND" });
    }
    for (const attempt of [
      () => listBin(viewer),
      () => restoreDashboard(viewer, made.id),
      () => purgeDashboard(viewer, made.id),
      () => restoreDashboard({ ...owner, scopes: ["read"] }, made.id),
      () => purgeDashboard({ ...owner, scopes: ["read"] }, made.id),
      () => listBin({ ...owner, scopes: ["write"] }),
    ])
      await expect(attempt()).rejects.toMatchObject({ code: "AUTH_004" });
    const narrowed = { ...owner, workspace: { ...owner.workspace, editorsCreate: false } };
    await expect(restoreDashboard(narrowed, made.id)).rejects.toMatchObject({ key: "editorsCreate" });
    await restoreDashboard(admin, made.id);
    expect((await getDashboard(given, "owned")).share).toBe("edit");
  });

  it("is purged for good with all that was its own, from the bin only, and on record", async () => {
    const made = await create("purged");
    await addFavorite(viewer, "purged");
    await createView(viewer, "purged", { widgets: { brands: { metrics: ["margin"] } } });
    await saveDraft(owner, "purged", { baseVersion: 1, revision: null, config: made });
    await expect(purgeDashboard(owner, made.id)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await deleteDashboard(owner, "purged");
    await purgeDashboard(owner, made.id);
    expect(await db.select().from(dashboards).where(eq(dashboards.id, made.id))).toEqual([]);
    for (const table of [dashboardVersions, views, favorites, dashboardDrafts])
      expect(await db.select().from(table).where(eq(table.dashboardId, made.id))).toEqual([]);
    expect(await audited("dashboard.purge", made.id)).toMatchObject([
      { severity: "WARNING", userId: owner.userId, metadata: { slug: "purged" } },
    ]);
    for (const id of [made.id, "nonsense", "'; drop table users --"]) {
      await expect(purgeDashboard(owner, id)).rejects.toMatchObject({ code: "NOT_FOUND" });
      await expect(restoreDashboard(owner, id)).rejects.toMatchObject({ code: "NOT_FOUND" });
    }
  });
});
