import { expect, it } from "vitest";
import { heardBy, unreachedBy } from "@/lib/dashboards/control-reach";
import { defaultControls, parseControls } from "@/lib/dashboards/control-state";
import { sampleSpec } from "@/lib/dashboards/sample-spec.fixture";
import { KpiWidget } from "@/lib/dashboards/schema";
import { widgetQueries } from "@/lib/dashboards/widget-query";

const spec = sampleSpec({
  controls: [
    { type: "date_range", dimension: "date", default: { from: "now-28d", to: "now-1d" } },
    { type: "select", name: "channel", dataset: "sales", dimension: "channel", default: ["naver"] },
    { type: "select", name: "place", dataset: "stock", dimension: "place", default: ["Seoul"] },
    { type: "metric_switch", name: "measure", label: "Measure", options: ["margin", "roi"] },
  ],
});
const state = defaultControls(spec);
const kpi = (more: object = {}) =>
  KpiWidget.parse({ id: "k", type: "kpi", dataset: "sales", measures: ["margin"], ...more });
const dimensions = new Set(["date", "channel"]);

it("names the filters that do nothing to a widget", () => {
  expect(unreachedBy(kpi(), spec, dimensions)).toEqual(["place"]);
  expect(unreachedBy(kpi({ ignores: ["date", "channel"] }), spec, dimensions)).toEqual([
    "date",
    "channel",
    "place",
  ]);
  expect(unreachedBy(kpi({ dataset: "stock" }), spec, new Set(["place"]))).toEqual(["date", "channel"]);
  expect(unreachedBy({ id: "t", type: "text", text: "hi" }, spec, dimensions)).toEqual([]);
});

it("keeps what a widget ignores out of its question, comparison and days too", () => {
  expect(heardBy(kpi(), state)).toBe(state);
  const asked = widgetQueries(kpi({ ignores: ["date", "channel"] }), { ...state, compare: "previous_year" });
  expect(asked).toEqual([
    { part: "total", query: { dataset: "sales", filters: [], measures: ["margin"], limit: 1 } },
  ]);
  const [total] = widgetQueries(kpi({ ignores: ["date"] }), state);
  expect(total?.query).toMatchObject({ filters: [{ name: "channel", op: "in", values: ["naver"] }] });
  expect(total?.query).not.toHaveProperty("time");
});

it("never takes a switch away", () => {
  const { state: switched } = parseControls(spec, new URLSearchParams("f.measure=roi"), {
    now: new Date(0),
    timezone: "UTC",
  });
  expect(heardBy(kpi({ ignores: ["measure"] }), switched).fields.map(({ name }) => name)).toContain(
    "measure",
  );
});
