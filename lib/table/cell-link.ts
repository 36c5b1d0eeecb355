import type { DrawnColumn } from "@/lib/table/columns";
import { columnAt, GRAND_LEVEL, type GridLine } from "@/lib/table/grid-line";
import { fillAddress, linkAddress } from "@/lib/table/safe-address";

/**
 * Where a cell leads: the address chosen for its column here, else its dataset's, with the row's dimensions put in; of a column
 * shown as links its own value. Null where it leads nowhere, on totals, and where a value the address needs is missing or not this
 * viewer's to see.
 */
export function cellLink(
  line: GridLine,
  columns: readonly { name: string; column: DrawnColumn }[],
  at: number,
): string | null {
  const column = columnAt(line, columns, at);
  // A line above the rows is about its own value alone.
  if (!column || column.masked || line.level === GRAND_LEVEL || (line.level > 0 && line.own?.place !== at))
    return null;
  const display = column.display?.kind === "link" ? column.display : null;
  const template = display?.to ?? column.link;
  if (template === undefined) return display ? linkAddress(line.cells[at]) : null;
  return fillAddress(template, (name) => {
    if (line.own?.column.name === name) return line.cells[line.own.place];
    const place = columns.findIndex((other, i) => other.name === name && i !== line.own?.place);
    return columns[place]?.column.masked ? undefined : line.cells[place];
  });
}
