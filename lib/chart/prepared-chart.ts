/** A chart with every decision made: plain data for the drawing, the legend, the tooltip and the table. */
import type { ChartSpec } from "@/lib/chart/chart-spec";
import type { Format, Locale } from "@/lib/format/format";

/** One place along x. `label` null means "no value": the component names it in the reader's language. */
export interface ChartCategory {
  /** The value as the result wrote it. */
  key: string | null;
  /** Under the axis: as short as can be. */
  label: string | null;
  /** At the head of the tooltip and in the table. */
  title: string | null;
}

export interface PreparedSeries {
  /** The dimension's value as text; the measure's name where nothing splits it. */
  key: string;
  /** Null for `none` and `others`, whose names are messages. */
  label: string | null;
  role: "measure" | "value" | "none" | "others";
  /** One for each category; null is a gap. */
  values: (number | null)[];
  /** Over all categories; null where the measure can't be summed. */
  sum: number | null;
  /** Part of the whole in percent; null where the parts make no whole (ratios, negative sums). */
  share: number | null;
  /** Place in the palette, 0–7; 8 is the neutral of "others". */
  color: number;
}

export interface ValueAxis {
  min: number;
  max: number;
  ticks: { value: number; label: string }[];
}

export interface PreparedChart {
  kind: ChartSpec["kind"];
  /** Only where the measure can be summed. */
  stacked: boolean;
  measure: { name: string; label: string; format?: Format; additive: boolean };
  x: { name: string; label: string; time: boolean };
  /** Heading of what splits the series. */
  splitLabel: string | null;
  categories: ChartCategory[];
  /** Largest first. */
  series: PreparedSeries[];
  /** Sum of each category; null in all of it where the measure can't be summed. */
  totals: (number | null)[];
  y: ValueAxis;
  /** Series not drawn, because a ratio has no "others". */
  leftOut: number;
  /** Of how many categories the drawn ones are the extremes; null when all are drawn. */
  sampledFrom: number | null;
  /** The query's limit cut rows off: sums are of a part. */
  truncated: boolean;
  locale: Locale;
}

/** Nothing to draw: no row, or no value in any. */
export const isEmptyChart = (chart: PreparedChart): boolean =>
  chart.series.every((series) => series.values.every((value) => value === null));

/** Fills in the names that are words of the reader's language and not data. */
export function nameBlanks(chart: PreparedChart, words: { none: string; others: string }): PreparedChart {
  return {
    ...chart,
    categories: chart.categories.map((category) => ({
      ...category,
      label: category.label ?? words.none,
      title: category.title ?? words.none,
    })),
    series: chart.series.map((series) => ({
      ...series,
      label: series.label ?? (series.role === "others" ? words.others : words.none),
    })),
  };
}
