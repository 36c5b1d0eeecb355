/** A chart with every decision made: plain data for the drawing, the legend, the tooltip and the table. */
import type { Format, Locale } from "@/lib/format/format";
import type { Grain } from "@/lib/query/query";

/** One place along an axis. `label` null means "no value": the component names it in the reader's language. */
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
  /** Null for `none`, `others` and `count`, whose names are messages. */
  label: string | null;
  /** `previous`: of the earlier period, drawn pale; `count`: how many fall into a bin. */
  role: "measure" | "value" | "none" | "others" | "previous" | "count";
  mark: "bar" | "line" | "area";
  axis: "left" | "right";
  format?: Format;
  /** One for each category; null is a gap. */
  values: (number | null)[];
  /** Parts of 100 at each category: what a 100 % chart draws. */
  parts?: (number | null)[];
  /** By place, values with more digits than a number holds, as they came. */
  exact?: Record<number, string>;
  /** Over all categories; null where the measure can't be summed. */
  sum: number | null;
  /** Part of the whole in percent; null where the parts make no whole (ratios, negative sums). */
  share: number | null;
  /** Place in the palette, 0–7; 8 is the neutral of "others". */
  color: number;
  /** Of the earlier period where that is a year before. */
  yearBefore?: true;
  /** Drawn pale: others of its chart are chosen. */
  dim?: true;
}

export interface ValueAxis {
  min: number;
  max: number;
  ticks: { value: number; label: string }[];
}

export interface PreparedMeasure {
  name: string;
  label: string;
  format?: Format;
  additive: boolean;
}

/** What charts of both shapes carry. */
interface PreparedBase {
  measure: PreparedMeasure;
  /** The query's limit cut rows off: sums are of a part. */
  truncated: boolean;
  locale: Locale;
}

export interface PreparedReference {
  value: number;
  axis: "left" | "right";
  role: "reference" | "goal";
  /** Null where the spec names none: `average` and `goal` are messages, with the value. */
  label: string | null;
  average: boolean;
}

export interface PreparedAnnotation {
  /** Places of the axis, both included. */
  from: number;
  to: number;
  text: string;
}

/** Bars, lines and areas along an axis. */
export interface AxisChart extends PreparedBase {
  view: "axes";
  kind: "bar" | "line" | "area" | "combo" | "histogram";
  /** Only where the measure can be summed. */
  stack: "none" | "sum" | "percent";
  horizontal: boolean;
  x: { name: string; label: string; time: boolean; grain?: Grain };
  /** Heading of what splits the series. */
  splitLabel: string | null;
  categories: ChartCategory[];
  /** Largest first; earlier periods last. */
  series: PreparedSeries[];
  /** Sum of each category; null in all of it where the measure can't be summed. */
  totals: (number | null)[];
  y: ValueAxis;
  /** The right axis of a combo, its zero at the height of the left one's. */
  y2: ValueAxis | null;
  references: PreparedReference[];
  annotations: PreparedAnnotation[];
  /** Series not drawn, because a ratio has no "others". */
  leftOut: number;
  /** Of how many categories the drawn ones were chosen; null when all are drawn. */
  sampledFrom: number | null;
}

/** In the unit square, y down; radii and angles as parts of the whole. */
export type MarkShape =
  | { type: "rect"; x0: number; y0: number; x1: number; y1: number }
  /** Clockwise from twelve o'clock; `inner` is the hole's part of the radius. */
  | { type: "sector"; from: number; to: number; inner: number }
  /** Upper edge from x0 to x1 at y0, lower edge from x2 to x3 at y1. */
  | { type: "trapezoid"; x0: number; x1: number; x2: number; x3: number; y0: number; y1: number }
  /** `size` is its diameter in px, whatever the plot's. */
  | { type: "point"; x: number; y: number; size: number };

export interface Mark {
  /** Whose names are messages: `none`, `others` and `total`. */
  role: "value" | "none" | "others" | "total";
  shape: MarkShape;
  /** A colour token: `c1`–`c8`, `line-ctl`, of a scale `q1`–`q7` and `d1`–`d3`, `pos`, `neg`, `grid`. */
  color: string;
  /** Null is a gap: its place is shown, empty. */
  value: number | null;
  /** The legend's entry it belongs to. */
  group: string;
  /** Of a treemap: what it lies together with. */
  block?: string;
  /** Written on or in it, where there is room. */
  text?: string;
  /** Its values of the chart's dimensions, in their order, null for none. Missing where it stands for no one of them. */
  keys?: readonly (string | null)[];
}

export interface MarkPlace {
  label: string | null;
  /** Part of the axis' length. */
  at: number;
  /** Whose name it is, where it is a message. */
  role?: Mark["role"];
}

/** An axis of marks: places at parts of its length, or values. */
export type MarkAxis =
  | { type: "places"; places: MarkPlace[]; time: boolean }
  | { type: "values"; axis: ValueAxis };

export interface LegendEntry {
  key: string;
  label: string | null;
  role: "value" | "none" | "others";
  color: string;
  value: string | null;
  share: number | null;
}

/** Stands for what is summed up as "others": a string no value can be. */
export const OTHERS = "\u0000others";

/** A heading of the table that is no column of the result. */
export type TableWord = "share" | "ofFirst" | "ofPrevious" | "running" | "step";

/** What the tooltip, the table and those who hear the chart are told; a row for each mark, in their order. */
export interface ChartTableData {
  columns: { label: string; unit: string; numeric: boolean; word?: TableWord }[];
  /** Written with all digits. Null is the name of no value, or of the total; {@link OTHERS} that of the rest. */
  rows: (string | null)[][];
}

/** Shapes of their own: slices, cells, points, steps. */
export interface MarkChart extends PreparedBase {
  view: "marks";
  kind: "pie" | "donut" | "scatter" | "heatmap" | "calendar" | "treemap" | "funnel" | "waterfall";
  /** In the order they are read and walked through. */
  marks: Mark[];
  x: MarkAxis | null;
  y: MarkAxis | null;
  /** Names of both axes, where the reader can't know them otherwise (scatter). */
  axisNames: { x: string; y: string } | null;
  legend: LegendEntry[];
  /** Ends of the colour scale, written, and its colours between. */
  scale: { low: string; high: string; colors: string[] } | null;
  /** What the marks come to, written. */
  total: string | null;
  /** Rows past the marks' number are of values that are not drawn. */
  table: ChartTableData;
  /** Marks not drawn, and why: no room or sense for more, or negative where only parts of a whole can be shown. */
  leftOut: { count: number; reason: "small" | "negative" | "sampled" } | null;
}

export type PreparedChart = AxisChart | MarkChart;

/** Whether it keeps its proportions, whatever its box has. */
export const isRound = ({ kind }: PreparedChart): boolean => kind === "pie" || kind === "donut";

/** Nothing to draw: no row, or no value in any. */
export const isEmptyChart = (chart: PreparedChart): boolean =>
  chart.view === "marks"
    ? chart.marks.every((mark) => mark.value === null)
    : chart.series.every((series) => series.values.every((value) => value === null));

export interface BlankNames {
  none: string;
  others: string;
  total: string;
  count: string;
  /** Of a series of the period before, or of the year before. */
  previous: (name: string, yearBefore: boolean) => string;
  columns: Record<TableWord, string>;
}

/** Fills in the names that are words of the reader's language and not data. */
export function nameBlanks<T extends PreparedChart>(chart: T, words: BlankNames): T {
  if (chart.view === "axes") {
    const named: AxisChart = {
      ...chart,
      categories: chart.categories.map((category) => ({
        ...category,
        label: category.label ?? placeName(category, words),
        title: category.title ?? placeName(category, words),
      })),
      series: chart.series.map((series) => ({ ...series, label: nameOf(series, words) })),
    };
    return named as T;
  }
  const axis = (given: MarkAxis | null): MarkAxis | null =>
    given?.type === "places"
      ? {
          ...given,
          places: given.places.map((one) => ({
            ...one,
            label: one.label ?? wordOf(one.role ?? "none", words),
          })),
        }
      : given;
  const table: ChartTableData = {
    columns: chart.table.columns.map(({ word, ...column }) => ({
      ...column,
      label: word ? words.columns[word] : column.label,
    })),
    rows: chart.table.rows.map((row, i) =>
      row.map((cell) =>
        cell === OTHERS
          ? words.others
          : (cell ?? (chart.marks[i]?.role === "total" ? words.total : words.none)),
      ),
    ),
  };
  const named: MarkChart = {
    ...chart,
    // What has no name of its own is named in its place, too.
    marks:
      chart.kind === "treemap"
        ? chart.marks.map((mark, i) => ({ ...mark, text: mark.text ?? markTitle({ table }, i) }))
        : chart.marks,
    table,
    legend: chart.legend.map((entry) => ({ ...entry, label: entry.label ?? wordOf(entry.role, words) })),
    x: axis(chart.x),
    y: axis(chart.y),
  };
  return named as T;
}

/** The name of a mark: the words of its row. */
export const markTitle = ({ table }: Pick<MarkChart, "table">, i: number): string =>
  (table.rows[i] ?? []).filter((_, c) => !table.columns[c]?.numeric).join(" · ");

const wordOf = (role: Mark["role"], words: BlankNames): string =>
  role === "others" ? words.others : role === "total" ? words.total : words.none;

const placeName = ({ key }: ChartCategory, words: BlankNames) => (key === OTHERS ? words.others : words.none);

function nameOf({ label, role, yearBefore }: PreparedSeries, words: BlankNames): string {
  if (role === "previous") return words.previous(label ?? words.none, yearBefore ?? false);
  if (role === "count") return words.count;
  return label ?? wordOf(role === "others" ? "others" : "none", words);
}
