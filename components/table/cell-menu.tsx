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
import { type ReactNode, useRef, useState } from "react";
import { useStore } from "zustand";
import { openLink } from "@/components/table/cell-keys";
import { CrossItems } from "@/components/table/cross-items";
import type { TotalDrill } from "@/components/table/total-menu";
import type { Cells } from "@/components/table/use-cell-selection";
import type { TableCross } from "@/components/table/use-table-cross";
import {
  ContextMenu,
  ContextMenuContent,
  ContextMenuItem,
  ContextMenuSeparator,
  ContextMenuTrigger,
} from "@/components/ui/context-menu";
import type { Filter } from "@/lib/query/query";
import type { Cell } from "@/lib/query/result";
import { cellLink } from "@/lib/table/cell-link";
import { activeCell, isSelected, selectColumns, selectedRows, selectRows } from "@/lib/table/cell-selection";
import { columnAt, GRAND_LEVEL } from "@/lib/table/grid-line";
import type { KnownColumn } from "@/lib/table/known-columns";
import { filtersByValue, keepValues, leaveOut } from "@/lib/table/value-filter";

export interface CellMenuProps {
  cells: Cells;
  /** Every column that may be filtered. */
  known: readonly KnownColumn[];
  filters: readonly Filter[];
  onSort: (column: string, direction: "asc" | "desc") => void;
  onFilter: (column: string, filter: Filter) => void;
  /** Hides a measure. */
  onHide: (column: string) => void;
  onFind: () => void;
  /** What the grand total can be broken down by. */
  total: TotalDrill;
  /** What the rows do to other widgets, and where they lead. */
  cross: TableCross | null;
  /** The grid. */
  children: ReactNode;
}

/** What can be done with the selected cells: on right click, long press, Shift+F10 and the menu key. */
export function CellMenu(props: CellMenuProps) {
  const { cells, children } = props;
  // Another part of the page may take the focus, the search field for one.
  const leaves = useRef(false);
  const touched = useRef<Element | null>(null);
  const [open, setOpen] = useState(false);
  return (
    <ContextMenu
      onOpenChange={(next) => {
        // A long press opens without a contextmenu event where a finger has none.
        if (next && touched.current) cells.point(touched.current);
        touched.current = null;
        leaves.current = false;
        setOpen(next);
      }}
    >
      <ContextMenuTrigger asChild>
        <div
          className="flex min-h-0 flex-1 flex-col"
          onPointerDownCapture={(event) => {
            const target = event.target as Element;
            touched.current =
              event.pointerType === "mouse" || !target.closest("[data-cell], [data-head]") ? null : target;
          }}
          onContextMenuCapture={(event) => {
            const target = event.target as Element;
            const cell = target.closest("[data-cell]");
            // Over text opened for selecting, over fields and outside of cells the browser's own menu is the right one.
            const ours = event.currentTarget.contains(target) && !cell?.hasAttribute("data-text");
            if (!ours || !cells.point(target)) event.stopPropagation();
          }}
        >
          {children}
        </div>
      </ContextMenuTrigger>
      {open ? (
        <ContextMenuContent
          // It opens beside the finger or the cell, on either side: on a phone half of the page must hold it.
          className="w-60 max-[480px]:w-42"
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            if (!leaves.current) cells.focus();
          }}
        >
          <Items {...props} leave={() => (leaves.current = true)} />
        </ContextMenuContent>
      ) : null}
    </ContextMenu>
  );
}

function Items({
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
}: CellMenuProps & { leave: () => void }) {
  const t = useTranslations("table");
  const selection = useStore(cells.store, (state) => state.selection);
  const { row, column: place } = activeCell(selection);
  const shown = cells.columns[place];
  const line = cells.lines[row];
  if (!shown || !line || line.note) return null;
  const { name } = shown;
  const column = columnAt(line, cells.columns, place) ?? shown.column;
  const words = column.type === "number" ? "number" : column.type === "string" ? "text" : "date";
  const filtered = known.find((other) => other.name === column.name);
  // The values selected of what this cell is about: in a tree the levels share a column. Totals have none.
  const values = selectedRows(selection).flatMap((at): Cell[] => {
    const own = cells.lines[at];
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
