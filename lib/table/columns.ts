/** The table's columns, from the result and the configuration. Nothing here guesses a type: the result says it. */
import type { Locale } from "@/lib/format/format";
import { type DatePattern, formatDate } from "@/lib/format/format-date";
import { type DeltaPart, formatDelta } from "@/lib/format/format-delta";
import { formatNumber, NO_VALUE, unitOf } from "@/lib/format/format-number";
import type { Cell, ResultColumn } from "@/lib/query/result";
import type { ColumnDisplay } from "@/lib/table/column-display";
import type { ColumnHead } from "@/lib/table/header-groups";
import { plainName, settingOf } from "@/lib/table/pivot-column";
import { suitableDisplays } from "@/lib/table/suitable-displays";
import type { TableConfig } from "@/lib/table/table-config";

/** A row as it comes: cells in the order of the result's columns. */
export type TableRow = readonly Cell[];

export interface ColumnMeta {
  column: DrawnColumn;
  /** Written once in the header: 원, %, 건. */
  unit: string;
  align: "start" | "center" | "end";
  /** Long text takes several lines. */
  wrap: boolean;
  /** The reader chose this width: it doesn't grow with the window. */
  sized: boolean;
}

export const MIN_WIDTH = 56;
const MAX_AUTO_WIDTH = 280;
/** Cell padding (8 + 12 in the last column), and room for the sort arrow in a header. */
const PADDING = 21;
const HEADER_EXTRA = 20;

/** A result's column as this table writes it. */
export interface DrawnColumn extends ResultColumn {
  pattern?: DatePattern | undefined;
  display?: ColumnDisplay | undefined;
}

/** A column with the name and format chosen for it here. */
export function drawnColumn(
  column: ResultColumn,
  config: Pick<TableConfig, "labels" | "formats" | "displays">,
): DrawnColumn {
  const label = settingOf(config.labels, column.name);
  const { pattern, ...format } = settingOf(config.formats, column.name) ?? {};
  const chosen = Object.keys(format).length > 0;
  const display = settingOf(config.displays, column.name);
  return {
    ...column,
    ...(label ? { label } : {}),
    ...(chosen ? { format: { style: "number", ...column.format, ...format } } : {}),
    ...(pattern ? { pattern } : {}),
    ...(display && suitableDisplays(column).includes(display.kind) ? { display } : {}),
  };
}

/** A value as its column writes it, without the unit; null is “–”. Used by cells, totals, copies and titles alike. */
export function cellText(
  column: DrawnColumn,
  value: Cell | undefined,
  locale: Locale,
  timezone?: string,
): string {
  if (value === null || value === undefined) return NO_VALUE;
  if (typeof value === "boolean") return value ? "✓" : "✗";
  if (column.type === "date" || column.type === "time")
    return formatDate(String(value), column.grain, locale, {
      ...(timezone ? { timezone } : {}),
      ...(column.pattern ? { pattern: column.pattern } : {}),
    });
  const part = column.of?.part;
  if (part === "delta" || part === "change")
    return formatDelta(value, column.format, locale, { part: part satisfies DeltaPart });
  if (column.type === "number") return formatNumber(value, column.format, locale);
  return String(value);
}

/** The unit in a column's header; empty where there is none. */
export function columnUnit(column: Pick<ResultColumn, "format" | "of" | "type">, locale: Locale): string {
  if (column.type !== "number") return "";
  if (column.of?.part === "change") return "%";
  return unitOf(column.format, locale, { difference: column.of?.part === "delta" });
}

/** Numbers stand right, under each other; everything else left. */
const alignOf = (column: ResultColumn): ColumnMeta["align"] => (column.type === "number" ? "end" : "start");

/** px a letter takes at 12 px semibold, as totals are set: Hangul, minus and ₩ most, small letters less than digits. */
function letterWidth(char: string): number {
  if ((char.codePointAt(0) ?? 0) >= 0x1100) return 10.6;
  if (char === "," || char === "." || char === " ") return 3.6;
  if (char >= "a" && char <= "z") return 6.9;
  return (char >= "A" && char <= "Z") || char === "%" ? 8.8 : 7.7;
}

const textWidth = (text: string): number =>
  Math.ceil([...text].reduce((width, char) => width + letterWidth(char), 0));

/** A number or date that is certainly read whole in its column, with nothing beside it: digits are as wide as one another. */
export const isWholeIn = ({ column, width }: Pick<TableColumn, "column" | "width">, text: string): boolean =>
  column.type !== "string" && textWidth(text) + PADDING <= width;

/**
 * Widths that fit what there is to show: the header, the total, the first rows.
 * @param texts of the column's cells, already written
 */
export function autoWidth(header: string, texts: readonly string[]): number {
  const widest = Math.max(0, ...texts.map(textWidth)) + PADDING;
  const wanted = Math.max(widest, textWidth(header) + PADDING + HEADER_EXTRA, MIN_WIDTH);
  return Math.min(wanted, Math.max(MAX_AUTO_WIDTH, textWidth(header) + PADDING + HEADER_EXTRA));
}

/**
 * The columns shown, in their final order: frozen ones first as the configuration lists them, then `order`, then the
 * result's dimensions, then the metrics. In a pivot metrics stand in their order under each value, as the answer has those,
 * and the rows' totals at the end. Hidden ones and measures nobody asked to see are left out.
 */
export function shownColumns(columns: readonly ResultColumn[], config: TableConfig): ResultColumn[] {
  const hidden = new Set(config.hidden);
  const metrics = config.metrics;
  const rank = (column: ResultColumn) => {
    if (column.kind === "dimension") return -1;
    return metrics ? metrics.indexOf(column.name) : 0;
  };
  const shown = columns
    .filter(({ name, kind, of }) => {
      if (hidden.has(name) || hidden.has(plainName(name))) return false;
      if (kind === "dimension") return true;
      return metrics ? metrics.includes(plainName(name)) : of === undefined;
    })
    .sort((a, b) => rank(a) - rank(b));
  const placed = (names: readonly string[] | undefined, rest: ResultColumn[]) => {
    const first = (names ?? []).flatMap((name) => rest.find((column) => column.name === name) ?? []);
    return [...new Set([...first, ...rest])];
  };
  const right = new Set(config.frozenRight?.filter((name) => !config.frozenColumns?.includes(name)));
  const ordered = placed(
    config.frozenColumns,
    columns.some(({ pivot }) => pivot) ? pivotOrder(shown, config) : placed(config.order, shown),
  );
  return [
    ...ordered.filter(({ name }) => !right.has(name)),
    ...ordered.filter(({ name }) => right.has(name)),
  ];
}

/** The columns of a pivot: dimensions, then under each value, and at last of the totals, the metrics in one order. */
function pivotOrder(
  shown: readonly ResultColumn[],
  { order = [], metrics = [] }: TableConfig,
): ResultColumn[] {
  const names = [...new Set([...order, ...metrics])];
  const place = ({ name }: ResultColumn) => {
    const at = names.indexOf(plainName(name));
    return at < 0 ? names.length : at;
  };
  const values = [...new Set(shown.flatMap(({ pivot }) => (pivot ? [JSON.stringify(pivot)] : [])))];
  const at = new Map(values.map((key, i) => [key, i]));
  const group = ({ kind, pivot }: ResultColumn) =>
    kind === "dimension" ? -1 : pivot ? (at.get(JSON.stringify(pivot)) ?? 0) : values.length;
  return shown
    .map((column) => ({ column, group: group(column), place: place(column) }))
    .sort((a, b) => a.group - b.group || a.place - b.place)
    .map(({ column }) => column);
}

/** A shown column, with what it takes to draw it. */
export interface TableColumn extends ColumnMeta {
  name: string;
  /** Its place in a row of the result. */
  index: number;
  /** px; what it is at least, and exactly when `sized`. */
  width: number;
  /** What heads it above its name, outermost first; null where a level has nothing for it. */
  heads?: readonly (ColumnHead | null)[];
  /** Its name below a heading that says the rest. */
  short?: string;
  /** In a pivot: the places of all values that stand under the same values across. */
  beside?: readonly number[];
}

/** The columns of {@link shownColumns}, ready to draw. @param widths fallback widths by name, in px */
export function tableColumns(
  all: readonly ResultColumn[],
  config: TableConfig,
  widths: Readonly<Record<string, number>>,
  locale: Locale,
): TableColumn[] {
  const beside = new Map<string, number[]>();
  all.forEach(({ pivot }, i) => {
    if (!pivot) return;
    const key = JSON.stringify(pivot);
    const places = beside.get(key);
    if (places) places.push(i);
    else beside.set(key, [i]);
  });
  const indexes = new Map(all.map((column, i) => [column, i]));
  return shownColumns(all, config).map((column) => {
    const chosen = settingOf(config.columnWidths, column.name);
    const under = column.pivot && beside.get(JSON.stringify(column.pivot));
    return {
      name: column.name,
      index: indexes.get(column) ?? -1,
      width: chosen ?? widths[column.name] ?? 120,
      sized: chosen !== undefined,
      column: drawnColumn(column, config),
      unit: columnUnit(drawnColumn(column, config), locale),
      align: settingOf(config.align, column.name) ?? alignOf(column),
      wrap: config.wrap?.includes(plainName(column.name)) ?? false,
      ...(under ? { beside: under } : {}),
    };
  });
}

/** The frozen columns that are shown, in order. */
export const frozenShown = (shown: readonly { name: string }[], config: TableConfig): string[] =>
  shown.map(({ name }) => name).filter((name) => config.frozenColumns?.includes(name));

/** The columns frozen at the right, in order. */
export const frozenRightShown = (shown: readonly { name: string }[], config: TableConfig): string[] =>
  shown
    .map(({ name }) => name)
    .filter((name) => config.frozenRight?.includes(name) && !config.frozenColumns?.includes(name));
