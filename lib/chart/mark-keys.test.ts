import { describe, expect, it } from "vitest";
import { ChartSpec } from "@/lib/chart/chart-spec";
import { dimSeries, markKeys } from "@/lib/chart/mark-keys";
import { prepareChart } from "@/lib/chart/prepare-chart";
import type { AxisChart } from "@/lib/chart/prepared-chart";
import { seriesAt } from "@/lib/chart/series-at";
import { toECharts } from "@/lib/chart/to-echarts";
import type { Cell, Result, ResultColumn } from "@/lib/query/result";

const column = (name: string, more: Partial<ResultColumn> = {}): ResultColumn => ({
  name,
  label: name,
  kind: "dimension",
  type: "string",
  ...more,
});
const SALES = column("sales", { kind: "measure", type: "number", additive: true });
const result = (columns: ResultColumn[], rows: Cell[][], more: Partial<Result> = {}): Result => ({
  columns,
  rows,
  meta: {
    source: "t",
    rollup: null,
    cached: false,
    elapsedMs: 1,
    rowCount: 1,
    truncated: false,
    dataAsOf: null,
  },
  ...more,
});
const prepare = (spec: unknown, answer: Result) =>
  prepareChart(ChartSpec.parse(spec), answer, { locale: "en", timezone: "UTC" });
const all = (spec: unknown, answer: Result) => {
  const chart = prepare(spec, answer);
  const count = chart.view === "axes" ? chart.categories.length : chart.marks.length;
  return Array.from({ length: count }, (_, i) => markKeys(chart, i));
};

const brands = result(
  [column("brand"), SALES],
  [
    ["A", 3],
    [null, 2],
    ["B", 1],
  ],
  {
    others: { dimension: "brand", rows: [[null, 9]] } as unknown as NonNullable<Result["others"]>,
  },
);
const pairs = result(
  [column("brand"), column("channel"), SALES],
  [
    ["A", "x", 3],
    ["A", null, 2],
    ["B", "x", 1],
  ],
);

describe("markKeys", () => {
  it("tells a value, none, and nothing of what sums up others", () => {
    expect(all({ kind: "pie", by: "brand", measure: "sales", maxSlices: 3 }, brands)).toEqual([
      ["A"],
      [null],
      ["B"],
      null,
    ]);
    const bars = { kind: "bar", x: { name: "brand" }, measure: "sales", top: 3 };
    expect(all(bars, brands)).toEqual([["A"], [null], ["B"], null]);
    expect(all({ kind: "waterfall", x: { name: "brand" }, measure: "sales" }, brands)).toEqual([
      ["A"],
      [null],
      ["B"],
      null,
    ]);
    expect(all({ kind: "funnel", by: "brand", measures: ["sales"] }, brands)).toEqual([["A"], [null], ["B"]]);
  });

  it("tells both values of a cell, a tile and a point", () => {
    expect(
      all({ kind: "heatmap", x: { name: "brand" }, y: { name: "channel" }, measure: "sales" }, pairs),
    ).toEqual([
      ["A", "x"],
      ["B", "x"],
      ["A", null],
      ["B", null],
    ]);
    expect(all({ kind: "treemap", by: ["brand", "channel"], measure: "sales" }, pairs)).toEqual([
      ["A", "x"],
      ["A", null],
      ["B", "x"],
    ]);
    const points = { kind: "scatter", points: "brand", series: "channel", x: "sales", y: "sales" };
    expect(all(points, pairs)).toContainEqual(["A", null]);
  });

  it("tells the day of a calendar, the series that was met, and nothing of a histogram", () => {
    const days = result([column("date", { type: "date", grain: "day" }), SALES], [["2026-01-02", 1]]);
    expect(all({ kind: "calendar", date: "date", measure: "sales" }, days)).toEqual([["2026-01-02"]]);
    const split = prepare(
      { kind: "bar", x: { name: "brand" }, series: "channel", measure: "sales", stack: true },
      pairs,
    );
    expect(markKeys(split, 0, 0)).toEqual(["A", "x"]);
    expect(markKeys(split, 0, 1)).toEqual(["A", null]);
    expect(markKeys(split, 0)).toEqual(["A"]);
    expect(markKeys(split, 9)).toBeNull();
    expect(all({ kind: "histogram", of: "brand", measure: "sales", bins: 2 }, brands)).not.toContainEqual(
      expect.any(Array),
    );
  });
});

describe("dimSeries", () => {
  const chart = prepare(
    { kind: "bar", x: { name: "brand" }, series: "channel", measure: "sales", stack: true },
    pairs,
  ) as AxisChart;
  const colors = (of: AxisChart) =>
    JSON.stringify(toECharts(of, { width: 600, height: 200 })).match(/color-mix/g)?.length ?? 0;

  it("draws the others pale, in the option of both drawings, and all alike again", () => {
    const pale = dimSeries(chart, ["x"]);
    expect(pale.series.map(({ dim }) => dim)).toEqual([undefined, true]);
    expect(colors(chart)).toBe(0);
    expect(colors(pale)).toBeGreaterThan(0);
    expect(dimSeries(pale, null)).toEqual(chart);
    expect(dimSeries(chart, null)).toBe(chart);
    expect(dimSeries(chart, [null]).series.map(({ dim }) => dim)).toEqual([true, undefined]);
  });
});

describe("seriesAt", () => {
  const spec = { kind: "bar", x: { name: "brand" }, series: "channel", measure: "sales" };
  it("finds the part of a pile by its height", () => {
    // A: 3 of x, and 2 of none on it.
    const chart = prepare({ ...spec, stack: true }, pairs) as AxisChart;
    const at = (value: number) =>
      seriesAt(chart, 0, {
        across: 0.5,
        up: (value - chart.y.min) / (chart.y.max - chart.y.min),
        length: 600,
      });
    expect([at(1), at(4), at(5.5)]).toEqual([0, 1, null]);
  });

  it("finds one of bars side by side by its room, and none between", () => {
    const chart = prepare(spec, pairs) as AxisChart;
    const at = (across: number) => seriesAt(chart, 0, { across, up: 0.1, length: 60 });
    expect([at(0.05), at(0.4), at(0.6), at(0.95)]).toEqual([null, 0, 1, null]);
    const lines = prepare({ ...spec, kind: "line" }, pairs) as AxisChart;
    expect(seriesAt(lines, 0, { across: 0.5, up: 0.5, length: 60 })).toBeNull();
  });
});
