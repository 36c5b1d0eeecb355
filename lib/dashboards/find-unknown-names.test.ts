import { describe, expect, it } from "vitest";
import { findUnknownNames } from "@/lib/dashboards/find-unknown-names";
import { FIRST_DESIGN_CONFIG, SALES, sampleInput, sampleSpec } from "@/lib/dashboards/sample-spec.fixture";
import type { DashboardSpecInput } from "@/lib/dashboards/schema";

type WidgetInput = DashboardSpecInput["widgets"][number];
const [kpis, daily, brands] = sampleInput().widgets as [WidgetInput, WidgetInput, WidgetInput];
const check = (over: Partial<DashboardSpecInput>) => findUnknownNames(sampleSpec(over), [SALES]);
const withTable = (more: object) => check({ widgets: [kpis, daily, { ...brands, ...more } as WidgetInput] });

describe("findUnknownNames", () => {
  it("passes a dashboard whose names all exist, and the first design's configuration", () => {
    expect(findUnknownNames(sampleSpec(), [SALES])).toEqual([]);
    expect(withTable({ config: JSON.parse(FIRST_DESIGN_CONFIG) })).toEqual([]);
    expect(
      withTable({
        config: { metrics: ["margin"], sort: { column: "margin__change" }, hidden: ["day"] },
        dimensions: [{ name: "date", grain: "day", as: "day" }],
      }),
    ).toEqual([]);
  });

  it("names the path and the nearest names of a measure that is missing", () => {
    const chart = { kind: "bar" as const, x: { name: "date" }, measure: "margn" };
    expect(check({ widgets: [kpis, { ...daily, chart } as WidgetInput, brands] })).toEqual([
      {
        path: "widgets.1.chart.measure",
        key: "unknownName",
        values: { kind: "measure", name: "margn", nearest: "margin" },
      },
    ]);
  });

  it.each<[object, string]>([
    [{ kind: "line", x: { name: "dat" }, measure: "margin" }, "x.name"],
    [{ kind: "combo", x: { name: "date" }, bars: ["margin"], lines: ["margin", "ro"] }, "lines.1"],
    [{ kind: "donut", by: "brnd", measure: "margin" }, "by"],
    [{ kind: "calendar", date: "dates", measure: "margin" }, "date"],
    [{ kind: "treemap", by: ["brand", "prodct"], measure: "margin" }, "by.1"],
    [
      { kind: "heatmap", x: { name: "brand", grain: "day" }, y: { name: "channel" }, measure: "roi" },
      "x.grain",
    ],
    [{ kind: "heatmap", x: { name: "brand" }, y: { name: "brand" }, measure: "roi" }, "y"],
    [{ kind: "funnel", measures: ["margin", "marg"] }, "measures.1"],
  ])("finds of a chart %j", (chart, path) => {
    const widgets = [kpis, { ...daily, chart } as WidgetInput, brands];
    expect(check({ widgets }).map((issue) => issue.path)).toEqual([`widgets.1.chart.${path}`]);
  });

  it.each<[object, string]>([
    [{ dataset: "sale" }, "widgets.2.dataset"],
    [{ dimensions: ["brnad"] }, "widgets.2.dimensions.0"],
    [{ config: { displays: { mrgin: { kind: "bar" } } } }, "widgets.2.config.displays.mrgin"],
    [
      { config: { displays: { margin: { kind: "progress", of: "brand" } } } },
      "widgets.2.config.displays.margin.of",
    ],
    [{ dimensions: [{ name: "month" }] }, "widgets.2.dimensions.0.name"],
    [{ dimensions: [{ name: "brand", grain: "month" }] }, "widgets.2.dimensions.0.grain"],
    [{ dimensions: ["brand", "brand"] }, "widgets.2.dimensions.1"],
    [{ filters: [{ name: "x", op: "eq", values: [1] }] }, "widgets.2.filters.0.name"],
    [{ config: { metrics: ["brand"] } }, "widgets.2.config.metrics.0"],
    [{ config: { sort: { column: "x" } } }, "widgets.2.config.sort.column"],
    [{ config: { sort: [{ column: "brand" }, { column: "__proto__" }] } }, "widgets.2.config.sort.1.column"],
    [
      { config: { conditionalFormatting: [{ column: "x", rules: [] }] } },
      "widgets.2.config.conditionalFormatting.0.column",
    ],
    [{ config: { columnWidths: { x: 100 } } }, "widgets.2.config.columnWidths.x"],
    [{ config: { pivot: { dimensions: ["chanel"] } } }, "widgets.2.config.pivot.dimensions.0"],
    [
      { config: { pivot: { dimensions: [{ name: "brand", grain: "month" }] } } },
      "widgets.2.config.pivot.dimensions.0.grain",
    ],
    [
      { config: { pivot: { dimensions: ["channel"], sort: [{ column: "x" }] } } },
      "widgets.2.config.pivot.sort.0.column",
    ],
    [{ config: { sort: { column: 'x@["naver"]' } } }, "widgets.2.config.sort.column"],
    [{ config: { frozenColumns: ["x"] } }, "widgets.2.config.frozenColumns.0"],
  ])("finds %j", (more, path) => {
    expect(withTable(more).map((issue) => issue.path)).toEqual([path]);
  });

  it("checks controls: a select's dataset and dimension, a range's time", () => {
    const select = { type: "select" as const, name: "c", dataset: "sales", dimension: "chanel" };
    const range = { type: "date_range" as const, dimension: "brand", default: { from: "now-7d", to: "now" } };
    expect(check({ controls: [range, select] })).toMatchObject([
      { path: "controls.0.dimension" },
      { path: "controls.1.dimension", values: { nearest: "channel" } },
    ]);
    expect(check({ controls: [{ ...select, dataset: "nope" }] })).toMatchObject([
      { path: "controls.0.dataset" },
    ]);
  });

  it("names the dashboards and controls a widget leads to that are not there", () => {
    const drillThrough = [
      { dashboard: "product-performance" },
      { dashboard: "brand-performance", carry: ["channel", "date"] },
      { dashboard: "product-performence", carry: ["chanel"] },
    ];
    const spec = sampleSpec({ widgets: [kpis, { ...daily, drillThrough } as WidgetInput, brands] });
    expect(findUnknownNames(spec, [SALES], ["product-performance", "home"])).toEqual([
      {
        path: "widgets.1.drillThrough.2.dashboard",
        key: "unknownName",
        values: { kind: "dashboard", name: "product-performence", nearest: "product-performance" },
      },
      {
        path: "widgets.1.drillThrough.2.carry.0",
        key: "unknownName",
        values: { kind: "control", name: "chanel", nearest: "channel" },
      },
    ]);
    // Without a list of dashboards only the controls are known.
    expect(findUnknownNames(spec, [SALES])).toHaveLength(1);
  });
});
