import { randomUUID } from "node:crypto";
import { and, eq, isNull } from "drizzle-orm";
import type { TransactionSql } from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { dashboards } from "@/db/schema/dashboards";
import { defaultViews, userViewConfigs, views } from "@/db/schema/views";
import type { Viewer } from "@/lib/access/viewer";
import { createDashboard } from "@/lib/dashboards/create-dashboard";
import type { getDashboard } from "@/lib/dashboards/get-dashboard";
import { person } from "@/lib/dashboards/person.fixture";
import { FIRST_DESIGN_CONFIG, sampleInput } from "@/lib/dashboards/sample-spec.fixture";
import { updateDashboard } from "@/lib/dashboards/update-dashboard";
import { createView } from "@/lib/views/create-view";
import { deleteView } from "@/lib/views/delete-view";
import { getView } from "@/lib/views/get-view";
import { listViews } from "@/lib/views/list-views";
import { resolveView } from "@/lib/views/resolve-view";
import { updateView } from "@/lib/views/update-view";
import { type TestDatabase, testDatabase } from "@/tests/database";
import { whileHeld } from "@/tests/while-held";

const SLUG = "brand-performance";
let database: TestDatabase;
let editor: Viewer;
let colleague: Viewer;
let viewer: Viewer;
let stranger: Viewer;
let admin: Viewer;
let dashboard: Awaited<ReturnType<typeof getDashboard>>;

beforeAll(async () => {
  database = await testDatabase();
  [editor, colleague, viewer, stranger, admin] = await Promise.all([
    person("editor"),
    person("editor"),
    person("viewer"),
    person("viewer"),
    person("admin"),
  ]);
  dashboard = await createDashboard(editor, { format: "json", value: sampleInput() });
});
afterAll(() => database.close());

const config = { metrics: ["roi"], sort: { column: "roi", direction: "asc" } };
const called = (what: string) => `${what} ${randomUUID().slice(0, 8)}`;
const personal = (by = viewer, name = called("Mine")) =>
  createView(by, SLUG, { name, widgets: { brands: config } });
const shared = (by = editor, name = called("Ours")) =>
  createView(by, SLUG, { name, scope: "shared", widgets: { brands: config } });

describe("a personal view", () => {
  it("is there for its owner alone: 404 for everybody else, admins and the dashboard's owner included", async () => {
    const { id } = await personal(viewer, "Mine");
    expect(await getView(viewer, id)).toMatchObject({
      id,
      name: "Mine",
      scope: "personal",
      widgets: { brands: config },
    });
    for (const nobody of [stranger, editor, admin]) {
      const gone = { code: "NOT_FOUND", status: 404 };
      await expect(getView(nobody, id)).rejects.toMatchObject(gone);
      await expect(updateView(nobody, id, { name: "x" })).rejects.toMatchObject(gone);
      await expect(deleteView(nobody, id)).rejects.toMatchObject(gone);
      expect((await listViews(nobody, SLUG)).map((v) => v.id)).not.toContain(id);
      expect(await resolveView(nobody, dashboard, id)).toMatchObject({ active: null, missing: true });
    }
    expect((await listViews(viewer, SLUG)).map((v) => v.id)).toContain(id);
  });

  it("is changed and removed by its owner", async () => {
    const { id } = await personal();
    const changed = await updateView(viewer, id, { name: "Renamed" });
    expect(changed).toMatchObject({ name: "Renamed", widgets: { brands: config } });
    expect(
      await updateView(viewer, id, { ...changed, widgets: { brands: { metrics: ["margin"] } } }),
    ).toMatchObject({
      name: "Renamed",
      widgets: { brands: { metrics: ["margin"] } },
    });
    await expect(updateView(viewer, id, { name: null })).rejects.toMatchObject({
      fields: [{ path: "name" }],
    });
    await deleteView(viewer, id);
    await expect(getView(viewer, id)).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await db.select().from(userViewConfigs).where(eq(userViewConfigs.viewId, id))).toEqual([]);
  });

  it("closes with its dashboard", async () => {
    const made = await createDashboard(editor, { format: "json", value: sampleInput({ slug: "closing" }) });
    const { id } = await createView(viewer, "closing", { name: "Mine" });
    await updateDashboard(editor, "closing", { format: "json", value: { ...made, isPublic: false } });
    await expect(getView(viewer, id)).rejects.toMatchObject({ status: 403 });
    await expect(listViews(viewer, "closing")).rejects.toMatchObject({ status: 403 });
    await expect(createView(viewer, "closing", { name: "More" })).rejects.toMatchObject({ status: 403 });
  });
});

describe("a shared view", () => {
  it("is read by all and made by editors only", async () => {
    const { id } = await shared();
    expect(await getView(viewer, id)).toMatchObject({
      scope: "shared",
      canEdit: false,
      ownerName: "editor Kim",
    });
    expect((await listViews(stranger, SLUG)).map((v) => v.id)).toContain(id);
    await expect(shared(viewer)).rejects.toMatchObject({ status: 403 });
    const { id: own } = await personal();
    await expect(updateView(viewer, own, { scope: "shared" })).rejects.toMatchObject({ status: 403 });
    await expect(createView(editor, SLUG, { scope: "shared" })).rejects.toMatchObject({
      fields: [{ path: "name" }],
    });
  });

  it("is changed by its maker, the dashboard's owner and admins; nobody but its maker makes it personal", async () => {
    const { id } = await shared(colleague);
    for (const nobody of [viewer, await person("editor")]) {
      await expect(updateView(nobody, id, { name: "x" })).rejects.toMatchObject({ status: 403 });
      await expect(deleteView(nobody, id)).rejects.toMatchObject({ status: 403 });
    }
    expect(await updateView(editor, id, { name: "By the owner" })).toMatchObject({
      ownerId: colleague.userId,
      scope: "shared",
    });
    expect(await updateView(admin, id, { widgets: {} })).toMatchObject({ name: "By the owner", widgets: {} });
    await expect(updateView(admin, id, { scope: "personal" })).rejects.toMatchObject({ status: 403 });
    expect(await updateView(colleague, id, { scope: "personal" })).toMatchObject({ scope: "personal" });
    await expect(getView(admin, id)).rejects.toMatchObject({ status: 404 });
  });

  it("stays what its owner has made of it meanwhile, in all that a change leaves out", async () => {
    const { id } = await shared(colleague);
    const made = (held: TransactionSql) => held`update views set scope = 'personal' where id = ${id}`;
    const name = called("Renamed");
    expect(await whileHeld(database, made, () => updateView(colleague, id, { name }))).toMatchObject({
      name,
      scope: "personal",
    });
    const again = (held: TransactionSql) => held`update views set name = 'Meanwhile' where id = ${id}`;
    expect(
      await whileHeld(database, again, () => updateView(colleague, id, { scope: "shared" })),
    ).toMatchObject({ name: "Meanwhile", scope: "shared" });
    // Who is no more to see it changes nothing of it.
    await expect(
      whileHeld(database, made, () => updateView(editor, id, { widgets: {} })),
    ).rejects.toMatchObject({ status: 404 });
  });

  it("opens nobody else's dashboard once it is its owner's alone, though it was shared only meanwhile", async () => {
    const { id } = await personal(colleague);
    const everyones = async () =>
      (await db.select().from(defaultViews).where(eq(defaultViews.viewId, id))).map(({ userId }) => userId);
    await whileHeld(
      database,
      async (held) => {
        await held`update views set scope = 'shared' where id = ${id}`;
        await held`
          insert into default_views (dashboard_id, user_id, view_id)
          select dashboard_id, ${viewer.userId}, id from views where id = ${id}`;
      },
      () => updateView(colleague, id, { scope: "personal" }),
    );
    expect(await everyones()).toEqual([]);
  });
});

describe("the viewer's own state", () => {
  it("is one, whoever saves how often at once, and holds one writer's tables whole", async () => {
    const me = await person("viewer");
    const writes = Array.from({ length: 20 }, (_, i) => ({
      brands: { pageSize: 5 + i },
      other: { pageSize: 5 + i },
      ...(i % 2 ? { third: { pageSize: 5 + i } } : {}),
    }));
    const saved = await Promise.all(writes.map((widgets) => createView(me, SLUG, { widgets })));
    expect(new Set(saved.map((view) => view.id)).size).toBe(1);
    const rows = await db
      .select()
      .from(views)
      .where(and(eq(views.ownerId, me.userId), isNull(views.name)));
    expect(rows).toHaveLength(1);
    const { widgets } = await getView(me, saved[0]!.id);
    expect(writes).toContainEqual(widgets);
  });

  it("is there again after a reload, and another person has the default", async () => {
    const me = await person("viewer");
    const saved = await createView(me, SLUG, { widgets: { brands: config, gone: { metrics: ["x"] } } });
    const mine = await resolveView(me, dashboard);
    expect(mine).toMatchObject({ active: { id: saved.id, name: null }, missing: false });
    expect(mine.widgets).toEqual({ brands: { metrics: ["roi"], sort: { column: "roi", direction: "asc" } } });
    const theirs = await resolveView(stranger, dashboard);
    expect(theirs).toEqual({
      active: null,
      missing: false,
      dropped: {},
      widgets: {
        brands: { metrics: ["settlement_amount", "margin"], sort: { column: "margin", direction: "desc" } },
      },
    });
    expect((await resolveView(me, dashboard, "default")).widgets).toEqual(theirs.widgets);
    // What belongs to no widget is kept: the dashboard may get it back.
    expect((await getView(me, saved.id)).widgets.gone).toEqual({ metrics: ["x"] });
  });

  it("leaves out columns its dataset no longer has, and says which", async () => {
    const me = await person("viewer");
    await createView(me, SLUG, {
      widgets: { brands: { metrics: ["roi", "gone"], sort: { column: "gone", direction: "asc" } } },
    });
    expect(await resolveView(me, dashboard)).toMatchObject({
      widgets: { brands: { metrics: ["roi"], sort: { column: "margin" } } },
      dropped: { brands: ["gone"] },
    });
  });

  it("gives way to a view of the address, field by field over the default", async () => {
    const me = await person("viewer");
    await createView(me, SLUG, { widgets: { brands: config } });
    const { id } = await createView(editor, SLUG, {
      name: "Wide",
      scope: "shared",
      widgets: { brands: { density: "roomy" } },
    });
    const resolved = await resolveView(me, dashboard, id);
    expect(resolved.active?.id).toBe(id);
    expect(resolved.widgets.brands).toEqual({
      metrics: ["settlement_amount", "margin"],
      sort: { column: "margin", direction: "desc" },
      density: "roomy",
    });
  });

  it("stands in for a view that is gone, of another dashboard or no id at all", async () => {
    const me = await person("viewer");
    const own = await createView(me, SLUG, { widgets: { brands: config } });
    await createDashboard(editor, { format: "json", value: sampleInput({ slug: "elsewhere" }) });
    const { id: foreign } = await createView(me, "elsewhere", { name: "There" });
    for (const id of [foreign, "00000000-0000-4000-8000-000000000000", "'; drop table views --", "", "\0"])
      expect(await resolveView(me, dashboard, id)).toMatchObject({ active: { id: own.id }, missing: true });
  });
});

describe("a view's document", () => {
  it("takes the first design's configuration to the letter, and gives it back", async () => {
    const document = JSON.parse(FIRST_DESIGN_CONFIG);
    const { id } = await createView(viewer, SLUG, {
      name: "Verbatim",
      scope: "personal",
      widgets: { brands: document },
    });
    expect((await getView(viewer, id)).widgets.brands).toEqual(document);
    const [row] = await db.select().from(userViewConfigs).where(eq(userViewConfigs.viewId, id));
    expect(row).toMatchObject({
      userId: viewer.userId,
      dashboardId: dashboard.id,
      widgetId: "brands",
      config: document,
    });
    expect((await resolveView(viewer, dashboard, id)).widgets.brands).toEqual(document);

    const [kpis, daily, table] = sampleInput().widgets;
    if (!kpis || !daily || table?.type !== "table") throw new Error("sample changed");
    const value = sampleInput({ slug: "verbatim", widgets: [kpis, daily, { ...table, config: document }] });
    const made = await createDashboard(editor, { format: "json", value });
    expect(made.widgets[2]).toMatchObject({ config: document });
  });

  it.each<[unknown, string]>([
    [null, ""],
    ["x", ""],
    [{ name: "" }, "name"],
    [{ name: "x".repeat(10_000) }, "name"],
    [{ name: "a\0b" }, "name"],
    [{ name: "x", scope: "everyone" }, "scope"],
    [{ name: "x", colour: 1 }, ""],
    [JSON.parse('{"widgets":{"__proto__":{}}}'), "widgets.__proto__"],
    [{ widgets: { constructor: {} } }, "widgets.constructor"],
    [{ widgets: { "a b": {} } }, "widgets.a b"],
    [{ widgets: { brands: { metrics: "roi" } } }, "widgets.brands.metrics"],
    [{ widgets: { brands: { sql: "select 1" } } }, "widgets.brands"],
    [{ widgets: Object.fromEntries(Array.from({ length: 201 }, (_, i) => [`w${i}`, {}])) }, "widgets"],
  ])("refuses %j at %j", async (input, path) => {
    await expect(createView(viewer, SLUG, input)).rejects.toMatchObject({
      code: "INPUT_001",
      fields: [{ path }],
    });
  });

  it("keeps quotes, names of 200 letters and ids that mean something elsewhere", async () => {
    for (const name of [`'); drop table views; -- "`, "가".repeat(200), "__proto__", "null"])
      expect((await personal(viewer, name)).name).toBe(name);
  });

  it.each(["nope", "'; --", "\0", "__proto__"])("does not find a view or dashboard called %j", async (id) => {
    await expect(getView(viewer, id)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(createView(viewer, id, {})).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("goes with its owner and with its dashboard", async () => {
    const made = await createDashboard(editor, { format: "json", value: sampleInput({ slug: "fading" }) });
    const { id } = await createView(viewer, "fading", { name: "Mine", widgets: { brands: config } });
    await db.delete(dashboards).where(eq(dashboards.id, made.id));
    await expect(getView(viewer, id)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});
