import type { TableColumn } from "@/lib/table/columns";
import type { GridLine } from "@/lib/table/grid-line";

const PLACE = /\{(\w+)\}/g;

/**
 * Where a cell leads: its column's address with the row's dimensions put in. Null where the column has none, on totals, and
 * where a value the address needs is missing or not this viewer's to see.
 */
export function cellLink(
  line: GridLine,
  columns: readonly Pick<TableColumn, "name" | "column">[],
  at: number,
): string | null {
  const link = columns[at]?.column.link;
  if (!link || line.level > 0) return null;
  let complete = true;
  const address = link.replace(PLACE, (_, name: string) => {
    const place = columns.findIndex((column) => column.name === name);
    const value = line.cells[place];
    if (value === null || value === undefined || columns[place]?.column.masked) {
      complete = false;
      return "";
    }
    return encodeURIComponent(String(value));
  });
  return complete ? address : null;
}
