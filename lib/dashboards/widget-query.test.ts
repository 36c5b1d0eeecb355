import { describe, expect, it } from "vitest";
import type { z } from "zod";
import { ChartSpec } from "@/lib/chart/chart-spec";
import { parseControls } from "@/lib/dashboards/control-state";
import { FIRST_DESIGN_CONFIG, sampleSpec } from "@/lib/dashboards/sample-spec.fixture";
import type { Widget } from "@/lib/dashboards/schema";
import { widgetQueries } from "@/lib/dashboards/widget-query";
import { Query } from "@/lib/query/query";
import { TableConfig } from "@/lib/table/table-config";

type ChartSpecInput = z.input<typeof ChartSpec>;

const spec = sampleSpec();
const clock = { now: new Date("2026-03-10T02:00:00Z"), timezone: "Asia/Seoul" };
const { state } = parseControls(
  spec,
  new URLSearchParams("f.channel=naver&from=2026-01-01&to=2026-01-31"),
  clock,
);
const time = { name: "date", from: "2026-01-01", to: "2026-01-31" };
const channel = { name: "channel", op: "in", values: ["naver"] };
const widget = (id: string): Widget => spec.widgets.find((w) => w.id === id)!;

describe("widgetQueries", () => {
  it("asks a KPI's totals compared, and its days", () => {
    expect(widgetQueries(widget("kpis"), state)).toEqual([
      {
        part: "total",
        query: {
          dataset: "sales",
          measures: ["settlement_amount", "roi"],
          filters: [channel],
          time,
          compare: "previous_period",
          limit: 1,
        },
      },
      {
        part: "trend",
        query: {
          dataset: "sales",
          dimensions: [{ name: "date", grain: "day" }],
          measures: ["settlement_amount", "roi"],
          filters: [channel],
          time,
          compare: "previous_period",
          sort: [{ column: "date", direction: "asc" }],
          limit: 5000,
        },
      },
    ]);
  });

  it("asks a KPI no comparison and no days without a range", () => {
    const queries = widgetQueries(widget("kpis"), { ...state, range: null });
    expect(queries).toHaveLength(1);
    expect(queries[0]?.query).not.toHaveProperty("time");
    expect(queries[0]?.query).not.toHaveProperty("compare");
  });

  it("asks a chart its axis with the grain, and its series", () => {
    expect(widgetQueries(widget("daily"), state)[0]?.query).toMatchObject({
      dimensions: [{ name: "date", grain: "day" }, "channel"],
      measures: ["margin"],
      time,
      filters: [channel],
      sort: [{ column: "date", direction: "asc" }],
    });
  });

  it("asks a chart by category largest first", () => {
    const daily = widget("daily");
    const byBrand = { ...daily, chart: { ...bar, x: { name: "brand" } } } as Widget;
    expect(widgetQueries(byBrand, state)[0]?.query.sort).toEqual([{ column: "margin", direction: "desc" }]);
  });

  const ask = (chart: ChartSpecInput) =>
    widgetQueries({ ...widget("daily"), chart: ChartSpec.parse(chart) } as Widget, state)[0]?.query;
  const bar = { kind: "bar", x: { name: "date", grain: "day" }, measure: "margin" } as const;

  it("asks the earlier period only of a chart that draws it: the controls' own, or always the same", () => {
    expect(ask(bar)).not.toHaveProperty("compare");
    expect(ask({ ...bar, overlay: "control" })?.compare).toBe("previous_period");
    expect(ask({ ...bar, overlay: "previous_year" })?.compare).toBe("previous_year");
  });

  it("keeps time whole, whatever number of places a chart should have", () => {
    expect(ask({ ...bar, top: 5 })).not.toHaveProperty("top");
  });

  it.each<[ChartSpecInput, object]>([
    [
      { kind: "combo", x: { name: "date", grain: "month" }, bars: ["margin"], lines: ["roi", "margin"] },
      {
        dimensions: [{ name: "date", grain: "month" }],
        measures: ["margin", "roi"],
        sort: [{ column: "date", direction: "asc" }],
      },
    ],
    [
      { kind: "bar", x: { name: "brand" }, measure: "roi", top: 7, horizontal: true },
      { top: { dimension: "brand", n: 7, by: "roi", others: true } },
    ],
    [
      { kind: "donut", by: "brand", measure: "margin", maxSlices: 5 },
      { dimensions: ["brand"], top: { dimension: "brand", n: 5, by: "margin", others: true } },
    ],
    [
      { kind: "scatter", points: "product", x: "ad_spend", y: "margin", size: "roi", series: "brand" },
      { dimensions: ["product", "brand"], measures: ["ad_spend", "margin", "roi"] },
    ],
    [
      { kind: "heatmap", x: { name: "date", grain: "week" }, y: { name: "channel" }, measure: "margin" },
      { dimensions: [{ name: "date", grain: "week" }, "channel"] },
    ],
    [{ kind: "calendar", date: "date", measure: "margin" }, { dimensions: [{ name: "date", grain: "day" }] }],
    [{ kind: "treemap", by: ["brand", "product"], measure: "margin" }, { dimensions: ["brand", "product"] }],
    [
      { kind: "funnel", measures: ["ad_spend", "margin"] },
      { dimensions: [], measures: ["ad_spend", "margin"], sort: [] },
    ],
    [
      { kind: "funnel", measures: ["margin"], by: "channel" },
      { dimensions: ["channel"], sort: [{ column: "margin", direction: "desc" }] },
    ],
    [{ kind: "waterfall", x: { name: "channel" }, measure: "margin" }, { dimensions: ["channel"] }],
    [{ kind: "histogram", of: "product", measure: "margin" }, { dimensions: ["product"] }],
  ])("asks %j", (chart, query) => {
    expect(ask(chart)).toMatchObject(query);
    expect(Query.safeParse(ask(chart)).success).toBe(true);
  });

  it("asks a table the configuration's metrics, sort, filters, page and the grand total", () => {
    const config = TableConfig.parse({
      ...JSON.parse(FIRST_DESIGN_CONFIG),
      filters: [{ name: "roi", op: "lt", values: [0] }],
    });
    const [rows] = widgetQueries(widget("brands"), state, { config, page: 3 });
    expect(rows).toEqual({
      part: "rows",
      query: {
        dataset: "sales",
        dimensions: ["brand"],
        measures: ["settlement_amount", "margin", "roi"],
        filters: [channel, { name: "roi", op: "lt", values: [0] }],
        time,
        sort: [{ column: "settlement_amount", direction: "desc" }],
        totals: ["grand"],
        limit: 20,
        offset: 40,
      },
    });
  });

  it("falls back to the widget's own configuration, and drops a sort on a column no longer shown", () => {
    expect(widgetQueries(widget("brands"), state)[0]?.query).toMatchObject({
      measures: ["settlement_amount", "margin"],
      sort: [{ column: "margin", direction: "desc" }],
      limit: 20,
      offset: 0,
    });
    const config = { metrics: ["roi"], sort: [{ column: "margin", direction: "asc" as const }] };
    expect(widgetQueries(widget("brands"), state, { config })[0]?.query.sort).toEqual([]);
  });

  it("compares a table only where a column shows it", () => {
    expect(widgetQueries(widget("brands"), state)[0]?.query).not.toHaveProperty("compare");
    const config = { metrics: ["margin", "margin__change"] };
    expect(widgetQueries(widget("brands"), state, { config })[0]?.query).toMatchObject({
      measures: ["margin"],
      compare: "previous_period",
    });
  });

  it("keeps a filter and a date range away from a dataset they don't belong to", () => {
    const stock: Widget = { ...widget("brands"), dataset: "stock" } as Widget;
    const [rows] = widgetQueries(stock, state, { dimensions: new Set(["brand"]) });
    expect(rows?.query.filters).toEqual([]);
    expect(rows?.query).not.toHaveProperty("time");
  });

  it("asks nothing for text, and only what the query language accepts for the rest", () => {
    expect(widgetQueries({ id: "t", type: "text", text: "hi" }, state)).toEqual([]);
    for (const each of spec.widgets)
      for (const { query } of widgetQueries(each, state)) expect(Query.safeParse(query).success).toBe(true);
  });
});
