import { describe, expect, it } from "vitest";
import { sampleSpec } from "@/lib/dashboards/sample-spec.fixture";
import { DashboardSpec } from "@/lib/dashboards/schema";
import { copyWidgets, duplicateWidgets, pasteWidgets, readClipboard } from "@/lib/editor/copy-widgets";
import { places, specOf } from "@/lib/editor/editor-spec.fixture";

const spec = specOf(
  { a: [10, 10, 100, 50], b: [200, 10, 100, 50], c: [400, 10, 100, 50] },
  { layout: { groups: [["a", "b"]], locked: ["a"] } },
);
const text = JSON.stringify(copyWidgets(spec, ["a", "b"]));

it("reads what it wrote, and nothing else", () => {
  expect(readClipboard(text)).toEqual(copyWidgets(spec, ["b", "a"]));
  for (const other of ["", "plain", '{"lookflex":"widgets"}', '"lookflex"', text.slice(1)])
    expect(readClipboard(other)).toBeNull();
});

describe("pasting", () => {
  it("lays copies beside what is there, again and again, grouped and free to move", () => {
    const copied = readClipboard(text);
    if (!copied) throw new Error("nothing was copied");
    const once = pasteWidgets(spec, copied, { page: undefined });
    const twice = pasteWidgets(once.spec, copied, { page: undefined });
    expect(twice.ids).toEqual(["a-2", "b-2"]);
    expect(places(twice.spec)).toMatchObject({
      "a-1": [26, 26, 100, 50],
      "b-1": [216, 26, 100, 50],
      "a-2": [42, 42, 100, 50],
    });
    expect(twice.spec.layout.groups).toEqual([
      ["a", "b"],
      ["a-1", "b-1"],
      ["a-2", "b-2"],
    ]);
    expect(twice.spec.layout.locked).toEqual(["a"]);
    expect(DashboardSpec.safeParse(twice.spec).success).toBe(true);
  });

  it("lays them at the same place on another dashboard, within its width", () => {
    const copied = copyWidgets(spec, ["c"]);
    const there = pasteWidgets(specOf({}, { layout: { width: 450 } }), copied, { page: undefined });
    expect(places(there.spec)).toEqual({ c: [350, 10, 100, 50] });
  });

  it("names the controls and datasets that are not there, and keeps the document valid", () => {
    const source = sampleSpec();
    const [kpis] = source.widgets;
    if (kpis?.type !== "kpi") throw new Error("another sample");
    const copied = copyWidgets(
      { ...source, widgets: [{ ...kpis, ignores: ["channel", "date"], measures: ["$measure", "roi"] }] },
      ["kpis"],
    );
    const pasted = pasteWidgets(specOf({}), copied, { page: undefined, datasets: ["others"] });
    expect(pasted.controls.sort()).toEqual(["channel", "date", "measure"]);
    expect(pasted.datasets).toEqual(["sales"]);
    expect(pasted.spec.widgets[0]).not.toHaveProperty("ignores");
    expect(DashboardSpec.safeParse(pasted.spec).success).toBe(true);
  });

  it("takes no more than there may be", () => {
    const many = specOf(Object.fromEntries(Array.from({ length: 199 }, (_, i) => [`w${i}`, [0, i, 10, 1]])));
    expect(pasteWidgets(many, copyWidgets(spec, ["a", "b"]), { page: undefined })).toMatchObject({
      spec: many,
      ids: [],
    });
  });
});

it("duplicates beside, or by as much as it is dragged", () => {
  const { spec: next, ids } = duplicateWidgets(spec, ["c"], undefined, { dx: 0, dy: 100 });
  expect(ids).toEqual(["c-1"]);
  expect(places(next)["c-1"]).toEqual([400, 110, 100, 50]);
  expect(places(duplicateWidgets(spec, ["c"], undefined).spec)["c-1"]).toEqual([416, 26, 100, 50]);
});
