/**
 * How many groups (products) have a value within each of a few even steps. The query language has no bins: the groups'
 * values come from the database, at most 100,000 of them, and are counted here.
 */
import type { HistogramSpec } from "@/lib/chart/chart-spec";
import { referencesOf } from "@/lib/chart/prepare/draw-beside";
import { type ChartOptions, columnOf, measureOf, sumOf, toNumber } from "@/lib/chart/prepare/read-result";
import { scaleAxes } from "@/lib/chart/prepare/scale-axes";
import type { AxisChart, PreparedSeries } from "@/lib/chart/prepared-chart";
import { niceStep, tickLabel } from "@/lib/chart/value-axis";
import type { Result } from "@/lib/query/result";

/** Counts, whatever is counted. */
const COUNT = { style: "number", decimals: 0 } as const;

/** @returns the bins' lower bounds, the step between them and how many values lie in each; the last includes its end. */
export function binValues(
  values: readonly number[],
  bins: number,
): { from: number[]; step: number; counts: number[] } {
  if (values.length === 0) return { from: [], step: 1, counts: [] };
  const low = values.reduce((least, value) => Math.min(least, value));
  const high = values.reduce((most, value) => Math.max(most, value));
  const span = high - low;
  const step = span > 0 ? niceStep(span, bins) : niceStep(Math.abs(low) || 1, 1);
  const first = Math.floor(low / step + 1e-9);
  // A highest value on a bound belongs to the bin it ends.
  const last = Math.max(first, Math.ceil(high / step - 1e-9) - 1);
  const counts = new Array<number>(last - first + 1).fill(0);
  for (const value of values) {
    const bin = Math.min(last, Math.max(first, Math.floor(value / step + 1e-9))) - first;
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return { from: counts.map((_, i) => Number(((first + i) * step).toPrecision(12))), step, counts };
}

export function prepareHistogram(spec: HistogramSpec, result: Result, options: ChartOptions): AxisChart {
  const { index, column } = columnOf(result, spec.measure);
  const of = columnOf(result, spec.of).column;
  const measured = measureOf(column);
  const values = result.rows.flatMap((row) => toNumber(row[index]) ?? []);
  const { from, step, counts } = binValues(values, spec.bins);
  const write = (value: number) =>
    tickLabel(Number(value.toPrecision(12)), step, measured.format, options.locale);
  const series: PreparedSeries = {
    key: "\u0000count",
    label: null,
    role: "count",
    mark: "bar",
    axis: "left",
    format: COUNT,
    // A bin nobody falls into is known to be empty: zero and no gap.
    values: counts,
    sum: sumOf(counts),
    share: null,
    color: 0,
  };
  return scaleAxes({
    view: "axes",
    kind: "histogram",
    stack: "none",
    horizontal: false,
    measure: { name: "\u0000count", label: of.label, format: COUNT, additive: true },
    x: { name: spec.measure, label: measured.label, time: false },
    splitLabel: null,
    categories: from.map((start) => ({
      key: String(start),
      label: write(start),
      title: `${write(start)} – ${write(start + step)}`,
    })),
    series: [series],
    references: referencesOf(spec.references, [series], counts.length, false, options.locale),
    annotations: [],
    leftOut: 0,
    sampledFrom: null,
    truncated: result.meta.truncated,
    locale: options.locale,
  });
}
