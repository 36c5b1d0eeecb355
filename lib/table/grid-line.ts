import type { Cell, Result } from "@/lib/query/result";
import type { TableColumn } from "@/lib/table/columns";

/** A line of the grid as selection, copy and find see it. */
export interface GridLine {
  /** 0 for the rows themselves; a line that sums up others is above them. */
  level: number;
  /** In the order of the columns shown; undefined where a value has not come yet. */
  cells: readonly (Cell | undefined)[];
}

/** The grand total's level: above any subtotal. */
export const GRAND_LEVEL = 1000;

/** The lines of a plain table: its rows, then the grand total where there is one. */
export function gridLines(
  result: Pick<Result, "rows" | "grandTotal">,
  columns: readonly Pick<TableColumn, "index" | "name">[],
): GridLine[] {
  const lines: GridLine[] = result.rows.map((row) => ({
    level: 0,
    cells: columns.map(({ index }) => row[index] ?? null),
  }));
  if (result.grandTotal && lines.length > 0)
    lines.push({
      level: GRAND_LEVEL,
      cells: columns.map(({ name }) => result.grandTotal?.[name] ?? null),
    });
  return lines;
}
