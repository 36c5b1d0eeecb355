import type { Cell, Result } from "@/lib/query/result";
import { type DrawnColumn, drawnColumn, type TableColumn } from "@/lib/table/columns";
import type { TableConfig } from "@/lib/table/table-config";
import type { TableLine } from "@/lib/table/table-lines";

/** A line of the grid as selection, copy and find see it. */
export interface GridLine {
  /** 0 for the rows themselves; a line that sums up others is above them, one drilled to below. */
  level: number;
  /** In the order of the columns shown; undefined where a value has not come yet. */
  cells: readonly (Cell | undefined)[];
  /** It says something about lines, and has no values. */
  note?: true;
  /** In a tree: the place of the column the levels share, and what this line's own value there is. */
  own?: { place: number; column: DrawnColumn };
}

/** The grand total's level: above any subtotal. */
export const GRAND_LEVEL = 1000;

/** What a cell is a value of: in a tree the levels share a column. */
export const columnAt = <C>(
  line: GridLine,
  columns: readonly { column: C }[],
  at: number,
): C | DrawnColumn | undefined => (line.own?.place === at ? line.own.column : columns[at]?.column);

/** The lines a table draws, each with its place, then the grand total where there is one. */
export function gridLines(
  drawn: readonly TableLine[],
  grandTotal: Result["grandTotal"],
  columns: readonly Pick<TableColumn, "index" | "name" | "column">[],
  {
    config,
    treeColumn,
    rows,
  }: {
    config: Pick<TableConfig, "labels" | "formats" | "displays">;
    treeColumn: string | null;
    /** The depth of the rows: lines above it sum up others. */
    rows: number;
  },
): GridLine[] {
  const place = columns.findIndex(({ name }) => name === treeColumn);
  const lines = drawn.map((line): GridLine => {
    const level = rows - line.depth;
    // A line about lines keeps its place among them, and has nothing to select.
    if (!("cells" in line)) return { level, cells: columns.map(() => null), note: true };
    return {
      level,
      cells: columns.map(({ index, name, column }) => {
        const blank = column.kind === "dimension" ? name !== treeColumn && !line.detailed : !line.valued;
        return blank ? null : (line.cells[index] ?? null);
      }),
      ...(line.own && place >= 0 ? { own: { place, column: drawnColumn(line.own, config) } } : {}),
    };
  });
  if (grandTotal && lines.length > 0) lines.push(totalLine(grandTotal, columns));
  return lines;
}

/** The grand total as a line. */
export const totalLine = (
  grandTotal: NonNullable<Result["grandTotal"]>,
  columns: readonly Pick<TableColumn, "name">[],
): GridLine => ({ level: GRAND_LEVEL, cells: columns.map(({ name }) => grandTotal[name] ?? null) });
