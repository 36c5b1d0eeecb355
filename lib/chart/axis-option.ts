/** Bars, lines and areas in ECharts' words. */
import type { BarSeriesOption, LineSeriesOption } from "echarts/charts";
import type { GridComponentOption } from "echarts/components";
import type { ComposeOption } from "echarts/core";
import { OTHERS_COLOR } from "@/lib/chart/color-index";
import { colorToken } from "@/lib/chart/prepare/color-scale";
import { type AxisChart, OTHERS, type PreparedSeries, type ValueAxis } from "@/lib/chart/prepared-chart";
import type { PlotSize } from "@/lib/chart/to-echarts";

export type AxisOption = ComposeOption<BarSeriesOption | LineSeriesOption | GridComponentOption>;

/** Bars are at most this wide in px, and fill this part of their place when they are many. */
const BAR_MOST = 28;
const BAR_PART = 0.64;
/** Below this bars in px touch: they are drawn as one stepped area a series. */
const BAR_LEAST = 3;

/** Colours as CSS variables: one drawing serves both themes, and a switch of theme redraws nothing. */
const fill = ({ color, dim }: Pick<PreparedSeries, "color" | "dim">) =>
  dim
    ? `color-mix(in oklch, var(--${colorToken(color)}) 24%, var(--surface))`
    : `var(--${colorToken(color)})`;
const SURFACE = "var(--surface)";
/** Both neighbours of a seam paint theirs: segments are parted by 0.75 px. */
const SEAM = 0.375;

const drawn = (one: PreparedSeries) => one.parts ?? one.values;
const piled = (chart: AxisChart, one: PreparedSeries) => chart.stack !== "none" && one.role !== "previous";

/** In a pile of areas a part that is missing has no height: torn open, the pile would look like a gap of all of them. */
function piledValues(chart: AxisChart, one: PreparedSeries): (number | null)[] {
  const pile = chart.series.filter((other) => piled(chart, other));
  return drawn(one).map((value, i) =>
    value === null && pile.some((other) => (drawn(other)[i] ?? null) !== null) ? 0 : value,
  );
}

/** How wide one of `side` bars of a place is, in px. */
export const barWidth = (
  { kind, horizontal }: Pick<AxisChart, "kind" | "horizontal">,
  band: number,
  side: number,
): number => (kind === "histogram" ? band : Math.min(horizontal ? 20 : BAR_MOST, (band * BAR_PART) / side));

function barSeries(chart: AxisChart, one: PreparedSeries, band: number, side: number): BarSeriesOption {
  const width = barWidth(chart, band, side);
  return {
    type: "bar",
    // The place of what is left over is grey, as "others" is everywhere.
    data: drawn(one).map((value, i) =>
      chart.categories[i]?.key === OTHERS
        ? { value, itemStyle: { color: fill({ ...one, color: OTHERS_COLOR }) } }
        : value,
    ),
    // In percent of the place, so that the drawing can be stretched to any width.
    barWidth: `${Number(((width / band) * 100).toFixed(2))}%`,
    barGap: "0%",
    silent: true,
    emphasis: { disabled: true },
    itemStyle: { color: fill(one), borderColor: SURFACE, borderWidth: SEAM, borderRadius: 0 },
    ...(piled(chart, one) ? { stack: "all" } : {}),
  };
}

/** A point without neighbours is no line: it gets a dot, or nobody would see it. */
const isLone = (values: (number | null)[], i: number) =>
  values[i] !== null && (values[i - 1] ?? null) === null && (values[i + 1] ?? null) === null;

function lineSeries(chart: AxisChart, one: PreparedSeries, dense: boolean): LineSeriesOption {
  const color = fill(one);
  const pale = one.role === "previous";
  const filled = dense || (one.mark === "area" && !pale);
  const solid = dense || piled(chart, one);
  const values = piled(chart, one) && filled ? piledValues(chart, one) : drawn(one);
  return {
    type: "line",
    data: dense
      ? values
      : values.map((value, i) => (isLone(values, i) ? { value, symbol: "circle", symbolSize: 4 } : value)),
    symbol: "none",
    showAllSymbol: true,
    connectNulls: false,
    silent: true,
    emphasis: { disabled: true },
    itemStyle: { color },
    lineStyle:
      solid && filled
        ? { color: SURFACE, width: dense ? 0 : 0.75 }
        : pale
          ? { color, width: 1.5, opacity: 0.55, type: [3, 3] }
          : { color, width: 1.5 },
    ...(dense ? { step: "middle" as const } : {}),
    ...(filled ? { areaStyle: { color, opacity: solid ? 1 : 0.14 } } : {}),
    ...(piled(chart, one) ? { stack: "all" } : {}),
    ...(chart.y2 && one.axis === "right" ? { yAxisIndex: 1 } : {}),
  };
}

/** @param size of the plot in px as laid out; bars are thin for it. */
export function axisOption(chart: AxisChart, size: PlotSize): AxisOption {
  const long = chart.horizontal ? size.height : size.width;
  const band = long / Math.max(1, chart.categories.length);
  const bars = chart.series.filter(({ mark, role }) => mark === "bar" && role !== "previous").length;
  const side = chart.stack === "none" ? Math.max(1, bars) : 1;
  const dense = !chart.horizontal && bars > 0 && (band * BAR_PART) / side < BAR_LEAST;
  const bare = { axisLine: { show: false }, axisTick: { show: false }, axisLabel: { show: false } };
  const places = {
    type: "category" as const,
    data: chart.categories.map((_, i) => i),
    splitLine: { show: false },
    ...bare,
  };
  const values = ({ min, max }: ValueAxis) => ({
    type: "value" as const,
    min,
    max,
    splitLine: { show: false },
    ...bare,
  });
  const y = chart.y2 ? [values(chart.y), values(chart.y2)] : values(chart.y);
  return {
    animation: false,
    grid: { left: 0, right: 0, top: 0, bottom: 0 },
    ...(chart.horizontal
      ? { xAxis: values(chart.y), yAxis: { ...places, inverse: true } }
      : { xAxis: places, yAxis: y }),
    series: chart.series.map((one) => {
      if (one.mark === "bar" && one.role !== "previous" && !dense) return barSeries(chart, one, band, side);
      // Side by side such bars would be a blur: lines then.
      const area = dense && one.mark === "bar" && (chart.stack !== "none" || bars === 1);
      return lineSeries(chart, one, area);
    }),
  };
}
