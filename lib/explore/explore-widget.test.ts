import { expect, it } from "vitest";
import { TableWidget, Widget } from "@/lib/dashboards/schema";
import { exploreConfig, exploreSource, parseExplore } from "@/lib/explore/explore-state";
import { exploreChart, exploreCharts, exploreTable } from "@/lib/explore/explore-widget";
import { knownColumns } from "@/lib/table/known-columns";
import { rootQuery } from "@/lib/table/table-tree";

const INFO = {
  id: "sales",
  label: "Sales",
  defaultTime: "date",
  dimensions: [
    { name: "date", label: "Date", type: "date" as const },
    { name: "brand", label: "Brand", type: "string" as const },
    { name: "channel", label: "Channel", type: "string" as const },
  ],
  measures: [
    { name: "margin", label: "Margin", additive: true },
    { name: "roi", label: "ROI", additive: false },
  ],
  hierarchies: [{ name: "h", label: "H", levels: ["brand", "channel"] }],
};
const explored = (text: string) => {
  const clock = { now: new Date("2026-01-20T03:00:00Z"), timezone: "Asia/Seoul" };
  const { state } = parseExplore(new URLSearchParams(text), INFO, clock, null);
  return { state, source: exploreSource(INFO, state) };
};

it.each([
  "t.x.dims=brand&t.x.metrics=margin,roi&t.x.sort=-margin&t.x.q.brand=contains:a&t.x.total=0",
  "t.x.dims=date,brand&grain.date=month&t.x.metrics=margin",
  "t.x.dims=brand&t.x.groups=channel&t.x.level=all&t.x.metrics=roi&t.x.search=a",
  "t.x.dims=&t.x.groups=date&grain.date=week&t.x.metrics=roi",
  "t.x.dims=brand&t.x.pivot=date&grain.date=quarter&t.x.metrics=margin",
  "t.x.dims=brand&t.x.pivot=date:month,channel&t.x.pivot-limit=10&t.x.metrics=margin",
  "t.x.pivot=channel&t.x.metrics=margin",
  "t.x.dims=brand,date&t.x.groups=date&grain.date=month&compare=previous_year&t.x.metrics=margin,margin__change",
])("keeps a table that asks the very same question: %s", (text) => {
  const { state, source } = explored(text);
  const { widget } = exploreTable(source, state);
  const kept = TableWidget.parse(widget);
  const { range, compare } = state.controls;
  const base = {
    dataset: kept.dataset,
    dimensions: kept.dimensions,
    measures: kept.config.metrics ?? [],
    filters: kept.filters,
    ...(range ? { time: range } : {}),
    ...(compare ? { compare } : {}),
  };
  const columns = knownColumns(INFO, kept.dimensions);
  const again = rootQuery({ base, columns, hierarchies: INFO.hierarchies }, kept.config, { page: 1 });
  expect(again.query).toEqual(rootQuery(source, exploreConfig(state), { page: 1 }).query);
});

it("keeps no table without a dimension", () => {
  const { state, source } = explored("t.x.metrics=margin");
  expect(exploreTable(source, state)).toMatchObject({ widget: null, why: "noDimension" });
});

it("keeps charts and numbers with their filters, a search in one dimension as one of them", () => {
  const of = (text: string) => {
    const { state, source } = explored(text);
    return exploreChart(source, state, exploreCharts(INFO, source, state, null));
  };
  const chart = of("t.x.dims=brand&t.x.metrics=margin,margin__change&t.x.q.roi=lt:0&t.x.search=닥");
  expect(Widget.parse(chart.widget)).toMatchObject({
    type: "chart",
    chart: { kind: "bar", x: { name: "brand" }, measure: "margin" },
    filters: [
      { name: "roi", op: "lt", values: [0] },
      { name: "brand", op: "contains", values: ["닥"] },
    ],
  });
  expect(of("t.x.metrics=margin,roi").widget).toMatchObject({ type: "kpi", measures: ["margin", "roi"] });
  expect(of("t.x.dims=brand,channel&t.x.metrics=margin&t.x.search=a")).toMatchObject({
    widget: null,
    why: "search",
  });
  expect(of("t.x.dims=brand").why).toBe("noChart");
  expect(of("t.x.dims=brand&t.x.pivot=date:month&t.x.metrics=margin").widget).toMatchObject({
    chart: { kind: "line", x: { name: "date", grain: "month" }, series: "brand" },
  });
  expect(of("t.x.dims=brand&t.x.metrics=margin&kind=treemap").widget).toMatchObject({
    chart: { kind: "treemap" },
  });
});
