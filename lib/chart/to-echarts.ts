/** Translates a prepared chart into ECharts' words. It decides nothing. */
import type { BarSeriesOption, LineSeriesOption } from "echarts/charts";
import type { GridComponentOption } from "echarts/components";
import type { ComposeOption } from "echarts/core";
import { OTHERS_COLOR } from "@/lib/chart/color-index";
import type { PreparedChart, PreparedSeries } from "@/lib/chart/prepared-chart";

export type ChartOption = ComposeOption<BarSeriesOption | LineSeriesOption | GridComponentOption>;

/** Bars are at most this wide in px, and fill this part of their place when they are many. */
const BAR_MOST = 28;
const BAR_PART = 0.64;
/** Below this bars in px touch: they are drawn as one stepped area a series. */
const BAR_LEAST = 3;

/** Colours as CSS variables: one drawing serves both themes, and a switch of theme redraws nothing. */
const fill = (color: number) => (color === OTHERS_COLOR ? "var(--line-ctl)" : `var(--c${color + 1})`);
const SURFACE = "var(--surface)";
/** Both neighbours of a seam paint theirs: segments are parted by 0.75 px. */
const SEAM = 0.375;

function barSeries(chart: PreparedChart, one: PreparedSeries, band: number): BarSeriesOption {
  const side = chart.stacked ? 1 : chart.series.length;
  const width = Math.min(BAR_MOST, (band * BAR_PART) / side);
  return {
    type: "bar",
    data: one.values,
    // In percent of the place, so that the drawing can be stretched to any width.
    barWidth: `${Number(((width / band) * 100).toFixed(2))}%`,
    barGap: "0%",
    silent: true,
    emphasis: { disabled: true },
    itemStyle: { color: fill(one.color), borderColor: SURFACE, borderWidth: SEAM, borderRadius: 0 },
    ...(chart.stacked ? { stack: "all" } : {}),
  };
}

/** A point without neighbours is no line: it gets a dot, or nobody would see it. */
const isLone = (values: (number | null)[], i: number) =>
  values[i] !== null && (values[i - 1] ?? null) === null && (values[i + 1] ?? null) === null;

function lineSeries(chart: PreparedChart, one: PreparedSeries, dense: boolean): LineSeriesOption {
  const color = fill(one.color);
  const filled = dense || chart.kind === "area";
  const solid = dense || chart.stacked;
  return {
    type: "line",
    data: dense
      ? one.values
      : one.values.map((value, i) =>
          isLone(one.values, i) ? { value, symbol: "circle", symbolSize: 4 } : value,
        ),
    symbol: "none",
    showAllSymbol: true,
    connectNulls: false,
    silent: true,
    emphasis: { disabled: true },
    itemStyle: { color },
    lineStyle: solid && filled ? { color: SURFACE, width: dense ? 0 : 0.75 } : { color, width: 1.5 },
    ...(dense ? { step: "middle" as const } : {}),
    ...(filled ? { areaStyle: { color, opacity: solid ? 1 : 0.14 } } : {}),
    ...(chart.stacked ? { stack: "all" } : {}),
  };
}

/**
 * The plot alone, filling its box: axes, grid lines and legend are HTML around it, so that no text is ever stretched.
 * @param width of the plot in px as laid out; bars are thin for it.
 */
export function toECharts(chart: PreparedChart, width: number): ChartOption {
  const band = width / Math.max(1, chart.categories.length);
  const side = chart.stacked ? 1 : Math.max(1, chart.series.length);
  const dense = chart.kind === "bar" && (band * BAR_PART) / side < BAR_LEAST;
  const bare = { axisLine: { show: false }, axisTick: { show: false }, axisLabel: { show: false } };
  return {
    animation: false,
    grid: { left: 0, right: 0, top: 0, bottom: 0 },
    xAxis: { type: "category", data: chart.categories.map((_, i) => i), splitLine: { show: false }, ...bare },
    yAxis: { type: "value", min: chart.y.min, max: chart.y.max, splitLine: { show: false }, ...bare },
    series: chart.series.map((one) => {
      if (chart.kind === "bar" && !dense) return barSeries(chart, one, band);
      // Side by side such bars would be a blur: lines then.
      return lineSeries(chart, one, dense && (chart.stacked || chart.series.length === 1));
    }),
  };
}
