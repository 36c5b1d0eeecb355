import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { db } from "@/db/client";
import { dashboards } from "@/db/schema/dashboards";
import type { Viewer } from "@/lib/access/viewer";
import { applySwitches } from "@/lib/dashboards/apply-switches";
import { asksData } from "@/lib/dashboards/asks-data";
import { defaultControls } from "@/lib/dashboards/control-state";
import { createDashboard } from "@/lib/dashboards/create-dashboard";
import { deleteDashboard } from "@/lib/dashboards/delete-dashboard";
import { getDashboard } from "@/lib/dashboards/get-dashboard";
import { person } from "@/lib/dashboards/person.fixture";
import { sampleInput } from "@/lib/dashboards/sample-spec.fixture";
import { setShares } from "@/lib/dashboards/share/set-shares";
import { createFromTemplate } from "@/lib/dashboards/templates/create-from-template";
import { listTemplates } from "@/lib/dashboards/templates/list-templates";
import type { TemplateSource } from "@/lib/dashboards/templates/schema";
import { widgetQueries } from "@/lib/dashboards/widget-query";
import { getDataset } from "@/lib/datasets/get-dataset";
import { loadDatasets } from "@/lib/datasets/load-datasets";
import { createFolder } from "@/lib/folders/create-folder";
import { runQuery } from "@/lib/query/run-query";
import { closeReaders } from "@/lib/sources/run-postgres";
import { loadCommerce } from "@/packs/commerce/demo/load";
import { type TestDatabase, testDatabase } from "@/tests/database";

// The packs', and one that is not for all.
vi.mock("@/lib/packs/read-pack-dashboards", async (original) => {
  const { readPackDashboards } = await original<typeof import("@/lib/packs/read-pack-dashboards")>();
  return {
    readPackDashboards: (directory: string) =>
      readPackDashboards(directory).flatMap((found) =>
        found.spec.slug === "brand-performance"
          ? [found, { ...found, spec: { ...found.spec, slug: "hidden", name: "Hidden", isPublic: false } }]
          : [found],
      ),
  };
});

const NOW = new Date("2026-08-31T12:00:00+09:00");
let database: TestDatabase;
let editor: Viewer;
let colleague: Viewer;
let viewer: Viewer;

beforeAll(async () => {
  database = await testDatabase();
  const { ownerUrl, appRole, readerRole } = database;
  await loadCommerce({ ownerUrl, appRole, readerRole, rows: 20_000, until: "2026-08-31" });
  [editor, colleague, viewer] = await Promise.all([person("editor"), person("editor"), person("viewer")]);
}, 120_000);
afterAll(async () => {
  await closeReaders(1);
  await database?.close();
});

const slug = () => `t-${randomUUID().slice(0, 8)}`;
const make = (by: Viewer, over: object = {}) =>
  createDashboard(by, {
    format: "json",
    value: { ...sampleInput({ slug: slug() }), isPublic: false, ...over },
  });
const create = async (by: Viewer, name: string, from: TemplateSource) =>
  getDashboard(by, (await createFromTemplate(by, { name, from })).slug);

describe("createFromTemplate", () => {
  it("is for those who may create dashboards", async () => {
    const narrowed = { ...editor, workspace: { ...editor.workspace, editorsCreate: false } };
    for (const refused of [viewer, narrowed]) {
      await expect(createFromTemplate(refused, { name: "x", from: { kind: "blank" } })).rejects.toMatchObject(
        { code: "AUTH_004" },
      );
      await expect(listTemplates(refused)).rejects.toMatchObject({ code: "AUTH_004" });
    }
  });

  it("begins blank, private, under an address made of its name", async () => {
    const made = await create(editor, "Weekly sales!", { kind: "blank" });
    expect(made).toMatchObject({
      name: "Weekly sales!",
      widgets: [],
      isPublic: false,
      ownerId: editor.userId,
      version: 1,
    });
    expect(made.slug).toMatch(/^weekly-sales-[0-9a-f]{6}$/);
    expect((await create(editor, "주간 매출", { kind: "blank" })).slug).toMatch(/^dashboard-[0-9a-f]{6}$/);
  });

  it("copies a pack's dashboard as the pack has it, in both languages where it keeps its name", async () => {
    const from = { kind: "pack", pack: "commerce", slug: "brand-performance" } as const;
    const made = await create(editor, "Brand performance", from);
    expect(made).toMatchObject({
      name: { en: "Brand performance", ko: "브랜드 성과" },
      isPublic: false,
      ownerId: editor.userId,
    });
    expect(made.widgets.map(({ id }) => id)).toEqual(["kpis", "daily", "brands"]);
    // Where it led to is not here.
    expect(made.widgets[2]).not.toHaveProperty("drillThrough");
    for (const wrong of [
      { ...from, pack: "other" },
      { ...from, slug: "other" },
    ])
      await expect(createFromTemplate(editor, { name: "x", from: wrong })).rejects.toMatchObject({
        code: "NOT_FOUND",
      });
  });

  it("duplicates what one may open, with its folder and tags, as one's own", async () => {
    const folder = await createFolder(editor, { name: slug() });
    const source = await make(editor, {
      folder: folder.path,
      tags: ["weekly"],
      pages: [{ id: "a", title: "A" }],
    });
    await expect(
      createFromTemplate(colleague, { name: "x", from: { kind: "duplicate", slug: source.slug } }),
    ).rejects.toMatchObject({ code: "AUTH_004" });
    await setShares(editor, source.slug, {
      isPublic: false,
      shares: [{ user: colleague.userId }],
    });
    const copy = await create(colleague, "Copy", { kind: "duplicate", slug: source.slug });
    const { id, slug: at, version, ownerId, share, createdAt, updatedAt, name, ...content } = copy;
    expect({ ...content }).toMatchObject({
      folder: folder.path,
      tags: ["weekly"],
      pages: source.pages,
      widgets: source.widgets,
      layout: source.layout,
      controls: source.controls,
    });
    expect({ name, version, ownerId, isPublic: copy.isPublic }).toEqual({
      name: "Copy",
      version: 1,
      ownerId: colleague.userId,
      isPublic: false,
    });
    expect(at).not.toBe(source.slug);
    await expect(
      createFromTemplate(editor, { name: "x", from: { kind: "duplicate", slug: "gone" } }),
    ).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("copies nothing that would lack what is broken", async () => {
    const config = { ...sampleInput(), widgets: [{ id: "x", type: "gauge" }] };
    const broken = slug();
    await db.insert(dashboards).values({ slug: broken, name: "Broken", config, ownerId: editor.userId });
    await expect(
      createFromTemplate(editor, { name: "x", from: { kind: "duplicate", slug: broken } }),
    ).rejects.toMatchObject({ code: "INPUT_001" });
  });

  it("leaves out the ways to dashboards that are gone", async () => {
    const target = await make(editor);
    const [kpis, daily, brands] = sampleInput().widgets;
    const source = await make(editor, {
      widgets: [kpis, daily, { ...brands, drillThrough: [{ dashboard: target.slug }] }],
    });
    const from = { kind: "duplicate", slug: source.slug } as const;
    expect((await create(editor, "With", from)).widgets[2]).toHaveProperty(
      "drillThrough.0.dashboard",
      target.slug,
    );
    await deleteDashboard(editor, target.slug);
    expect((await create(editor, "Without", from)).widgets[2]).not.toHaveProperty("drillThrough");
  });

  it("makes of every dataset of the packs a dashboard whose widgets all have an answer", async () => {
    const ids = [...(await loadDatasets()).keys()];
    expect(ids).toContain("sales");
    for (const id of ids) {
      const made = await create(editor, `Of ${id}`, { kind: "dataset", dataset: id });
      const dimensions = new Set((await getDataset(editor, id)).dimensions.map(({ name }) => name));
      const state = defaultControls(made);
      for (const widget of made.widgets.map((one) => applySwitches(one, state))) {
        if (!asksData(widget)) continue;
        const config = widget.type === "table" ? { config: widget.config } : {};
        for (const { part, query } of widgetQueries(widget, state, { dimensions, ...config })) {
          const { rows } = await runQuery(editor, query, { now: NOW });
          expect(rows.length, `${id} ${widget.id} ${part}`).toBeGreaterThan(0);
        }
      }
    }
  });
});

describe("listTemplates", () => {
  it("offers a pack's dashboard that is not for all to admins alone", async () => {
    const from = { kind: "pack", pack: "commerce", slug: "hidden" } as const;
    const offered = async (who: Viewer) => (await listTemplates(who)).map(({ name }) => name);
    expect(await offered(editor)).not.toContain("Hidden");
    await expect(createFromTemplate(editor, { name: "x", from })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    const admin = await person("admin");
    expect(await offered(admin)).toContain("Hidden");
    expect((await create(admin, "Hidden", from)).widgets).toHaveLength(3);
  });

  it("offers packs, datasets and what one may open, each with a map of it", async () => {
    const mine = await make(editor, { name: { en: "Zebra", ko: "얼룩말" } });
    const theirs = await make(colleague);
    const found = await listTemplates({ ...editor, locale: "ko" });
    const of = (kind: string) => found.filter(({ from }) => from.kind === kind);
    expect(of("pack").map(({ name }) => name)).toContain("브랜드 성과");
    expect(of("dataset")).toMatchObject([{ name: "매출", preview: { width: 1152, height: 876 } }]);
    const slugs = of("duplicate").flatMap(({ from }) => (from.kind === "duplicate" ? [from.slug] : []));
    expect(slugs).toContain(mine.slug);
    expect(slugs).not.toContain(theirs.slug);
    const zebra = of("duplicate").find(({ name }) => name === "얼룩말");
    expect(zebra?.preview.boxes[0]).toEqual({ type: "kpi", x: 0, y: 0, w: 1152, h: 92 });
  });
});
