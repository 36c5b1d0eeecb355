/** What a chart reads of a result: columns by name, cells as keys and numbers. */
import { type Mark, OTHERS, type PreparedMeasure } from "@/lib/chart/prepared-chart";
import type { DayRange } from "@/lib/chart/time-axis";
import { AppError } from "@/lib/errors";
import type { Locale } from "@/lib/format/format";
import { formatNumber } from "@/lib/format/format-number";
import type { Cell, Result, ResultColumn } from "@/lib/query/result";

export interface ChartOptions {
  locale: Locale;
  /** IANA zone in which hours are days. */
  timezone: string;
  /** The days asked for: those without rows are gaps on the axis. */
  range?: DayRange;
  /** What the dashboard's own comparison is; for the overlays that follow it. */
  compare?: "previous_period" | "previous_year" | null;
  /** All values of the dimension that colours, in one fixed order, so that colours agree across a dashboard. */
  known?: readonly string[];
  /** Where weeks begin: 0 Sunday, 1 Monday. */
  weekStart?: 0 | 1;
}

/** A null key is the value "none": a string no value can be. */
export const NONE = "\u0000none";
export const keyOf = (cell: Cell | undefined): string =>
  cell === null || cell === undefined ? NONE : String(cell);
export const roleOf = (key: string): "none" | "others" | "value" =>
  key === NONE ? "none" : key === OTHERS ? "others" : "value";
/** A value's name in a table, as `ChartTableData` has it. */
export const cellOf = (key: string): string | null => (key === NONE ? null : key);
/** A mark's values of its dimensions; none where one of them is summed up. */
export const keysOf = (...keys: string[]): Pick<Mark, "keys"> =>
  keys.includes(OTHERS) ? {} : { keys: keys.map(cellOf) };
export const labelOf = (key: string): string | null => (roleOf(key) === "value" ? key : null);

/** A cell as a number to draw: exact strings lose digits nobody could see; what is no number is a gap. */
export function toNumber(cell: Cell | undefined): number | null {
  if (cell === null || cell === undefined || cell === "") return null;
  const number = Number(cell);
  return Number.isFinite(number) ? number : null;
}

/** The cell itself where a number would lose digits of it. */
export const exactOf = (cell: Cell | undefined): string | null =>
  typeof cell === "string" && toNumber(cell) !== null && String(Number(cell)) !== cell ? cell : null;

export const sumOf = (values: readonly (number | null)[]): number | null =>
  values.reduce<number | null>((sum, value) => (value === null ? sum : (sum ?? 0) + value), null);

/** A column's place. @throws AppError QUERY_001 when the result lacks it. */
export function columnIndex(result: Result, name: string): number {
  const index = result.columns.findIndex((column) => column.name === name);
  if (index < 0)
    throw new AppError("QUERY_001", {
      key: "unknownName",
      values: { kind: "column", name, nearest: "none" },
    });
  return index;
}

/** A column and its place. @throws AppError QUERY_001 when the result lacks it. */
export function columnOf(result: Result, name: string): { index: number; column: ResultColumn } {
  const index = columnIndex(result, name);
  const column = result.columns[index];
  if (!column) throw new AppError("INTERNAL");
  return { index, column };
}

export const measureOf = (column: ResultColumn): PreparedMeasure => ({
  name: column.name,
  label: column.label,
  additive: column.additive ?? false,
  ...(column.format ? { format: column.format } : {}),
});

/** Refuses what can't be parts of a whole. @throws AppError QUERY_001 */
export function assertAdditive(measure: PreparedMeasure): void {
  if (!measure.additive)
    throw new AppError("QUERY_001", { key: "chartNeedsSum", values: { name: measure.label } });
}

/** A cell with all its digits, for tables. */
export const writeCell = (cell: Cell | undefined, measure: PreparedMeasure, locale: Locale): string =>
  formatNumber(typeof cell === "boolean" ? null : cell, measure.format, locale);
