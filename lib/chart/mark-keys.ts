/** Which values of the dimensions a place or mark stands for, and which of them are drawn pale. Pure. */
import { OTHERS, type PreparedChart, type PreparedSeries } from "@/lib/chart/prepared-chart";

type Key = string | null;

/** The value a series is of; undefined where it is of none: a measure's own, "others", an earlier period. */
const seriesKey = ({ key, role }: Pick<PreparedSeries, "key" | "role">): Key | undefined =>
  role === "value" ? key : role === "none" ? null : undefined;

/**
 * A mark's values of its chart's dimensions, in their order; of a chart with axes the place's, then the series' where it is split.
 * Null for what no value stands for: "others", totals, a histogram's bins.
 * @param series index of the one that was met; without it the place alone
 */
export function markKeys(chart: PreparedChart, place: number, series?: number | null): readonly Key[] | null {
  if (chart.view === "marks") return chart.marks[place]?.keys ?? null;
  const category = chart.categories[place];
  if (!category || chart.kind === "histogram" || category.key === OTHERS) return null;
  const one = series == null ? undefined : chart.series[series];
  const own = one && seriesKey(one);
  return [category.key, ...(own === undefined ? [] : [own])];
}

/** @param shown of the chart's series those with these values; null: all. Others are drawn pale. */
export function dimSeries<T extends PreparedChart>(chart: T, shown: readonly Key[] | null): T {
  if (chart.view === "marks") return chart;
  const isShown = (one: PreparedSeries) => {
    const key = seriesKey(one);
    return shown === null || (key !== undefined && shown.includes(key));
  };
  if (chart.series.every((one) => isShown(one) !== (one.dim ?? false))) return chart;
  const series = chart.series.map(
    ({ dim: _, ...one }): PreparedSeries => (isShown(one) ? one : { ...one, dim: true }),
  );
  return { ...chart, series };
}
