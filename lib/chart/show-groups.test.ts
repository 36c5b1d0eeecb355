import { describe, expect, it } from "vitest";
import { ChartSpec } from "@/lib/chart/chart-spec";
import { prepareChart } from "@/lib/chart/prepare-chart";
import type { AxisChart, MarkChart } from "@/lib/chart/prepared-chart";
import { legendKeys, showGroups } from "@/lib/chart/show-groups";
import type { Result } from "@/lib/query/result";

const result: Result = {
  columns: [
    { name: "day", label: "Day", kind: "dimension", type: "string" },
    { name: "brand", label: "Brand", kind: "dimension", type: "string" },
    { name: "sales", label: "Sales", kind: "measure", type: "number", additive: true },
  ],
  rows: [
    ["1", "a", 900],
    ["1", "b", 40],
    ["2", "b", 60],
    ["2", "c", null],
  ],
  meta: {
    source: "test",
    rollup: null,
    cached: false,
    elapsedMs: 1,
    rowCount: 4,
    truncated: false,
    dataAsOf: null,
  },
};
const prepare = (spec: object) =>
  prepareChart(ChartSpec.parse(spec), result, { locale: "en", timezone: "Asia/Seoul" });
const stacked = prepare({
  kind: "bar",
  x: { name: "day" },
  measure: "sales",
  series: "brand",
  stack: true,
}) as AxisChart;

describe("showGroups", () => {
  it("sums and scales what is left, and keeps its colours", () => {
    const shown = showGroups(stacked, new Set(["a"]));
    expect(shown.totals).toEqual([40, 60]);
    expect(shown.y.max).toBe(60);
    expect(stacked.y.max).toBe(1000);
    const colorOf = (chart: AxisChart) => chart.series.find(({ key }) => key === "b")?.color;
    expect(colorOf(shown)).toBe(colorOf(stacked));
  });

  it("hands back the chart itself when nothing is hidden", () => {
    expect(showGroups(stacked, new Set())).toBe(stacked);
    expect(legendKeys(stacked)).toEqual(["a", "b", "c"]);
  });

  it("makes 100 of the parts that are left", () => {
    const chart = prepare({
      kind: "bar",
      x: { name: "day" },
      measure: "sales",
      series: "brand",
      stack: "percent",
    }) as AxisChart;
    const shown = showGroups(chart, new Set(["a"]));
    expect(shown.series.map(({ key, parts }) => [key, parts])).toEqual([
      ["b", [100, 100]],
      ["c", [null, null]],
    ]);
  });

  it("closes the circle around the slices that are left, their rows with them", () => {
    const rows = result.rows.filter(([day]) => day === "1");
    const pie = prepareChart(
      ChartSpec.parse({ kind: "pie", by: "brand", measure: "sales" }),
      { ...result, rows },
      { locale: "en", timezone: "Asia/Seoul" },
    ) as MarkChart;
    const shown = showGroups(pie, new Set(["a"]));
    expect(shown.marks.map(({ shape }) => shape)).toEqual([{ type: "sector", from: 0, to: 1, inner: 0 }]);
    expect(shown.table.rows.map(([name]) => name)).toEqual(["b"]);
  });
});
