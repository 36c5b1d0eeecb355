import { describe, expect, it } from "vitest";
import { mapPages } from "@/components/dashboard/versions/map-pages";
import { diffSpecs } from "@/lib/dashboards/diff/diff-specs";
import { sampleSpec } from "@/lib/dashboards/sample-spec.fixture";
import type { DashboardSpec } from "@/lib/dashboards/schema";

const maps = (before: DashboardSpec, after: DashboardSpec) =>
  mapPages(before, after, diffSpecs(before, after)).map((map) => ({
    ...map,
    before: map.before.map(({ widget, states }) => `${widget.id} ${states}`.trim()),
    after: map.after.map(({ widget, states }) => `${widget.id} ${states}`.trim()),
  }));

describe("mapPages", () => {
  it("says of each box whether it came, went, changed or moved, or several of these", () => {
    const before = sampleSpec();
    const [kpi, chart, table] = before.widgets;
    if (!kpi || !chart || !table) throw new Error("sample changed");
    const { kpis: _, ...rest } = before.layout.widgets;
    const after: DashboardSpec = {
      ...before,
      widgets: [{ ...chart, title: "New title" }, table, { id: "note", type: "text", text: "x" }],
      layout: {
        ...before.layout,
        widgets: {
          ...rest,
          daily: { x: 0, y: 0, w: 1152, h: 280 },
          note: { x: 0, y: 900, w: 100, h: 100 },
        },
      },
    };
    expect(maps(before, after)).toEqual([
      {
        page: undefined,
        width: 1152,
        height: 1000,
        before: ["kpis removed", "daily changed,moved", "brands"],
        after: ["daily changed,moved", "brands", "note added"],
        changed: true,
      },
    ]);
  });

  it("draws the pages of both, and tells which differ", () => {
    const spec = sampleSpec();
    const paged: DashboardSpec = {
      ...spec,
      pages: [
        { id: "one", title: "One" },
        { id: "two", title: "Two" },
      ],
      layout: {
        ...spec.layout,
        widgets: { ...spec.layout.widgets, brands: { x: 0, y: 0, w: 10, h: 10, page: "two" } },
      },
    };
    expect(maps(paged, paged).map(({ page, changed }) => [page, changed])).toEqual([
      ["one", false],
      ["two", false],
    ]);
    const without: DashboardSpec = {
      ...paged,
      pages: [{ id: "one", title: "One" }],
      layout: { ...paged.layout, widgets: { ...spec.layout.widgets } },
    };
    expect(maps(paged, without)).toMatchObject([
      { page: "one", before: ["kpis", "daily"], after: ["kpis", "daily", "brands moved"], changed: true },
      { page: "two", before: ["brands moved"], after: [], changed: true },
    ]);
  });

  it("draws nothing of nothing", () => {
    const empty = sampleSpec({ widgets: [], layout: { width: 1152, widgets: {} } });
    expect(mapPages(empty, empty, [])).toEqual([]);
  });
});
