/** Sums, parts and axes of the series that are shown: decided anew when the legend hides one. */

import { sumOf } from "@/lib/chart/prepare/read-result";
import type { AxisChart, PreparedSeries, ValueAxis } from "@/lib/chart/prepared-chart";
import { valueAxis } from "@/lib/chart/value-axis";
import type { Format, Locale } from "@/lib/format/format";
import { formatNumber } from "@/lib/format/format-number";

/** A chart whose axes are still to be found. */
export type UnscaledChart = Omit<AxisChart, "totals" | "y" | "y2">;

const PERCENT: Format = { style: "percent", decimals: 0 };
const QUARTER = 25;

/** Quarters of a hundred, and below zero as many as are needed: parts never come to more. */
function percentAxis(low: number, locale: Locale): ValueAxis {
  const min = Math.min(0, Math.floor(low / QUARTER + 1e-9) * QUARTER);
  const ticks: ValueAxis["ticks"] = [];
  for (let value = min; value <= 100; value += QUARTER)
    ticks.push({ value, label: formatNumber(value, PERCENT, locale, { unit: true }) });
  return { min, max: 100, ticks };
}

/** Extremes of what stands on an axis: of single values, or of what is piled up on either side of zero. */
function extremes(series: readonly PreparedSeries[], places: number, piled: boolean): [number, number] {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < places; i++) {
    let above = 0;
    let below = 0;
    for (const { values, role } of series) {
      const value = values[i] ?? null;
      if (value === null) continue;
      const alone = !piled || role === "previous";
      if (!alone && value >= 0) above += value;
      else if (!alone) below += value;
      low = Math.min(low, alone ? value : below);
      high = Math.max(high, alone ? value : above);
    }
  }
  return low > high ? [0, 0] : [low, high];
}

/** Both zeros at one height: a bar and a line of opposite signs must not seem to agree. */
function alignZeros(left: ValueAxis, right: ValueAxis): [ValueAxis, ValueAxis] {
  if (left.min >= 0 && right.min >= 0) return [left, right];
  const parts = [left, right].map(({ min, max }) => {
    const span = Math.max(0, max) - Math.min(0, min);
    return { span, above: Math.max(0, max) / span, below: -Math.min(0, min) / span };
  });
  const above = Math.max(...parts.map((part) => part.above));
  const below = Math.max(...parts.map((part) => part.below));
  const stretch = (axis: ValueAxis, i: number): ValueAxis => {
    const span = parts[i]?.span ?? 0;
    return {
      ...axis,
      min: Number((-below * span).toPrecision(12)),
      max: Number((above * span).toPrecision(12)),
    };
  };
  return [stretch(left, 0), stretch(right, 1)];
}

/** Each value's part of 100 at its place; by size, so that negative parts lie below zero. */
function withParts(series: PreparedSeries[], places: number): PreparedSeries[] {
  const whole = Array.from({ length: places }, (_, i) =>
    series.reduce((sum, { values, role }) => (role === "previous" ? sum : sum + Math.abs(values[i] ?? 0)), 0),
  );
  return series.map((one) => ({
    ...one,
    parts: one.values.map((value, i) => {
      const all = whole[i] ?? 0;
      return value === null || all === 0 ? null : (value / all) * 100;
    }),
  }));
}

/** Finds totals, parts and axes. */
export function scaleAxes(chart: UnscaledChart): AxisChart {
  const places = chart.categories.length;
  const { measure, locale } = chart;
  const percent = chart.stack === "percent";
  const series = percent ? withParts(chart.series, places) : chart.series;
  const axisOf = (side: "left" | "right"): ValueAxis | null => {
    const own = series.filter(({ axis }) => axis === side);
    if (own.length === 0 && side === "right") return null;
    const drawn = percent ? own.map((one) => ({ ...one, values: one.parts ?? [] })) : own;
    const [lowest, highest] = extremes(drawn, places, chart.stack !== "none");
    const marked = chart.references.filter(({ axis }) => axis === side).map(({ value }) => value);
    const [low, high] = [Math.min(lowest, ...marked), Math.max(highest, ...marked)];
    // A ratio's line may leave zero out when all of it happens far above.
    const onlyLines = own.every(({ mark }) => mark === "line");
    const fromZero = !onlyLines || (measure.additive && side === "left") || low < high / 2;
    if (percent) return percentAxis(low, locale);
    const format = side === "left" ? measure.format : own[0]?.format;
    return valueAxis(low, high, fromZero || chart.kind === "combo", format, locale);
  };
  const left = axisOf("left");
  const right = axisOf("right");
  const [y, y2] = left && right ? alignZeros(left, right) : [left, right];
  const summed = series.filter(({ role }) => role !== "previous");
  return {
    ...chart,
    series,
    totals: chart.categories.map((_, i) =>
      measure.additive && chart.kind !== "combo" ? sumOf(summed.map((one) => one.values[i] ?? null)) : null,
    ),
    y: y ?? valueAxis(0, 0, true, measure.format, locale),
    y2,
  };
}

/** The chart with only some of its series; its axes fit what is left. */
export function hideSeries(chart: AxisChart, hidden: ReadonlySet<string>): AxisChart {
  const series = chart.series.filter(({ key }) => !hidden.has(key));
  return series.length === chart.series.length ? chart : scaleAxes({ ...chart, series });
}
