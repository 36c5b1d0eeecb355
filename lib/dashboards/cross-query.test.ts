import { describe, expect, it } from "vitest";
import { defaultControls } from "@/lib/dashboards/control-state";
import { CARRIED, type CrossCondition } from "@/lib/dashboards/cross-filter";
import { conditionsFor, underConditions } from "@/lib/dashboards/cross-query";
import { SALES, sampleSpec } from "@/lib/dashboards/sample-spec.fixture";
import type { ChartWidget } from "@/lib/dashboards/schema";
import { widgetQueries } from "@/lib/dashboards/widget-query";

const spec = sampleSpec();
const controls = { ...defaultControls(spec), range: { name: "date", from: "2026-01-01", to: "2026-01-31" } };
const clock = { now: new Date("2026-03-10T02:00:00Z"), timezone: "Asia/Seoul" };
const dimensions = SALES.dimensions.map((dimension) => ({ ...dimension, label: dimension.name }));
const [, daily, brands] = spec.widgets;
if (daily?.type !== "chart" || brands?.type !== "table") throw new Error("another sample");

const asked = (conditions: CrossCondition[], widget: ChartWidget = daily as ChartWidget) => {
  const under = underConditions(widget, controls, conditions, clock);
  const query = widgetQueries(under.widget, under.controls)[0]?.query;
  return { filters: query?.filters, time: query?.time };
};

describe("underConditions", () => {
  it("filters by values and by none", () => {
    expect(asked([{ dimension: "brand", values: ["A"] }]).filters).toEqual([
      { name: "brand", op: "eq", values: ["A"] },
    ]);
    expect(asked([{ dimension: "brand", values: ["A", null] }]).filters).toEqual([
      { name: "brand", op: "in", values: ["A", null] },
    ]);
    expect(asked([{ dimension: "brand", values: [null] }]).filters).toEqual([
      { name: "brand", op: "is_null", values: [] },
    ]);
  });

  it("narrows the date range, so that what is compared with lies before", () => {
    const week = { dimension: "date", grain: "week" as const, from: "2025-12-29", to: "2026-01-04" };
    expect(asked([week])).toEqual({
      filters: [],
      time: { name: "date", from: "2026-01-01", to: "2026-01-04" },
    });
    const day = { dimension: "date", grain: "day" as const, from: "2026-01-02", to: "2026-01-02" };
    expect(asked([week, day]).time).toMatchObject({ from: "2026-01-02", to: "2026-01-02" });
  });

  it("leaves nothing where range and days don't meet, and asks hours by their moments", () => {
    const march = { dimension: "date", grain: "month" as const, from: "2026-03-01", to: "2026-03-31" };
    expect(asked([march])).toEqual({
      filters: [{ name: "date", op: "between", values: ["2026-03-01", "2026-03-31"] }],
      time: controls.range,
    });
    const hour = "2026-01-01T03:00:00Z";
    expect(asked([{ dimension: "at", grain: "hour", from: hour, to: hour }]).filters).toEqual([
      { name: "at", op: "gte", values: [hour] },
      { name: "at", op: "lt", values: ["2026-01-01T04:00:00.000Z"] },
    ]);
  });

  it("changes nothing where nothing is chosen", () => {
    expect(underConditions(daily, controls, [], clock)).toEqual({ widget: daily, controls });
  });
});

describe("conditionsFor", () => {
  const brandA = { source: "brands", conditions: [{ dimension: "brand", values: ["A"] }] };

  it("asks nothing of the widget itself, of one that takes nothing, nor of data without the dimension", () => {
    expect(conditionsFor(daily, [brandA], dimensions)).toEqual(brandA.conditions);
    expect(conditionsFor(brands, [brandA], dimensions)).toEqual([]);
    expect(conditionsFor({ ...daily, crossFilter: { takes: false } }, [brandA], dimensions)).toEqual([]);
    expect(conditionsFor(daily, [brandA], dimensions.slice(2))).toEqual([]);
    const numbers = dimensions.map((one) =>
      one.name === "brand" ? { ...one, type: "number" as const } : one,
    );
    expect(conditionsFor(daily, [brandA], numbers)).toEqual([]);
    const masked = dimensions.map((one) => (one.name === "brand" ? { ...one, masked: true } : one));
    expect(conditionsFor(daily, [brandA], masked)).toEqual([]);
  });

  it("asks what was carried of a widget that is called like it, too", () => {
    const carried = { ...brandA, source: CARRIED };
    expect(conditionsFor({ ...brands, id: CARRIED }, [carried], dimensions)).toEqual(carried.conditions);
  });
});
