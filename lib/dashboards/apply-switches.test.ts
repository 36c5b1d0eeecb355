import { describe, expect, it } from "vitest";
import { ChartSpec } from "@/lib/chart/chart-spec";
import { applySwitches } from "@/lib/dashboards/apply-switches";
import { parseControls } from "@/lib/dashboards/control-state";
import { FIRST_DESIGN_CONFIG, sampleSpec } from "@/lib/dashboards/sample-spec.fixture";
import { ChartWidget, KpiWidget, TableWidget, type Widget } from "@/lib/dashboards/schema";

const spec = sampleSpec({
  controls: [
    {
      type: "dimension_switch",
      name: "show",
      label: "Show",
      options: ["brand", { name: "date", grain: "month" }, "product"],
    },
    { type: "metric_switch", name: "measure", label: "Measure", options: ["margin", "roi"] },
    { type: "grain_switch", name: "by", label: "By", dimension: "date", options: ["day", "week"] },
  ],
});
const stateOf = (query: string) =>
  parseControls(spec, new URLSearchParams(query), { now: new Date(0), timezone: "UTC" }).state;
const apply = <W extends Widget>(widget: W, query = "") => applySwitches(widget, stateOf(query));
const chart = (value: unknown) =>
  ChartWidget.parse({ id: "c", type: "chart", dataset: "sales", chart: value });
const drawn = (value: unknown, query = "") => apply(chart(value), query).chart;

describe("applySwitches", () => {
  it("leaves widgets that refer to none as they are", () => {
    for (const widget of spec.widgets) expect(apply(widget, "f.show=product&f.by=week")).toEqual(widget);
    const text = { id: "t", type: "text", text: "$show" } as const;
    expect(apply(text)).toBe(text);
  });

  it("puts the chosen dimension, measure and grain into a chart", () => {
    const bars = { kind: "bar", x: { name: "$by" }, measure: "$measure", series: "$show" };
    expect(drawn(bars)).toMatchObject({
      x: { name: "date", grain: "day" },
      measure: "margin",
      series: "brand",
    });
    expect(drawn(bars, "f.by=week&f.measure=roi&f.show=product")).toMatchObject({
      x: { name: "date", grain: "week" },
      measure: "roi",
      series: "product",
    });
  });

  it("lets a grain the widget names itself win", () => {
    const line = { kind: "line", x: { name: "$by", grain: "quarter" }, measure: "margin" };
    expect(drawn(line)).toMatchObject({ x: { name: "date", grain: "quarter" } });
  });

  it.each([
    [{ kind: "combo", x: { name: "$show" }, bars: ["$measure", "orders"], lines: ["$measure"] }],
    [{ kind: "pie", by: "$show", measure: "$measure" }],
    [{ kind: "scatter", points: "$show", x: "$measure", y: "orders", size: "$measure", series: "$show" }],
    [{ kind: "heatmap", x: { name: "$by" }, y: { name: "$show" }, measure: "$measure" }],
    [{ kind: "calendar", date: "$by", measure: "$measure" }],
    [{ kind: "treemap", by: ["$show", "sku"], measure: "$measure" }],
    [{ kind: "funnel", measures: ["$measure"], by: "$show" }],
    [{ kind: "waterfall", x: { name: "$show" }, measure: "$measure" }],
    [{ kind: "histogram", of: "$show", measure: "$measure" }],
  ])("leaves no reference in %j, and a chart that is right", (value) => {
    const applied = drawn(value, "f.measure=roi");
    expect(JSON.stringify(applied)).not.toContain("$");
    expect(ChartSpec.parse(applied)).toEqual(applied);
  });

  it("puts them into key figures, their goals and filters", () => {
    const kpi = KpiWidget.parse({
      id: "k",
      type: "kpi",
      dataset: "sales",
      measures: ["$measure", "margin"],
      goals: { $measure: 5 },
      filters: [{ name: "$show", op: "is_not_null", values: ["$show"] }],
    });
    expect(apply(kpi)).toMatchObject({ measures: ["margin"], goals: { margin: 5 } });
    expect(apply(kpi, "f.measure=roi")).toMatchObject({
      measures: ["roi", "margin"],
      goals: { roi: 5 },
      // Values are data, never names.
      filters: [{ name: "brand", op: "is_not_null", values: ["$show"] }],
    });
  });

  it("puts them into a table's dimensions and every place of its configuration that names columns", () => {
    const table = TableWidget.parse({
      id: "t",
      type: "table",
      dataset: "sales",
      dimensions: ["$show", { name: "$by", as: "when" }],
      config: {
        metrics: ["$measure", "$measure__change", "orders"],
        sort: [{ column: "$measure__change", direction: "desc" }],
        columnWidths: { $show: 180, $measure: 90 },
        frozenColumns: ["$show"],
        filters: [{ name: "$measure", op: "gt", values: [0] }],
        pivot: { dimensions: ["$by"], sort: [{ column: "$measure", direction: "desc" }] },
        displays: { $measure: { kind: "progress", of: "$measure" } },
        labels: { '$measure@["$show"]': "kept" },
        conditionalFormatting: [
          {
            column: "$measure",
            rules: [
              { condition: "lt", value: { column: "$measure__previous" }, style: { tone: "negative" } },
            ],
          },
        ],
      },
    });
    const applied = apply(table, "f.measure=roi&f.show=date:month");
    expect(applied.dimensions).toEqual([
      { name: "date", grain: "month" },
      { name: "date", grain: "day", as: "when" },
    ]);
    expect(applied.config).toEqual({
      metrics: ["roi", "roi__change", "orders"],
      sort: [{ column: "roi__change", direction: "desc" }],
      columnWidths: { date: 180, roi: 90 },
      frozenColumns: ["date"],
      filters: [{ name: "roi", op: "gt", values: [0] }],
      pivot: { dimensions: [{ name: "date", grain: "day" }], sort: [{ column: "roi", direction: "desc" }] },
      displays: { roi: { kind: "progress", of: "roi" } },
      labels: { 'roi@["$show"]': "kept" },
      conditionalFormatting: [
        {
          column: "roi",
          rules: [{ condition: "lt", value: { column: "roi__previous" }, style: { tone: "negative" } }],
        },
      ],
    });
    expect(TableWidget.parse(applied)).toEqual(applied);
  });

  it("keeps the first design document's configuration to the letter", () => {
    const config = JSON.parse(FIRST_DESIGN_CONFIG);
    const table = TableWidget.parse({ id: "t", type: "table", dataset: "s", dimensions: ["brand"], config });
    expect(apply(table)).toEqual(table);
  });

  it("leaves a name that is no switch for the check of names to find", () => {
    expect(drawn({ kind: "bar", x: { name: "$nope" }, measure: "$show2" })).toMatchObject({
      x: { name: "$nope" },
      measure: "$show2",
    });
  });
});
