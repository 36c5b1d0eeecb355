/** Bars, lines and areas of one measure, split or not, stacked or not. */
import type { SeriesSpec } from "@/lib/chart/chart-spec";
import { colorIndexes, OTHERS_COLOR } from "@/lib/chart/color-index";
import { annotationsOf, referencesOf } from "@/lib/chart/prepare/draw-beside";
import { categoriesOf, grainOf, isTime } from "@/lib/chart/prepare/places";
import {
  type ChartOptions,
  columnIndex,
  columnOf,
  exactOf,
  keyOf,
  labelOf,
  measureOf,
  NONE,
  roleOf,
  sumOf,
  toNumber,
} from "@/lib/chart/prepare/read-result";
import { samplePlaces } from "@/lib/chart/prepare/sample-places";
import { scaleAxes } from "@/lib/chart/prepare/scale-axes";
import { type AxisChart, OTHERS, type PreparedSeries } from "@/lib/chart/prepared-chart";
import { AppError } from "@/lib/errors";
import type { Result } from "@/lib/query/result";

interface Place {
  value: number | null;
  exact: string | null;
}
type BySeries = Map<string, Map<string, Place>>;

/** Values by series and category; a result finer than the chart is summed where that means something. */
function collect(spec: SeriesSpec, result: Result, column: string, additive: boolean): BySeries {
  const x = columnIndex(result, spec.x.name);
  const measure = columnIndex(result, column);
  const split = spec.series === undefined ? -1 : columnIndex(result, spec.series);
  const bySeries: BySeries = new Map();
  for (const row of result.rows) {
    const key = split < 0 ? spec.measure : keyOf(row[split]);
    const values = bySeries.get(key) ?? new Map<string, Place>();
    bySeries.set(key, values);
    const place = keyOf(row[x]);
    const value = toNumber(row[measure]);
    const known = values.get(place);
    if (!known) values.set(place, { value, exact: exactOf(row[measure]) });
    else if (additive) values.set(place, { value: sumOf([known.value, value]), exact: null });
    else throw new AppError("QUERY_001", { key: "chartTooFine", values: { name: spec.measure } });
  }
  return bySeries;
}

/** How much of the picture a series is: its sum, or for ratios its average. */
function weight(series: PreparedSeries): number {
  const present = series.values.filter((value) => value !== null);
  const size = present.reduce((sum, value) => sum + Math.abs(value), 0);
  return series.sum === null && present.length > 0 ? size / present.length : size;
}

/** Many series as one, place by place. */
function together(series: readonly PreparedSeries[], like: PreparedSeries): PreparedSeries {
  const { exact: _, ...rest } = like;
  const values = like.values.map((_value, i) => sumOf(series.map((one) => one.values[i] ?? null)));
  return { ...rest, values, sum: sumOf(values), share: null };
}

/** The largest `max` series, and the rest as one where the measure can be summed. */
function keepLargest(series: PreparedSeries[], max: number, additive: boolean) {
  const rest = series.slice(max);
  const [first] = rest;
  if (!first) return { kept: series, rest: [], leftOut: 0 };
  const kept = series.slice(0, max);
  if (!additive) return { kept, rest: [], leftOut: rest.length };
  const others = together(rest, { ...first, key: OTHERS, label: null, role: "others", color: OTHERS_COLOR });
  return { kept: [...kept, others], rest, leftOut: 0 };
}

/** The series of one column of the result, in the categories' order. */
function seriesOf(
  spec: SeriesSpec,
  result: Result,
  column: string,
  keys: readonly string[],
): PreparedSeries[] {
  const measure = measureOf(columnOf(result, spec.measure).column);
  return [...collect(spec, result, column, measure.additive)].map(([key, places]) => {
    const values = keys.map((place) => places.get(place)?.value ?? null);
    const exact = Object.fromEntries(
      keys.flatMap((place, i) => {
        const digits = places.get(place)?.exact ?? null;
        return digits === null ? [] : [[i, digits]];
      }),
    );
    return {
      key,
      label: spec.series === undefined ? measure.label : labelOf(key),
      role: spec.series === undefined ? "measure" : roleOf(key),
      mark: spec.kind,
      axis: "left",
      ...(measure.format ? { format: measure.format } : {}),
      values,
      ...(Object.keys(exact).length > 0 ? { exact } : {}),
      sum: measure.additive ? sumOf(values) : null,
      share: null,
      color: 0,
    };
  });
}

/** The earlier period's lines, pale, beside the series they belong to; of a stack one line of its height. */
function previousSeries(
  kept: readonly PreparedSeries[],
  before: readonly PreparedSeries[],
  stacked: boolean,
  label: string,
  yearBefore: boolean,
): PreparedSeries[] {
  const key = (of: string) => `\u0000previous ${of}`;
  const [first] = before;
  if (!first) return [];
  const pale = { role: "previous", mark: "line", share: null, ...(yearBefore && { yearBefore }) } as const;
  if (stacked) return [{ ...together(before, first), ...pale, key: key(""), label, color: OTHERS_COLOR }];
  return kept.flatMap((one) => {
    const own =
      one.role === "others"
        ? before.filter((other) => !kept.some((shown) => shown.key === other.key))
        : before.filter((other) => other.key === one.key);
    const [of] = own;
    if (!of) return [];
    return [
      {
        ...(own.length > 1 ? together(own, of) : of),
        ...pale,
        key: key(one.key),
        label: one.label,
        color: one.color,
      },
    ];
  });
}

/** The line of the query's own "others" as one more place. */
function withOthers(spec: SeriesSpec, result: Result): Result {
  const x = columnIndex(result, spec.x.name);
  if (result.others?.dimension !== spec.x.name) return result;
  const rest = result.others.rows.map((row) => row.with(x, OTHERS));
  return { ...result, rows: [...result.rows, ...rest] };
}

/** Places as they came; those of several rows by their sum, since rows came by the size of their own. */
function orderOf(spec: SeriesSpec, result: Result, x: number, additive: boolean): string[] {
  const sums = new Map<string, number>();
  const measure = columnIndex(result, spec.measure);
  for (const row of result.rows)
    sums.set(keyOf(row[x]), (sums.get(keyOf(row[x])) ?? 0) + (toNumber(row[measure]) ?? 0));
  const found = [...sums.keys()];
  return spec.series === undefined || !additive
    ? found
    : found.sort(
        (a, b) => Number(a === OTHERS) - Number(b === OTHERS) || (sums.get(b) ?? 0) - (sums.get(a) ?? 0),
      );
}

/**
 * @param result of a query for `spec.x`, `spec.series` and `spec.measure`, compared where there is an overlay.
 * @throws AppError QUERY_001 when the result lacks a column of the spec, or has several ratios for one place.
 */
export function prepareSeries(spec: SeriesSpec, answer: Result, options: ChartOptions): AxisChart {
  const result = withOthers(spec, answer);
  const xColumn = columnOf(result, spec.x.name).column;
  const x = columnIndex(result, spec.x.name);
  const measure = measureOf(columnOf(result, spec.measure).column);
  const split = spec.series === undefined ? null : columnOf(result, spec.series).column;
  const stack = !measure.additive || !spec.stack ? "none" : spec.stack === "percent" ? "percent" : "sum";

  const found = orderOf(spec, result, x, measure.additive);
  const categories = categoriesOf(xColumn, found, options);
  const keys = categories.map(({ key }) => key ?? NONE);
  const all = seriesOf(spec, result, spec.measure, keys);
  all.sort((a, b) => weight(b) - weight(a) || (a.key < b.key ? -1 : 1));
  const { kept, leftOut } = keepLargest(all, spec.maxSeries, measure.additive);

  // Areas can't be piled on both sides of zero: bars can.
  const torn = stack !== "none" && kept.some(({ values }) => values.some((value) => (value ?? 0) < 0));
  const whole = sumOf(kept.map((one) => one.sum));
  const parts = kept.length > 1 && whole !== null && whole > 0 && kept.every((one) => (one.sum ?? 0) >= 0);
  // Only what is drawn takes a colour, so that as many series as the palette has never share one.
  const shown = split ? kept.filter(({ role }) => role !== "others").map(({ key }) => key) : [];
  const colors = colorIndexes(spec.series ?? "", shown, options.known);
  const series = kept.map((one) => ({
    ...one,
    mark: torn ? ("bar" as const) : one.mark,
    color: colors.get(one.key) ?? one.color,
    share: parts && one.sum !== null ? (one.sum / whole) * 100 : one.share,
  }));

  const before = `${spec.measure}__previous`;
  const compared =
    spec.overlay !== undefined && stack !== "percent" && result.columns.some(({ name }) => name === before);
  const earlier = compared ? seriesOf(spec, result, before, keys) : [];
  const compare = spec.overlay === "control" ? options.compare : spec.overlay;
  const previous = previousSeries(
    series,
    earlier,
    stack === "sum",
    measure.label,
    compare === "previous_year",
  );

  const drawn = samplePlaces([...series, ...previous], categories.length);
  const pick = <T>(items: T[]): T[] => (drawn ? drawn.flatMap((i) => items.slice(i, i + 1)) : items);
  const picked = pick(categories);
  const grain = grainOf(xColumn);
  const time = isTime(xColumn);
  return scaleAxes({
    view: "axes",
    kind: spec.kind,
    stack,
    horizontal: spec.kind === "bar" && (spec.horizontal ?? false),
    measure,
    x: { name: xColumn.name, label: xColumn.label, time, ...(time && grain ? { grain } : {}) },
    splitLabel: split?.label ?? null,
    categories: picked,
    series: [...series, ...previous].map((one) => sampled({ ...one, values: pick(one.values) }, drawn)),
    references: referencesOf(spec.references, series, keys.length, stack === "sum", options.locale),
    annotations: annotationsOf(spec.annotations, picked, time, options.locale, options.range?.to),
    leftOut,
    sampledFrom: drawn ? categories.length : null,
    truncated: result.meta.truncated,
    locale: options.locale,
  });
}

/** Exact digits move with the places they belong to. */
function sampled(series: PreparedSeries, drawn: readonly number[] | null): PreparedSeries {
  const { exact } = series;
  if (!drawn || !exact) return series;
  const moved = drawn.flatMap((from, to) => {
    const digits = exact[from];
    return digits === undefined ? [] : [[to, digits] as const];
  });
  return { ...series, exact: Object.fromEntries(moved) };
}
