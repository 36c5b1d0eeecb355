import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { diffSpecs } from "@/lib/dashboards/diff/diff-specs";
import { sampleSpec } from "@/lib/dashboards/sample-spec.fixture";
import { DashboardSpec } from "@/lib/dashboards/schema";
import { arbitrarySpec } from "@/tests/arbitrary-spec";

const sample = sampleSpec();
const changed = (change: (spec: DashboardSpec) => void, from: DashboardSpec = sample) => {
  const copy = structuredClone(from);
  change(copy);
  return diffSpecs(from, copy);
};
const reversed = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(reversed)
    : typeof value === "object" && value !== null
      ? Object.fromEntries(
          Object.entries(value)
            .reverse()
            .map(([key, inner]) => [key, reversed(inner)]),
        )
      : value;

describe("diffSpecs", () => {
  it("finds nothing where both mean the same, whatever the order of keys and what is left out", () => {
    fc.assert(
      fc.property(arbitrarySpec, (spec) => {
        expect(diffSpecs(spec, DashboardSpec.parse(reversed(spec)))).toEqual([]);
      }),
      { numRuns: 100 },
    );
    const { filters: _, ...bare } = sample.widgets[0] as { filters: unknown; id: string };
    const silent = { ...sample, folder: null, tags: [], widgets: [bare, ...sample.widgets.slice(1)] };
    expect(diffSpecs(sample, silent as unknown as DashboardSpec)).toEqual([]);
    expect(diffSpecs({ ...sample, version: 3, ownerId: null } as DashboardSpec, sample)).toEqual([]);
  });

  it("finds something exactly where two documents differ", () => {
    fc.assert(
      fc.property(arbitrarySpec, arbitrarySpec, (a, b) => {
        const forth = diffSpecs(a, b);
        expect(diffSpecs(b, a).length === 0).toBe(forth.length === 0);
        if (a.slug !== b.slug)
          expect(forth[0]).toEqual({
            kind: "changed",
            part: "dashboard",
            path: "slug",
            before: a.slug,
            after: b.slug,
          });
      }),
      { numRuns: 100 },
    );
  });

  it("names fields by their part, whatever their place in the list", () => {
    expect(
      changed((spec) => {
        spec.widgets.splice(0, 1);
        const [daily, brands] = spec.widgets;
        if (daily?.type !== "chart" || daily.chart.kind !== "bar" || brands?.type !== "table")
          throw new Error("sample changed");
        daily.chart.measure = "roi";
        delete daily.chart.series;
        brands.config.sort = { column: "roi", direction: "asc" };
        brands.config.columnWidths = { brand: 90 };
        delete spec.layout.widgets.kpis;
      }),
    ).toEqual([
      { kind: "removed", part: "widget", id: "kpis", path: "", before: sample.widgets[0] },
      { kind: "changed", part: "widget", id: "daily", path: "chart.measure", before: "margin", after: "roi" },
      { kind: "removed", part: "widget", id: "daily", path: "chart.series", before: "channel" },
      {
        kind: "changed",
        part: "widget",
        id: "brands",
        path: "config.sort",
        before: { column: "margin", direction: "desc" },
        after: { column: "roi", direction: "asc" },
      },
      { kind: "added", part: "widget", id: "brands", path: "config.columnWidths", after: { brand: 90 } },
    ]);
  });

  it("tells another kind of chart as one change", () => {
    const found = changed((spec) => {
      const daily = spec.widgets[1];
      if (daily?.type === "chart")
        daily.chart = { kind: "pie", by: "channel", measure: "margin", maxSlices: 8 };
    });
    expect(found).toMatchObject([{ kind: "changed", id: "daily", path: "chart" }]);
  });

  it("tells another place as one move of its widget, and another order as one of the widget that left its place", () => {
    expect(
      changed((spec) => {
        spec.layout.widgets.daily = { x: 8, y: 104, w: 600, h: 280 };
        spec.widgets.push(...spec.widgets.splice(0, 1));
      }),
    ).toEqual([
      { kind: "moved", part: "widget", id: "kpis", path: "order", before: 0, after: 2 },
      {
        kind: "moved",
        part: "widget",
        id: "daily",
        path: "box",
        before: { x: 0, y: 104, w: 1152, h: 280 },
        after: { x: 8, y: 104, w: 600, h: 280 },
      },
    ]);
  });

  it("knows the page that a box leaves unsaid", () => {
    const paged = sampleSpec({
      pages: [
        { id: "a", title: "A" },
        { id: "b", title: "B" },
      ],
    });
    expect(
      changed((spec) => {
        spec.layout.widgets.kpis!.page = "a";
      }, paged),
    ).toEqual([]);
    expect(
      changed((spec) => {
        spec.layout.widgets.kpis!.page = "b";
      }, paged),
    ).toMatchObject([
      { kind: "moved", id: "kpis", path: "box", before: { page: "a" }, after: { page: "b" } },
    ]);
  });

  it("tells controls by their names, the date range by `date`, and what the canvas says", () => {
    expect(
      changed((spec) => {
        spec.controls[0] = { type: "date_range", dimension: "date", default: { from: "now-7d", to: "now" } };
        spec.controls[1] = { type: "text", name: "find", dataset: "sales", dimension: "product" };
        spec.layout.grid = 8;
        spec.isPublic = false;
      }),
    ).toMatchObject([
      { kind: "changed", part: "dashboard", path: "isPublic" },
      { kind: "removed", part: "control", id: "channel", path: "" },
      { kind: "changed", part: "control", id: "date", path: "default" },
      { kind: "removed", part: "control", id: "date", path: "compare" },
      { kind: "added", part: "control", id: "find", path: "" },
      { kind: "added", part: "layout", path: "grid", after: 8 },
    ]);
  });
});
