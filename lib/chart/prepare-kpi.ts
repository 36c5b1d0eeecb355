/** Decides what the cells of a KPI strip say. */
import { shortFormat } from "@/lib/chart/short-number";
import { type Spark, sparkline } from "@/lib/chart/sparkline";
import { type DayRange, fillTime } from "@/lib/chart/time-axis";
import type { Locale } from "@/lib/format/format";
import { deltaTone, formatDelta } from "@/lib/format/format-delta";
import { formatNumber, formatNumberParts, type NumberPart } from "@/lib/format/format-number";
import type { Cell, Result, ResultColumn } from "@/lib/query/result";

export interface KpiOptions {
  locale: Locale;
  timezone: string;
  /** The days asked for: those without rows are gaps in the sparkline. */
  range?: DayRange;
  /** What measures should come to, by name. */
  goals?: Readonly<Record<string, number>>;
}

export interface KpiGoal {
  /** Written short, with its unit. */
  value: string;
  /** How much of it there is, written in percent. */
  part: string;
  /** 0–1, for the bar; whole where it is reached. */
  filled: number;
  reached: boolean;
}

export interface KpiChange {
  /** With its sign; ratios in percent points: `+7.4%`, `−4.8%p`. */
  text: string;
  direction: "up" | "down" | "flat";
  /** By the measure's good direction; null where there is none. */
  tone: "good" | "bad" | null;
}

export interface PreparedKpi {
  name: string;
  label: string;
  parts: NumberPart[];
  /** Why there is no value: a ratio's divisor is zero, or no row is there. */
  missing: "divisor" | "rows" | null;
  /** Whether the query compared at all. */
  compared: boolean;
  /** Null where either period has no value, or the base is zero. */
  change: KpiChange | null;
  previous: string | null;
  spark: Spark | null;
  /** Null without a goal, or without a value. */
  goal: KpiGoal | null;
}

type Part = NonNullable<ResultColumn["of"]>["part"];

const isNumber = (cell: Cell | undefined): cell is number | string =>
  (typeof cell === "number" || typeof cell === "string") && cell !== "" && Number.isFinite(Number(cell));

/** One measure's column and those of its comparisons, by place. */
function partsOf(result: Result, measure: string): Partial<Record<Part | "value", number>> {
  const places: Partial<Record<Part | "value", number>> = {};
  result.columns.forEach((column, i) => {
    if (column.of?.measure === measure) places[column.of.part] = i;
    else if (column.kind === "measure" && column.name === measure && !column.of) places.value = i;
  });
  return places;
}

function changeOf(column: ResultColumn, delta: Cell, change: Cell, locale: Locale): KpiChange | null {
  const points = column.format?.style === "percent";
  const value = points ? delta : change;
  if (!isNumber(value)) return null;
  const number = Number(value);
  return {
    text: formatDelta(value, column.format, locale, { part: points ? "delta" : "change", unit: true }),
    direction: number > 0 ? "up" : number < 0 ? "down" : "flat",
    tone: deltaTone(value, column.good),
  };
}

/** Of a measure where less is better (`good: down`) the goal is a ceiling. */
function goalOf(column: ResultColumn, value: Cell, goal: number | undefined, locale: Locale): KpiGoal | null {
  if (goal === undefined || !isNumber(value)) return null;
  const reached = column.good === "down" ? Number(value) <= goal : Number(value) >= goal;
  const part = goal > 0 ? Number(value) / goal : null;
  const percent = part === null ? null : part * 100;
  return {
    value: formatNumber(goal, shortFormat(column.format, goal), locale, { unit: true }),
    part: formatNumber(percent, { style: "percent", decimals: 0 }, locale, { unit: percent !== null }),
    filled: Math.min(1, Math.max(0, part ?? (reached ? 1 : 0))),
    reached,
  };
}

function sparkOf(byDay: Result, measure: string, options: KpiOptions): Spark | null {
  const x = byDay.columns.findIndex((column) => column.type === "date" || column.type === "time");
  const xColumn = byDay.columns[x];
  const { value, previous } = partsOf(byDay, measure);
  if (!xColumn || value === undefined) return null;
  const rows = new Map(byDay.rows.map((row) => [String(row[x]), row]));
  const days = [...rows.keys()].filter((key) => key !== "null");
  const grain = xColumn.grain ?? (xColumn.type === "date" ? "day" : undefined);
  const places = fillTime(days, grain, options.timezone, options.range);
  const read = (column: number) =>
    places.map((key) => {
      const cell = rows.get(key)?.[column];
      return isNumber(cell) ? Number(cell) : null;
    });
  return sparkline(read(value), previous === undefined ? [] : read(previous));
}

/**
 * The cells of a KPI strip, one for each measure of `totals`.
 * @param totals of a query without dimensions, with or without `compare`.
 * @param byDay of the same query by day, for the sparklines; null leaves them out.
 */
export function prepareKpi(totals: Result, byDay: Result | null, options: KpiOptions): PreparedKpi[] {
  const row = totals.rows[0] ?? [];
  // Where no sum has a value there is no row, and no ratio has a divisor to blame.
  const sums = totals.columns.flatMap((column, i) =>
    column.kind === "measure" && !column.of && column.additive !== false ? [row[i]] : [],
  );
  const nothing = row.length === 0 || (sums.length > 0 && !sums.some(isNumber));
  return totals.columns
    .filter((column) => column.kind === "measure" && !column.of)
    .map((column): PreparedKpi => {
      const at = partsOf(totals, column.name);
      const cell = (part: Part | "value"): Cell => row[at[part] ?? -1] ?? null;
      const written = (value: number | string) =>
        formatNumber(value, shortFormat(column.format, value), options.locale, { unit: true });

      const value = cell("value");
      const shown = isNumber(value) ? value : null;
      const previous = cell("previous");
      return {
        name: column.name,
        label: column.label,
        parts: formatNumberParts(shown, shortFormat(column.format, shown), options.locale, {
          unit: shown !== null,
        }),
        missing: shown !== null ? null : column.additive === false && !nothing ? "divisor" : "rows",
        compared: at.previous !== undefined,
        change: changeOf(column, cell("delta"), cell("change"), options.locale),
        previous: isNumber(previous) ? written(previous) : null,
        spark: byDay ? sparkOf(byDay, column.name, options) : null,
        goal: goalOf(column, shown, options.goals?.[column.name], options.locale),
      };
    });
}
