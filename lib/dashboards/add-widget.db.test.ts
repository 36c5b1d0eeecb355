import { afterAll, beforeAll, expect, it } from "vitest";
import type { Viewer } from "@/lib/access/viewer";
import { flushAudit } from "@/lib/audit/record-read";
import { addWidget, type NewWidget } from "@/lib/dashboards/add-widget";
import { createDashboard } from "@/lib/dashboards/create-dashboard";
import { getDashboard } from "@/lib/dashboards/get-dashboard";
import { person } from "@/lib/dashboards/person.fixture";
import { sampleInput } from "@/lib/dashboards/sample-spec.fixture";
import { TableWidget, type Widget } from "@/lib/dashboards/schema";
import { type TestDatabase, testDatabase } from "@/tests/database";

let database: TestDatabase;
let editor: Viewer;
let other: Viewer;
let viewer: Viewer;
beforeAll(async () => {
  database = await testDatabase();
  [editor, other, viewer] = await Promise.all([person("editor"), person("editor"), person("viewer")]);
});
afterAll(async () => {
  await flushAudit();
  await database.close();
});

const widget = TableWidget.parse({
  id: "x",
  type: "table",
  title: "Margin by channel",
  dataset: "sales",
  dimensions: ["channel"],
  filters: [{ name: "country", op: "eq", values: ["KR"] }],
  config: { metrics: ["margin", "roi"], sort: [{ column: "margin", direction: "desc" }] },
});
const time = { name: "date", from: "2026-01-01", to: "2026-01-31" };
const create = (slug: string, over = {}) =>
  createDashboard(editor, { format: "json", value: sampleInput({ slug, ...over }) });
const add = (to: NewWidget["to"], over: Partial<NewWidget> = {}, by = editor) =>
  addWidget(by, { to, widget, time, ...over });

it("adds a widget below the others under an id of its own, follows the date range, and publishes once", async () => {
  const before = await create("first");
  const added = await add({ dashboard: "first", version: 1 });
  expect(added).toEqual({ slug: "first", id: "table-1", version: 2, follows: true });
  const { widgets, layout, controls, version } = await getDashboard(editor, "first");
  expect(version).toBe(2);
  expect(controls).toEqual(before.controls);
  expect(widgets.slice(0, -1)).toEqual(before.widgets);
  expect(widgets.at(-1)).toEqual({ ...widget, id: "table-1" });
  expect(layout.widgets).toEqual({ ...before.layout.widgets, "table-1": { x: 0, y: 888, w: 1152, h: 416 } });
  expect((await add({ dashboard: "first", version: 2 })).id).toBe("table-2");
});

it("keeps the days it was seen with where no range of its own is over it", async () => {
  await create("timeless", { controls: [] });
  expect(await add({ dashboard: "timeless", version: 1 })).toMatchObject({ follows: false });
  const { widgets } = await getDashboard(editor, "timeless");
  expect(widgets.at(-1)).toMatchObject({
    filters: [...widget.filters, { name: "date", op: "between", values: ["2026-01-01", "2026-01-31"] }],
  });
});

it("makes a new dashboard that opens with the days and the comparison", async () => {
  const { slug, ...added } = await add({ name: "채널 손익 Q1" }, { compare: "previous_year" });
  expect(added).toEqual({ id: "table-1", version: 1, follows: true });
  expect(slug).toMatch(/^q1-[0-9a-f]{6}$/);
  const made = await getDashboard(editor, slug);
  expect(made).toMatchObject({ name: "채널 손익 Q1", ownerId: editor.userId, isPublic: false });
  expect(made.controls).toEqual([
    {
      type: "date_range",
      dimension: "date",
      default: { from: time.from, to: time.to },
      compare: "previous_year",
    },
  ]);
  expect((await add({ name: "손익" })).slug).toMatch(/^dashboard-/);
});

it("loses nothing: a version gone by, unknown names, another's dashboard and who may not change any are refused", async () => {
  await create("kept", { isPublic: true });
  await add({ dashboard: "kept", version: 1 });
  await expect(add({ dashboard: "kept", version: 1 })).rejects.toMatchObject({
    code: "CONFLICT_001",
    details: { currentVersion: 2 },
  });
  const wrong = { ...widget, config: { metrics: ["profit"] } } as Widget;
  await expect(add({ dashboard: "kept", version: 2 }, { widget: wrong })).rejects.toMatchObject({
    code: "INPUT_001",
  });
  await expect(add({ dashboard: "kept", version: 2 }, {}, other)).rejects.toMatchObject({ code: "AUTH_004" });
  await expect(add({ name: "Mine" }, {}, viewer)).rejects.toMatchObject({ code: "AUTH_004" });
  const narrowed = { ...editor, workspace: { ...editor.workspace, editorsCreate: false } };
  await expect(add({ name: "Mine" }, {}, narrowed)).rejects.toMatchObject({ code: "AUTH_004" });
  await expect(add({ dashboard: "none", version: 1 })).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect(await getDashboard(editor, "kept")).toMatchObject({ version: 2 });
});
