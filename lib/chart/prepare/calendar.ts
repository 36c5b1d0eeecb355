/** A cell for each day, a column for each week, the darker the more. */
import type { CalendarSpec } from "@/lib/chart/chart-spec";
import { colorScale } from "@/lib/chart/prepare/color-scale";
import { type ChartOptions, columnOf, measureOf, toNumber, writeCell } from "@/lib/chart/prepare/read-result";
import type { MarkChart } from "@/lib/chart/prepared-chart";
import { shortNumber } from "@/lib/chart/short-number";
import { fillTime, timeCategories } from "@/lib/chart/time-axis";
import { formatDate } from "@/lib/format/format-date";
import { unitOf } from "@/lib/format/format-number";
import type { Cell, Result } from "@/lib/query/result";

/** Three years of weeks are a few pixels each. */
const MOST_DAYS = 3 * 366;

const weekdayOf = (day: string) => new Date(`${day}T00:00:00Z`).getUTCDay();

export function prepareCalendar(spec: CalendarSpec, result: Result, options: ChartOptions): MarkChart {
  const { locale, timezone, weekStart = 1 } = options;
  const date = columnOf(result, spec.date);
  const { index, column } = columnOf(result, spec.measure);
  const measure = measureOf(column);
  const cells = new Map<string, Cell>();
  for (const row of result.rows)
    if (row[date.index] !== null) cells.set(String(row[date.index]), row[index] ?? null);
  const all = fillTime([...cells.keys()], "day", timezone, options.range);
  const days = all.slice(-MOST_DAYS);
  const scale = colorScale(days.map((day) => toNumber(cells.get(day))));
  const titles = timeCategories(days, "day", locale, timezone);

  const rowOf = (day: string) => (weekdayOf(day) - weekStart + 7) % 7;
  const before = days[0] === undefined ? 0 : rowOf(days[0]);
  const weeks = Math.max(1, Math.ceil((before + days.length) / 7));
  const weekday = new Intl.DateTimeFormat(locale, { weekday: "short", timeZone: "UTC" });
  const months = days.flatMap((day, i) =>
    day.endsWith("-01") || i === 0 ? [{ day, week: Math.floor((before + i) / 7) }] : [],
  );
  return {
    view: "marks",
    kind: "calendar",
    measure,
    marks: days.map((day, i) => {
      const week = Math.floor((before + i) / 7);
      const value = toNumber(cells.get(day));
      return {
        role: "value",
        shape: {
          type: "rect",
          x0: week / weeks,
          y0: rowOf(day) / 7,
          x1: (week + 1) / weeks,
          y1: (rowOf(day) + 1) / 7,
        },
        color: scale.colorOf(value),
        value,
        group: "",
        keys: [day],
      };
    }),
    x: {
      type: "places",
      // The first month may have a day or two: its name would lie on the next one's.
      places: months
        .filter(({ week }, i) => (months[i + 1]?.week ?? weeks) - week > 1)
        .map(({ day, week }) => ({
          label: formatDate(day, "month", locale, { pattern: "axis" }),
          at: (week + 0.5) / weeks,
        })),
      time: true,
    },
    y: {
      type: "places",
      // 1 January 2023 was a Sunday.
      places: [0, 2, 4, 6].map((row) => ({
        label: weekday.format(new Date(Date.UTC(2023, 0, 1 + ((row + weekStart) % 7)))),
        at: (row + 0.5) / 7,
      })),
      time: false,
    },
    axisNames: null,
    legend: [],
    scale: {
      low: shortNumber(scale.low, measure.format, locale),
      high: shortNumber(scale.high, measure.format, locale),
      colors: scale.colors,
    },
    total: null,
    table: {
      columns: [
        { label: date.column.label, unit: "", numeric: false },
        { label: measure.label, unit: unitOf(measure.format, locale), numeric: true },
      ],
      rows: days.map((day, i) => [titles[i]?.title ?? day, writeCell(cells.get(day), measure, locale)]),
    },
    leftOut: all.length > days.length ? { count: all.length - days.length, reason: "small" } : null,
    truncated: result.meta.truncated,
    locale,
  };
}
