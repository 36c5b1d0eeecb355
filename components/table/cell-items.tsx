"use client";

import {
  ArrowDown,
  ArrowUp,
  Columns3,
  Copy,
  ExternalLink,
  EyeOff,
  Layers,
  ListFilter,
  ListTree,
  ListX,
  Rows3,
  Search,
} from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useStore } from "zustand";
import { openLink } from "@/components/table/cell-keys";
import type { CellMenuProps } from "@/components/table/cell-menu";
import { CrossItems } from "@/components/table/cross-items";
import { ContextMenuItem, ContextMenuSeparator } from "@/components/ui/context-menu";
import type { Cell } from "@/lib/query/result";
import { cellLink } from "@/lib/table/cell-link";
import { activeCell, isSelected, selectColumns, selectedRows, selectRows } from "@/lib/table/cell-selection";
import { columnAt, GRAND_LEVEL } from "@/lib/table/grid-line";
import { filtersByValue, keepValues, leaveOut } from "@/lib/table/value-filter";

export interface CellItemsProps extends Omit<CellMenuProps, "children"> {
  /** Another part of the page takes the focus. */
  leave: () => void;
}

/** The items of the cells' menu. */
export function CellItems({
  cells,
  known,
  filters,
  onSort,
  onFilter,
  onHide,
  onFind,
  total,
  cross,
  leave,
}: CellItemsProps) {
  const t = useTranslations("table");
  const selection = useStore(cells.store, (state) => state.selection);
  const { row, column: place } = activeCell(selection);
  const shown = cells.columns[place];
  const line = cells.lines.at(row);
  if (!shown || !line || line.note) return null;
  const { name } = shown;
  const column = columnAt(line, cells.columns, place) ?? shown.column;
  const words = column.type === "number" ? "number" : column.type === "string" ? "text" : "date";
  const filtered = known.find((other) => other.name === column.name);
  // The values selected of what this cell is about: in a tree the levels share a column. Totals have none.
  const values = selectedRows(selection).flatMap((at): Cell[] => {
    const own = cells.lines.at(at);
    const value = own?.cells[place];
    if (!own || own.note || own.level === GRAND_LEVEL || value === undefined) return [];
    if (columnAt(own, cells.columns, place)?.name !== column.name) return [];
    if (own.level > 0 && own.own?.place !== place) return [];
    return isSelected(selection, { row: at, column: place }) ? [value] : [];
  });
  const byValue = filtered && filtersByValue(filtered, column.masked) && values.length > 0;
  const link = cellLink(line, cells.columns, place);
  const item = (icon: ReactNode, label: string, run: () => void) => (
    <ContextMenuItem onSelect={run}>
      {icon}
      <span className="min-w-0">{label}</span>
    </ContextMenuItem>
  );
  return (
    <>
      {item(<Copy aria-hidden />, t("cells.copy"), () => void cells.copy(false))}
      {item(<Copy aria-hidden />, t("cells.copyWithHeaders"), () => void cells.copy(true))}
      {link ? item(<ExternalLink aria-hidden />, t("cells.openLink"), () => openLink(link)) : null}
      <ContextMenuSeparator />
      {item(<ArrowDown aria-hidden />, t(`sort.${words}.desc`), () => onSort(name, "desc"))}
      {item(<ArrowUp aria-hidden />, t(`sort.${words}.asc`), () => onSort(name, "asc"))}
      {line.level === GRAND_LEVEL ? (
        <>
          {total.parts.length > 0 || total.onOpenNext ? <ContextMenuSeparator /> : null}
          {total.onOpenNext
            ? item(<ListTree aria-hidden />, t("breakDown.openNext"), total.onOpenNext)
            : null}
          {total.parts.map((part) => (
            <ContextMenuItem key={part.name} onSelect={() => total.onBreakDown(part.name)}>
              <Layers aria-hidden />
              <span className="min-w-0">{t("breakDown.byColumn", { column: part.label })}</span>
            </ContextMenuItem>
          ))}
        </>
      ) : null}
      {cross ? <CrossItems cross={cross} selection={selection} /> : null}
      {byValue ? (
        <>
          <ContextMenuSeparator />
          {item(<ListFilter aria-hidden />, t("cells.keep", { count: new Set(values).size }), () =>
            onFilter(column.name, keepValues(column.name, values)),
          )}
          {item(<ListX aria-hidden />, t("cells.leaveOut", { count: new Set(values).size }), () =>
            onFilter(
              column.name,
              leaveOut(
                column.name,
                values,
                filters.find((filter) => filter.name === column.name),
              ),
            ),
          )}
        </>
      ) : null}
      <ContextMenuSeparator />
      {item(<Rows3 aria-hidden />, t("cells.selectRow"), () =>
        cells.select(selectRows(selection, cells.size), { focus: false, show: false }),
      )}
      {item(<Columns3 aria-hidden />, t("cells.selectColumn"), () =>
        cells.select(selectColumns(selection, cells.size), { focus: false, show: false }),
      )}
      {column.kind === "measure" ? item(<EyeOff aria-hidden />, t("hide"), () => onHide(name)) : null}
      <ContextMenuSeparator />
      {item(<Search aria-hidden />, t("cells.find"), () => {
        leave();
        onFind();
      })}
    </>
  );
}
