import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { auditLog } from "@/db/schema/audit-log";
import { dashboards, dashboardVersions } from "@/db/schema/dashboards";
import { favorites } from "@/db/schema/favorites";
import { userViewConfigs, views } from "@/db/schema/views";
import type { Viewer } from "@/lib/access/viewer";
import { flushAudit } from "@/lib/audit/record-read";
import { createDashboard } from "@/lib/dashboards/create-dashboard";
import { deleteDashboard } from "@/lib/dashboards/delete-dashboard";
import { getDashboard } from "@/lib/dashboards/get-dashboard";
import { listDashboards } from "@/lib/dashboards/list-dashboards";
import { person } from "@/lib/dashboards/person.fixture";
import { sampleInput, sampleSpec } from "@/lib/dashboards/sample-spec.fixture";
import type { DashboardSpecInput } from "@/lib/dashboards/schema";
import { toYaml } from "@/lib/dashboards/to-yaml";
import { updateDashboard } from "@/lib/dashboards/update-dashboard";
import { addFavorite } from "@/lib/favorites/add-favorite";
import { removeFavorite } from "@/lib/favorites/remove-favorite";
import { createView } from "@/lib/views/create-view";
import { type TestDatabase, testDatabase } from "@/tests/database";

let database: TestDatabase;
let editor: Viewer;
let other: Viewer;
let viewer: Viewer;
let admin: Viewer;

beforeAll(async () => {
  database = await testDatabase();
  [editor, other, viewer, admin] = await Promise.all([
    person("editor"),
    person("editor"),
    person("viewer"),
    person("admin"),
  ]);
});
afterAll(() => database.close());

const document = (over: Partial<DashboardSpecInput> & { version?: number } = {}) => ({
  format: "json" as const,
  value: sampleInput(over),
});
const create = (slug: string, over: Partial<DashboardSpecInput> = {}, by = editor) =>
  createDashboard(by, document({ slug, ...over }));
const audited = (action: string, id: string) =>
  db
    .select()
    .from(auditLog)
    .where(eq(auditLog.action, action))
    .then((rows) => rows.filter((row) => row.metadata?.id === id));

describe("createDashboard", () => {
  it("publishes version 1, owned by its editor, kept and audited", async () => {
    const made = await create("made");
    expect(made).toMatchObject({ ...sampleSpec({ slug: "made" }), version: 1, ownerId: editor.userId });
    expect(await getDashboard(viewer, "made")).toEqual(made);
    const versions = await db
      .select()
      .from(dashboardVersions)
      .where(eq(dashboardVersions.dashboardId, made.id));
    expect(versions).toMatchObject([
      { version: 1, authorId: editor.userId, config: sampleSpec({ slug: "made" }) },
    ]);
    expect(await audited("dashboard.create", made.id)).toMatchObject([
      { userId: editor.userId, category: "DATA" },
    ]);
    await flushAudit();
    expect(await audited("dashboard.read", made.id)).toMatchObject([{ userId: viewer.userId }]);
  });

  it("takes what GET gave, as YAML too, under another slug", async () => {
    const made = await create("original");
    const copy = await createDashboard(editor, { format: "yaml", text: toYaml({ ...made, slug: "copy" }) });
    expect(copy).toMatchObject({ slug: "copy", version: 1, widgets: made.widgets });
    expect(copy.id).not.toBe(made.id);
  });

  it("refuses a taken slug, to one of two at once too, and leaves nothing behind", async () => {
    const results = await Promise.allSettled([create("twice"), create("twice", {}, other)]);
    expect(results.filter((r) => r.status === "fulfilled")).toHaveLength(1);
    expect(results.find((r) => r.status === "rejected")).toMatchObject({
      reason: { code: "CONFLICT_001", fields: [{ path: "slug", key: "slugTaken" }] },
    });
    expect(await db.select().from(dashboards).where(eq(dashboards.slug, "twice"))).toHaveLength(1);
  });

  it("refuses viewers and tokens without the scope to write", async () => {
    await expect(create("no", {}, viewer)).rejects.toMatchObject({ code: "AUTH_004" });
    await expect(create("no", {}, { ...editor, scopes: ["read", "query"] })).rejects.toMatchObject({
      code: "AUTH_004",
    });
  });

  it("refuses names no dataset has, with the path and the nearest", async () => {
    const [kpi, chart] = sampleInput().widgets;
    if (chart?.type !== "chart" || !kpi) throw new Error("sample changed");
    const broken = { ...chart, chart: { ...chart.chart, measure: "margn" } };
    const layout = {
      width: 1152,
      widgets: { kpis: { x: 0, y: 0, w: 9, h: 9 }, daily: { x: 0, y: 9, w: 9, h: 9 } },
    };
    await expect(create("names", { widgets: [kpi, broken], layout })).rejects.toMatchObject({
      code: "INPUT_001",
      fields: [
        {
          path: "widgets.1.chart.measure",
          key: "unknownName",
          values: { nearest: expect.stringContaining("margin") },
        },
      ],
    });
  });

  it("keeps hostile texts as texts", async () => {
    const name = `'); drop table dashboards; -- " \\ <script>%_`;
    const made = await create("hostile", { name, description: "x".repeat(10_000) });
    expect((await getDashboard(viewer, "hostile")).name).toBe(name);
    expect(made.description).toHaveLength(10_000);
    await expect(create("long", { name: "x".repeat(10_000) })).rejects.toMatchObject({ code: "INPUT_001" });
  });
});

describe("getDashboard", () => {
  it("opens public ones to all, private ones to their owner and admins", async () => {
    await create("private", { isPublic: false });
    await expect(getDashboard(viewer, "private")).rejects.toMatchObject({ code: "AUTH_004", status: 403 });
    await expect(getDashboard(other, "private")).rejects.toMatchObject({ code: "AUTH_004" });
    expect((await getDashboard(editor, "private")).slug).toBe("private");
    expect((await getDashboard(admin, "private")).slug).toBe("private");
  });

  it.each([
    "nothing-here",
    "'; select pg_sleep(10) --",
    "../../etc",
    "a\0b",
    "\ud800",
    "",
    "x".repeat(10_000),
    "__proto__",
  ])("does not find slug %#", async (slug) => {
    await expect(getDashboard(admin, slug)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("opens a document with a broken part and says which", async () => {
    await create("broken");
    const config = {
      ...sampleSpec({ slug: "broken" }),
      widgets: [{ id: "kpis", type: "gauge" }, ...sampleSpec().widgets.slice(1)],
    };
    await db.update(dashboards).set({ config }).where(eq(dashboards.slug, "broken"));
    const opened = await getDashboard(viewer, "broken");
    expect(opened.widgets.map((w) => w.id)).toEqual(["daily", "brands"]);
    expect(opened.issues).toMatchObject([{ path: "widgets.0.type", widgetId: "kpis" }]);
  });
});

describe("updateDashboard", () => {
  it("lets exactly one of twenty writers of the same version win", async () => {
    const made = await create("race");
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, (_, i) =>
        updateDashboard(editor, "race", { format: "json", value: { ...made, description: `writer ${i}` } }),
      ),
    );
    const won = results.flatMap((r) => (r.status === "fulfilled" ? [r.value] : []));
    expect(won).toHaveLength(1);
    for (const result of results)
      if (result.status === "rejected")
        expect(result.reason).toMatchObject({
          code: "CONFLICT_001",
          status: 409,
          details: { currentVersion: 2 },
        });
    expect(await getDashboard(editor, "race")).toEqual(won[0]);
    const versions = await db
      .select()
      .from(dashboardVersions)
      .where(eq(dashboardVersions.dashboardId, made.id))
      .orderBy(dashboardVersions.version);
    expect(versions.map((v) => v.version)).toEqual([1, 2]);
    expect(versions[1]?.config).toMatchObject({ description: won[0]?.description });
    expect(await audited("dashboard.update", made.id)).toHaveLength(1);
  });

  it("never loses a published edit under random concurrent saves that retry", async () => {
    await create("counter", { description: "-" });
    const append = async (mark: string): Promise<void> => {
      for (;;) {
        const read = await getDashboard(editor, "counter");
        const value = { ...read, description: `${read.description}${mark}` };
        try {
          await updateDashboard(editor, "counter", { format: "json", value });
          return;
        } catch (error) {
          expect(error).toMatchObject({ code: "CONFLICT_001" });
        }
      }
    };
    const marks = ["a", "b", "c", "d", "e", "f"];
    await Promise.all(marks.map(append));
    const { description, version } = await getDashboard(editor, "counter");
    expect(version).toBe(7);
    expect([...String(description).replace("-", "")].sort()).toEqual(marks);
  });

  it("is its owner's and admins': 403 for others, public or not", async () => {
    const made = await create("owned");
    const value = { ...made, name: "changed" };
    for (const nobody of [viewer, other])
      await expect(updateDashboard(nobody, "owned", { format: "json", value })).rejects.toMatchObject({
        status: 403,
      });
    expect((await updateDashboard(admin, "owned", { format: "json", value })).version).toBe(2);
  });

  it("asks for the version, keeps the slug, and knows what is gone", async () => {
    const { version: _, ...made } = await create("fields");
    await expect(updateDashboard(editor, "fields", { format: "json", value: made })).rejects.toMatchObject({
      fields: [{ path: "version", key: "required" }],
    });
    const value = { ...made, version: 1, slug: "elsewhere" };
    await expect(updateDashboard(editor, "fields", { format: "json", value })).rejects.toMatchObject({
      fields: [{ path: "slug", key: "slugStays" }],
    });
    await expect(updateDashboard(editor, "gone", { format: "json", value })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });

  it("hides and shows by isPublic", async () => {
    const made = await create("hidden");
    await updateDashboard(editor, "hidden", { format: "json", value: { ...made, isPublic: false } });
    await expect(getDashboard(viewer, "hidden")).rejects.toMatchObject({ status: 403 });
  });
});

describe("listDashboards", () => {
  it("lists own and public ones, all to admins, in the viewer's language", async () => {
    await create("mine-only", { isPublic: false, name: { en: "Mine", ko: "내 것" } });
    const slugs = async (who: Viewer) => (await listDashboards(who)).map((d) => d.slug);
    expect(await slugs(editor)).toContain("mine-only");
    expect(await slugs(admin)).toContain("mine-only");
    expect(await slugs(viewer)).not.toContain("mine-only");
    const [korean] = (await listDashboards({ ...editor, locale: "ko" })).filter(
      (d) => d.slug === "mine-only",
    );
    expect(korean).toMatchObject({
      name: "내 것",
      ownerName: "editor Kim",
      canEdit: true,
      isFavorite: false,
      isPublic: false,
    });
  });

  it("finds by words of either language, slug or owner, whatever case or Unicode form", async () => {
    await create("search-me", { name: { en: "Quarterly Café", ko: "분기 실적" }, description: "100% of_it" });
    const found = async (search: string) =>
      (await listDashboards(viewer, { search })).some((d) => d.slug === "search-me");
    for (const search of [
      "quarterly",
      "CAFÉ",
      "cafe\u0301",
      "분기",
      "분기".normalize("NFD"),
      "search-me",
      "실적 quart",
      "100%",
      "of_it",
    ])
      expect(await found(search), search).toBe(true);
    for (const search of ["100%of", "o__it", "%nope%", "quarterly en ko", "'; drop table x --", "\\"])
      expect(await found(search), search).toBe(false);
    await expect(listDashboards(viewer, { search: "a\0" })).rejects.toMatchObject({ code: "INPUT_001" });
  });
});

describe("favourites", () => {
  const listFavorites = async (by: Viewer) => (await listDashboards(by)).filter((one) => one.isFavorite);

  it("are each viewer's own, and marking twice is harmless", async () => {
    const { id } = await create("liked");
    await Promise.all([
      addFavorite(viewer, "liked"),
      addFavorite(viewer, "liked"),
      addFavorite(viewer, "liked"),
    ]);
    expect((await listFavorites(viewer)).map((d) => d.slug)).toEqual(["liked"]);
    expect(await listFavorites(editor)).toEqual([]);
    expect(await audited("favorite.add", id)).toHaveLength(1);
    await removeFavorite(viewer, "liked");
    await removeFavorite(viewer, "liked");
    expect(await listFavorites(viewer)).toEqual([]);
  });

  it("need a dashboard the viewer may open; removing does not", async () => {
    const made = await create("closed");
    await addFavorite(viewer, "closed");
    await updateDashboard(editor, "closed", { format: "json", value: { ...made, isPublic: false } });
    expect(await listFavorites(viewer)).toEqual([]);
    await expect(addFavorite(viewer, "closed")).rejects.toMatchObject({ status: 403 });
    await removeFavorite(viewer, "closed");
    await expect(addFavorite(viewer, "nope")).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(removeFavorite(viewer, "no'pe")).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(addFavorite({ ...viewer, scopes: ["read"] }, "liked")).rejects.toMatchObject({
      status: 403,
    });
  });
});

describe("deleteDashboard", () => {
  it("is its owner's and admins', keeps what belongs to it, and is audited", async () => {
    const { id } = await create("doomed");
    await addFavorite(viewer, "doomed");
    await createView(viewer, "doomed", { widgets: { brands: { metrics: ["margin"] } } });
    for (const nobody of [viewer, other])
      await expect(deleteDashboard(nobody, "doomed")).rejects.toMatchObject({ status: 403 });
    await deleteDashboard(editor, "doomed");
    for (const table of [dashboardVersions, views, userViewConfigs, favorites])
      expect(await db.select().from(table).where(eq(table.dashboardId, id))).toHaveLength(1);
    expect(await audited("dashboard.delete", id)).toMatchObject([
      { severity: "WARNING", userId: editor.userId },
    ]);
    await expect(deleteDashboard(editor, "doomed")).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("lets a publication come before it or not at all", async () => {
    const made = await create("both");
    const [deleted, updated] = await Promise.allSettled([
      deleteDashboard(editor, "both"),
      updateDashboard(editor, "both", { format: "json", value: made }),
    ]);
    expect(deleted.status).toBe("fulfilled");
    if (updated.status === "rejected") expect(updated.reason).toMatchObject({ code: "NOT_FOUND" });
    const [row] = await db.select().from(dashboards).where(eq(dashboards.slug, "both"));
    expect(row?.deletedAt).not.toBeNull();
    expect(row?.version).toBe(updated.status === "fulfilled" ? 2 : 1);
    await expect(getDashboard(editor, "both")).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});
