/** Cells' names. Pure. */

/** Of a sheet, as every spreadsheet program has it. */
export const MOST_ROWS = 1_048_576;
export const MOST_COLUMNS = 16_384;

const names: string[] = [];

/** A column's letters, from 0: `A`, `Z`, `AA`. */
export function columnName(index: number): string {
  const known = names[index];
  if (known !== undefined) return known;
  let name = "";
  for (let rest = index + 1; rest > 0; rest = Math.floor((rest - 1) / 26))
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  names[index] = name;
  return name;
}

/** A cell, its column from 0, its row from 1. */
export const cellName = (column: number, row: number): string => `${columnName(column)}${row}`;

/** An area, both corners in it. */
export interface Area {
  column: number;
  row: number;
  lastColumn: number;
  lastRow: number;
}
export const areaName = ({ column, row, lastColumn, lastRow }: Area): string =>
  column === lastColumn && row === lastRow
    ? cellName(column, row)
    : `${cellName(column, row)}:${cellName(lastColumn, lastRow)}`;
