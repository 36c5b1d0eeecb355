/** What stands beside the data of a chart with axes: reference lines, goals, annotations. */
import type { Annotation, ReferenceLine } from "@/lib/chart/chart-spec";
import type {
  ChartCategory,
  PreparedAnnotation,
  PreparedReference,
  PreparedSeries,
} from "@/lib/chart/prepared-chart";
import { type Locale, localText } from "@/lib/format/format";

/** The mean of the places' values; of a stack, of its totals. */
function averageOf(series: readonly PreparedSeries[], places: number, stacked: boolean): number | null {
  const values: number[] = [];
  for (let i = 0; i < places; i++) {
    const here = series.flatMap((one) => one.values[i] ?? []);
    if (here.length === 0) continue;
    if (stacked) values.push(here.reduce((sum, value) => sum + value, 0));
    else values.push(...here);
  }
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** @param series of the current period. An average of nothing is left out. */
export function referencesOf(
  given: readonly ReferenceLine[] | undefined,
  series: readonly PreparedSeries[],
  places: number,
  stacked: boolean,
  locale: Locale,
): PreparedReference[] {
  return (given ?? []).flatMap(({ at, label, role, axis = "left" }) => {
    const own = series.filter((one) => one.axis === axis);
    const value = at === "average" ? averageOf(own, places, stacked) : at;
    if (value === null || own.length === 0) return [];
    const text = label === undefined ? null : localText(label, locale);
    return [{ value, axis, role, label: text, average: at === "average" }];
  });
}

/** Where an annotation's text stands on the axis: the place itself, or of time the one it falls into. */
function placeOf(at: string, categories: readonly ChartCategory[], time: boolean): number {
  const exact = categories.findIndex(({ key }) => key === at);
  if (exact >= 0 || !time) return exact;
  const moment = Date.parse(at);
  const first = Date.parse(categories[0]?.key ?? "");
  if (Number.isNaN(moment) || !(moment >= first)) return -1;
  return categories.findLastIndex(({ key }) => key !== null && Date.parse(key) <= moment);
}

/** Annotations whose place the axis has. The last unit of a time axis takes only what is its own. */
export function annotationsOf(
  given: readonly Annotation[] | undefined,
  categories: readonly ChartCategory[],
  time: boolean,
  locale: Locale,
  last?: string,
): PreparedAnnotation[] {
  return (given ?? []).flatMap(({ at, to, text }) => {
    const end = categories.length - 1;
    if (time && last !== undefined && at.slice(0, 10) > last) return [];
    const from = placeOf(at, categories, time);
    const until = to === undefined ? from : placeOf(to, categories, time);
    // A stretch that began before the axis does is shown from its start on.
    if (to !== undefined && time && until >= 0)
      return [{ from: Math.max(0, from), to: Math.min(end, until), text: localText(text, locale) }];
    return from < 0 ? [] : [{ from, to: Math.max(from, until), text: localText(text, locale) }];
  });
}
