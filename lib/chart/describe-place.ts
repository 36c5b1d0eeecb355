/** What is said of the place or mark that is pointed at: the tooltip shows it, the keyboard's slider speaks it. */
import { colorToken } from "@/lib/chart/prepare/color-scale";
import { type AxisChart, type MarkChart, markTitle, type PreparedChart } from "@/lib/chart/prepared-chart";
import { shortNumber } from "@/lib/chart/short-number";
import { formatNumber } from "@/lib/format/format-number";

export interface PlaceDescription {
  title: string;
  rows: { color: string | null; label: string; value: string }[];
  total: string | null;
  /** What happened there. */
  notes: string[];
  /** Middle of it, in percent of the plot. */
  at: { x: number; y: number };
}

/** More rows than this would leave the window. */
const MOST_ROWS = 12;

export const placeCount = (chart: PreparedChart): number =>
  chart.view === "axes" ? chart.categories.length : chart.marks.length;

/** @param chart with its blanks named. */
export function describePlace(chart: PreparedChart, place: number): PlaceDescription {
  return chart.view === "axes" ? describeAxis(chart, place) : describeMark(chart, place);
}

function describeAxis(chart: AxisChart, place: number): PlaceDescription {
  const { locale } = chart;
  const present = chart.series.filter((series) => (series.values[place] ?? null) !== null);
  const rows = present.slice(0, MOST_ROWS).map((series) => {
    const value = shortNumber(series.values[place] ?? null, series.format, locale);
    const part = series.parts?.[place];
    const share = formatNumber(part, { style: "percent", decimals: 1 }, locale, { unit: true });
    return {
      color: colorToken(series.color),
      label: series.label ?? "",
      value: part === null || part === undefined ? value : `${value} (${share})`,
    };
  });
  const total = chart.totals[place] ?? null;
  const summed = present.filter(({ role }) => role !== "previous");
  const middle = ((place + 0.5) / Math.max(1, chart.categories.length)) * 100;
  return {
    title: chart.categories[place]?.title ?? "",
    // In the order of the stack, as it is seen.
    rows: chart.stack === "none" || chart.horizontal ? rows : rows.toReversed(),
    total: total !== null && summed.length > 1 ? shortNumber(total, chart.measure.format, locale) : null,
    notes: chart.annotations.filter(({ from, to }) => from <= place && place <= to).map(({ text }) => text),
    at: chart.horizontal ? { x: 50, y: middle } : { x: middle, y: 0 },
  };
}

function describeMark(chart: MarkChart, place: number): PlaceDescription {
  const mark = chart.marks[place];
  const row = chart.table.rows[place] ?? [];
  return {
    title: markTitle(chart, place),
    rows: chart.table.columns.flatMap(({ label, unit, numeric }, c) =>
      numeric ? [{ color: null, label, value: withUnit(row[c] ?? "", unit) }] : [],
    ),
    total: null,
    notes: [],
    at: mark ? middleOf(chart, place) : { x: 50, y: 50 },
  };
}

const withUnit = (value: string, unit: string) =>
  unit === "" || !/\d/.test(value) || value.endsWith(unit)
    ? value
    : `${value}${unit.length > 1 ? " " : ""}${unit}`;

function middleOf(chart: MarkChart, place: number): { x: number; y: number } {
  const shape = chart.marks[place]?.shape;
  switch (shape?.type) {
    case "rect":
      return { x: (shape.x0 + shape.x1) * 50, y: (shape.y0 + shape.y1) * 50 };
    case "trapezoid":
      return { x: 50, y: (shape.y0 + shape.y1) * 50 };
    case "point":
      return { x: shape.x * 100, y: shape.y * 100 };
    default:
      return { x: 50, y: 50 };
  }
}
