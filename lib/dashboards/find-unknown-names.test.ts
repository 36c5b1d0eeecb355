import { describe, expect, it } from "vitest";
import type { Control } from "@/lib/dashboards/control";
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

  it("checks the kinds of controls: a text's dimension is text, a range's a number, a toggle's filters are dimensions", () => {
    const sales = { ...SALES, dimensions: [...SALES.dimensions, { name: "size", type: "number" as const }] };
    const named = (dimension: string) => ({ name: dimension, dataset: "sales", dimension });
    const issues = (control: Control) => findUnknownNames(sampleSpec({ controls: [control] }), [sales]);
    expect(issues({ type: "text", ...named("brand") })).toEqual([]);
    expect(issues({ type: "number_range", ...named("size") })).toEqual([]);
    expect(issues({ type: "text", ...named("size") })).toMatchObject([
      { path: "controls.0.dimension", key: "controlNeeds_text" },
    ]);
    expect(issues({ type: "number_range", ...named("brand") })).toMatchObject([
      { path: "controls.0.dimension", key: "controlNeeds_number_range" },
    ]);
    const filters = (name: string) => [{ name, op: "is_not_null" as const }];
    const toggle = { type: "toggle" as const, name: "on", label: "On", dataset: "sales" };
    expect(issues({ ...toggle, filters: filters("brand") } as Control)).toEqual([]);
    expect(issues({ ...toggle, filters: filters("margin") } as Control)).toMatchObject([
      { path: "controls.0.filters.0.name", key: "unknownName" },
    ]);
  });

  describe("with switches", () => {
    const show = {
      type: "dimension_switch" as const,
      name: "show",
      label: "Show",
      options: ["brand", "product"],
    };
    const measure = {
      type: "metric_switch" as const,
      name: "measure",
      label: "Measure",
      options: ["margin", "roi"],
    };
    const by = {
      type: "grain_switch" as const,
      name: "by",
      label: "By",
      dimension: "date",
      options: ["day" as const, "month" as const],
    };
    const bars = (chart: object) => ({ ...daily, chart: { kind: "bar", ...chart } }) as WidgetInput;
    const paths = (chart: object, controls: DashboardSpecInput["controls"]) =>
      check({ controls, widgets: [kpis, bars(chart), brands] }).map(({ path, key }) => [path, key]);
    const right = { x: { name: "$by" }, measure: "$measure", series: "$show" };

    it("passes widgets that are right with each option", () => {
      expect(paths(right, [show, measure, by])).toEqual([]);
      expect(
        check({
          controls: [show, measure],
          widgets: [
            kpis,
            daily,
            {
              ...brands,
              dimensions: ["$show"],
              config: {
                metrics: ["$measure"],
                sort: { column: "$measure__change" },
                columnWidths: { $show: 90 },
              },
            } as WidgetInput,
          ],
        }),
      ).toEqual([]);
    });

    it("finds a switch there is not, and one of another kind", () => {
      expect(paths(right, [measure, by])).toEqual([["widgets.1.chart.series", "unknownName"]]);
      expect(paths({ ...right, measure: "$show" }, [show, measure, by])).toContainEqual([
        "widgets.1.chart.measure",
        "unknownName",
      ]);
    });

    it("finds the one option that does not suit a widget, and options no dataset has", () => {
      const series = (options: string[]) =>
        paths({ ...right, series: "$show" }, [{ ...show, options }, measure, by]);
      expect(series(["brand", "channel"])).toEqual([]);
      expect(series(["brand", "chanel"])).toEqual([
        ["widgets.1.chart.series", "unknownName"],
        ["controls.0.options.1", "unknownName"],
      ]);
    });

    it("finds two switches that may come to the same dimension", () => {
      expect(paths({ ...right, x: { name: "$other" } }, [show, measure, { ...show, name: "other" }])).toEqual(
        [
          // Once for brand, once for product.
          ["widgets.1.chart.series", "nameTwice"],
          ["widgets.1.chart.series", "nameTwice"],
        ],
      );
    });

    it("finds a grain on what is no time, and where no grain can stand", () => {
      expect(
        paths({ ...right, x: { name: "$when" } }, [
          show,
          measure,
          { ...show, name: "when", options: ["channel", { name: "product", grain: "month" }] },
        ]),
      ).toContainEqual(["widgets.1.chart.x.grain", "grainNotForType"]);
      expect(paths({ ...right, x: { name: "channel" }, series: "$by" }, [measure, by])).toEqual([
        ["widgets.1.chart.series", "grainNotHere"],
      ]);
    });
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
