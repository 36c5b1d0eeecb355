/** What the status bar says of a selection: exact sums, and none where a sum would mean nothing. */
import type { Format } from "@/lib/format/format";
import type { ResultColumn } from "@/lib/query/result";
import {
  type CellSelection,
  isSelected,
  rangeBounds,
  selectedColumns,
  selectedRowCount,
  selectedRows,
} from "@/lib/table/cell-selection";
import {
  addDecimals,
  compareDecimals,
  divideDecimal,
  type ExactDecimal,
  readDecimal,
  writeDecimal,
} from "@/lib/table/exact-decimal";
import type { GridLine } from "@/lib/table/grid-line";
import type { LineList } from "@/lib/table/line-list";

export interface Aggregate {
  /** Rows and columns that hold a selected cell. */
  rows: number;
  columns: number;
  /** Cells with a value, of any type. */
  count: number;
  /** Numbers among them. */
  numbers: number;
  /** Cells without a value. */
  nulls: number;
  /** Cells whose value has not come, or is not this viewer's to see. */
  unknown: number;
  /** Exact digits; null where there is no number, or more than one unit. */
  sum: string | null;
  average: string | null;
  min: string | null;
  max: string | null;
  /** The one column whose way of writing they share; null where units differ. */
  column: ResultColumn | null;
  /** Shares and ratios are not summed; their average is that of the cells, not weighted. */
  ratio: boolean;
  /** Numbers of different units are selected. */
  mixed: boolean;
  /** Lines that sum up others were selected with those others, and are left out. */
  withoutTotals: boolean;
}

const unitKey = ({ format, of, additive }: ResultColumn): string => {
  const { style = "number", currency = "", suffix = "", prefix = "" }: Partial<Format> = format ?? {};
  return JSON.stringify([style, currency, suffix, prefix, of?.part === "change", additive === false]);
};

/** Rows that are summed up while one selects. */
const MOST_ROWS = 20_000;

const NO_FIGURES = {
  count: 0,
  numbers: 0,
  nulls: 0,
  sum: null,
  average: null,
  min: null,
  max: null,
  column: null,
  ratio: false,
  mixed: false,
  withoutTotals: false,
};

/** Some of the rows selected have not come. */
const hasHoles = ({ ranges }: CellSelection, lines: LineList<GridLine>): boolean =>
  ranges.some((range) => {
    const { top, bottom } = rangeBounds(range);
    for (let row = top; row <= Math.min(bottom, lines.length - 1); row++) if (!lines.at(row)) return true;
    return false;
  });

/** @param lines of the grid, by row @param columns shown, by place */
export function aggregateSelection(
  selection: CellSelection,
  lines: LineList<GridLine>,
  columns: readonly { column: ResultColumn }[],
): Aggregate {
  const shownColumns = selectedColumns(selection).filter((at) => columns[at] !== undefined).length;
  const allRows = selectedRowCount(selection);
  // Figures of a part would be taken for those of the whole.
  if (allRows > MOST_ROWS || hasHoles(selection, lines))
    return { ...NO_FIGURES, rows: allRows, columns: shownColumns, unknown: allRows * shownColumns };
  const rows = selectedRows(selection).filter((row) => {
    const line = lines.at(row);
    return line !== undefined && !line.note;
  });
  const shown = selectedColumns(selection).filter((at) => columns[at] !== undefined);
  const levels = rows.map((row) => lines.at(row)?.level ?? 0);
  const lowest = Math.min(...levels);
  let [count, nulls, unknown, numbers] = [0, 0, 0, 0];
  let sum: ExactDecimal | null = null;
  let min: ExactDecimal | null = null;
  let max: ExactDecimal | null = null;
  let first: ResultColumn | null = null;
  const units = new Set<string>();

  rows.forEach((row, i) => {
    // A total beside its parts would count them twice.
    if (levels[i] !== lowest) return;
    for (const at of shown) {
      const column = columns[at]?.column;
      if (!column || !isSelected(selection, { row, column: at })) continue;
      const value = lines.at(row)?.cells[at];
      if (value === undefined || column.masked) unknown++;
      else if (value === null) nulls++;
      else count++;
      if (value === undefined || column.masked || column.type !== "number") continue;
      const number = readDecimal(value);
      if (!number) continue;
      numbers++;
      first ??= column;
      units.add(unitKey(column));
      sum = sum ? addDecimals(sum, number) : number;
      min = min && compareDecimals(min, number) <= 0 ? min : number;
      max = max && compareDecimals(max, number) >= 0 ? max : number;
    }
  });

  const mixed = units.size > 1;
  const column = mixed ? null : (first as ResultColumn | null);
  const ratio = column?.additive === false;
  const write = (decimal: ExactDecimal | null) => (decimal && !mixed ? writeDecimal(decimal) : null);
  return {
    rows: rows.length,
    columns: shown.length,
    count,
    numbers,
    nulls,
    unknown,
    sum: ratio ? null : write(sum),
    average: write(sum && divideDecimal(sum, numbers)),
    min: write(min),
    max: write(max),
    column,
    ratio,
    mixed,
    withoutTotals: levels.some((level) => level !== lowest),
  };
}
