/** Decides what a chart shows; `toECharts` and the components only draw it. */
import type { ChartSpec } from "@/lib/chart/chart-spec";
import { colorIndexes, OTHERS_COLOR } from "@/lib/chart/color-index";
import type { ChartCategory, PreparedChart, PreparedSeries } from "@/lib/chart/prepared-chart";
import { type DayRange, fillTime, timeCategories } from "@/lib/chart/time-axis";
import { valueAxis } from "@/lib/chart/value-axis";
import { AppError } from "@/lib/errors";
import type { Locale } from "@/lib/format/format";
import type { Cell, Result, ResultColumn } from "@/lib/query/result";

export interface ChartOptions {
  locale: Locale;
  /** IANA zone in which hours are days. */
  timezone: string;
  /** The days asked for: those without rows are gaps on the axis. */
  range?: DayRange;
  /** All values of the split dimension in one fixed order, so that colours agree across a dashboard. */
  known?: readonly string[];
}

/** A null key is the value "none": a string no value can be. */
const NONE = "\u0000none";
const keyOf = (cell: Cell | undefined) => (cell === null || cell === undefined ? NONE : String(cell));

/** A cell as a number to draw: exact strings lose digits nobody could see; what is no number is a gap. */
function toNumber(cell: Cell | undefined): number | null {
  if (cell === null || cell === undefined || cell === "") return null;
  const number = Number(cell);
  return Number.isFinite(number) ? number : null;
}

const sumOf = (values: readonly (number | null)[]): number | null =>
  values.reduce<number | null>((sum, value) => (value === null ? sum : (sum ?? 0) + value), null);

function columnIndex(result: Result, name: string): number {
  const index = result.columns.findIndex((column) => column.name === name);
  if (index < 0)
    throw new AppError("QUERY_001", {
      key: "unknownName",
      values: { kind: "column", name, nearest: "none" },
    });
  return index;
}

/** Values by series and category; a result finer than the chart is summed where that means something. */
function collect(spec: ChartSpec, result: Result, additive: boolean) {
  const x = columnIndex(result, spec.x.name);
  const measure = columnIndex(result, spec.measure);
  const split = spec.series === undefined ? -1 : columnIndex(result, spec.series);
  const bySeries = new Map<string, Map<string, number | null>>();
  for (const row of result.rows) {
    const key = split < 0 ? spec.measure : keyOf(row[split]);
    const values = bySeries.get(key) ?? new Map<string, number | null>();
    bySeries.set(key, values);
    const place = keyOf(row[x]);
    const value = toNumber(row[measure]);
    if (!values.has(place)) values.set(place, value);
    else if (additive) values.set(place, sumOf([values.get(place) ?? null, value]));
    else throw new AppError("QUERY_001", { key: "chartTooFine", values: { name: spec.measure } });
  }
  return bySeries;
}

function categoriesOf(column: ResultColumn, keys: readonly string[], options: ChartOptions): ChartCategory[] {
  const named = keys.filter((key) => key !== NONE);
  const none: ChartCategory[] = named.length < keys.length ? [{ key: null, label: null, title: null }] : [];
  if (column.type !== "date" && column.type !== "time")
    return keys.map((key) => (key === NONE ? { key: null, label: null, title: null } : textPlace(key)));
  const grain = column.grain ?? (column.type === "date" ? "day" : undefined);
  const places = fillTime(named, grain, options.timezone, options.range);
  return [...timeCategories(places, grain, options.locale, options.timezone), ...none];
}

const textPlace = (key: string): ChartCategory => ({ key, label: key, title: key });

/** How much of the picture a series is: its sum, or for ratios its average. */
function weight(series: PreparedSeries): number {
  const present = series.values.filter((value) => value !== null);
  const size = present.reduce((sum, value) => sum + Math.abs(value), 0);
  return series.sum === null && present.length > 0 ? size / present.length : size;
}

/** The largest `max` series, and the rest as one where the measure can be summed. */
function keepLargest(series: PreparedSeries[], max: number, additive: boolean) {
  if (series.length <= max) return { kept: series, leftOut: 0 };
  const kept = series.slice(0, max);
  const rest = series.slice(max);
  if (!additive) return { kept, leftOut: rest.length };
  const values = (rest[0]?.values ?? []).map((_, i) => sumOf(rest.map((one) => one.values[i] ?? null)));
  const others: PreparedSeries = {
    key: "\u0000others",
    label: null,
    role: "others",
    values,
    sum: sumOf(values),
    share: null,
    color: OTHERS_COLOR,
  };
  return { kept: [...kept, others], leftOut: 0 };
}

/** More places than pixels: of each bucket the lowest and highest are kept, the same for all series. */
const MOST_PLACES = 1500;

/** Indexes of the places to draw; null when all can be. */
function samplePlaces(series: readonly PreparedSeries[], count: number): number[] | null {
  if (count <= MOST_PLACES) return null;
  const heights = Array.from({ length: count }, (_, i) =>
    series.reduce((sum, { values }) => sum + (values[i] ?? 0), 0),
  );
  const height = (i: number) => heights[i] ?? 0;
  const buckets = MOST_PLACES / 2;
  const places = new Set<number>();
  for (let b = 0; b < buckets; b++) {
    const start = Math.floor((b * count) / buckets);
    let [low, high] = [start, start];
    for (let i = start; i < Math.floor(((b + 1) * count) / buckets); i++) {
      if (height(i) < height(low)) low = i;
      if (height(i) > height(high)) high = i;
    }
    places.add(low).add(high);
  }
  return [...places].sort((a, b) => a - b);
}

/** Extremes of what stands on the axis: of single values, or of what is piled up on either side of zero. */
function extremes(series: readonly PreparedSeries[], places: number, stacked: boolean): [number, number] {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < places; i++) {
    let above = 0;
    let below = 0;
    for (const { values } of series) {
      const value = values[i] ?? null;
      if (value === null) continue;
      if (value >= 0) above += value;
      else below += value;
      low = Math.min(low, stacked ? below : value);
      high = Math.max(high, stacked ? above : value);
    }
  }
  return low > high ? [0, 0] : [low, high];
}

/**
 * Turns a query's result into a chart ready to draw: serialisable, in the reader's language and units.
 * @param result of a query for `spec.x`, `spec.series` and `spec.measure`.
 * @throws AppError QUERY_001 when the result lacks a column of the spec, or has several ratios for one place.
 */
export function prepareChart(spec: ChartSpec, result: Result, options: ChartOptions): PreparedChart {
  const xColumn = result.columns[columnIndex(result, spec.x.name)];
  const measure = result.columns[columnIndex(result, spec.measure)];
  if (!xColumn || !measure) throw new AppError("QUERY_001");
  const split = spec.series === undefined ? null : result.columns[columnIndex(result, spec.series)];
  const additive = measure.additive ?? false;
  const stacked = spec.stack && additive;

  const bySeries = collect(spec, result, additive);
  const places = [...new Set([...bySeries.values()].flatMap((values) => [...values.keys()]))];
  const categories = categoriesOf(xColumn, places, options);

  const all = [...bySeries].map(([key, byPlace]): PreparedSeries => {
    const values = categories.map((category) => byPlace.get(category.key ?? NONE) ?? null);
    const role = !split ? "measure" : key === NONE ? "none" : "value";
    return {
      key,
      label: role === "measure" ? measure.label : role === "none" ? null : key,
      role,
      values,
      sum: additive ? sumOf(values) : null,
      share: null,
      color: 0,
    };
  });
  all.sort((a, b) => weight(b) - weight(a) || (a.key < b.key ? -1 : 1));
  const { kept, leftOut } = keepLargest(all, spec.maxSeries, additive);

  const whole = sumOf(kept.map((one) => one.sum));
  const parts = kept.length > 1 && whole !== null && whole > 0 && kept.every((one) => (one.sum ?? 0) >= 0);
  // Only what is drawn takes a colour, so that as many series as the palette has never share one.
  const shown = split ? kept.filter(({ role }) => role !== "others").map(({ key }) => key) : [];
  const colors = colorIndexes(spec.series ?? "", shown, options.known);
  const series = kept.map((one) => ({
    ...one,
    color: colors.get(one.key) ?? one.color,
    share: parts && one.sum !== null ? (one.sum / whole) * 100 : one.share,
  }));

  const [low, high] = extremes(series, categories.length, stacked);
  // A ratio's line may leave zero out when all of it happens far above.
  const fromZero = spec.kind !== "line" || additive || low < high / 2;
  const drawn = samplePlaces(series, categories.length);
  const pick = <T>(all: T[]): T[] => (drawn ? drawn.flatMap((i) => all.slice(i, i + 1)) : all);
  return {
    kind: spec.kind,
    stacked,
    measure: {
      name: measure.name,
      label: measure.label,
      additive,
      ...(measure.format ? { format: measure.format } : {}),
    },
    x: {
      name: xColumn.name,
      label: xColumn.label,
      time: xColumn.type === "date" || xColumn.type === "time",
    },
    splitLabel: split?.label ?? null,
    categories: pick(categories),
    series: series.map((one) => ({ ...one, values: pick(one.values) })),
    totals: pick(
      categories.map((_, i) => (additive ? sumOf(series.map((one) => one.values[i] ?? null)) : null)),
    ),
    y: valueAxis(low, high, fromZero, measure.format, options.locale),
    leftOut,
    sampledFrom: drawn ? categories.length : null,
    truncated: result.meta.truncated,
    locale: options.locale,
  };
}
