"use client";

import { type SortingState, useTable } from "@tanstack/react-table";
import { useTranslations } from "next-intl";
import { type CSSProperties, useCallback, useMemo, useRef } from "react";
import { columnDefs, features } from "@/components/table/column-defs";
import { columnPlaces } from "@/components/table/column-place";
import type { GridProps } from "@/components/table/grid-props";
import { GridRow } from "@/components/table/grid-row";
import { GridTotal } from "@/components/table/grid-total";
import { TableHeader } from "@/components/table/table-header";
import { cn } from "@/components/ui/cn";
import type { Sort } from "@/lib/query/query";
import type { TableRow } from "@/lib/table/columns";
import { gridLayout } from "@/lib/table/grid-layout";
import { sortList } from "@/lib/table/table-config";

/** `display: grid` takes table roles away in some browsers: they are said once more. */
const ROLES = {
  rowgroup: { role: "rowgroup" },
  row: { role: "row" },
  cell: { role: "gridcell" },
} as const;

const ROW_HEIGHT = {
  compact: "h-7 pointer-coarse:h-10",
  normal: "h-8 pointer-coarse:h-10",
  roomy: "h-10",
} as const;

const LEAST_HEIGHT = {
  compact: "min-h-7 pointer-coarse:min-h-10",
  normal: "min-h-8 pointer-coarse:min-h-10",
  roomy: "min-h-10",
} as const;

/** The rows are drawn from the lines: the library keeps columns and their order. */
const NO_ROWS: TableRow[] = [];
const ROW_CLASS = "grid grid-cols-(--cols)";

/** The table itself: sticky head, frozen columns, one page of rows, the grand total pinned below. */
export function TableGrid(props: GridProps) {
  const { title, lines, grandTotal, columns, config, empty, onSort } = props;
  const t = useTranslations("table");
  const grid = useRef<HTMLTableElement>(null);
  const attach = useCallback(
    (element: HTMLTableElement | null) => {
      grid.current = element;
      return props.gridProps.ref(element);
    },
    [props.gridProps.ref],
  );
  const defs = useMemo(() => columnDefs(columns), [columns]);
  const sorting = useMemo(
    (): SortingState =>
      sortList(config).map(({ column, direction }) => ({ id: column, desc: direction === "desc" })),
    [config],
  );
  const places = useMemo(() => columnPlaces(columns, config), [columns, config]);
  const table = useTable({
    features,
    columns: defs,
    data: NO_ROWS,
    state: { sorting, columnPinning: { start: [...places.left], end: [...places.right] } },
    manualSorting: true,
    onSortingChange: (updater) => {
      const next = typeof updater === "function" ? updater(sorting) : updater;
      onSort(next.map(({ id, desc }): Sort => ({ column: id, direction: desc ? "desc" : "asc" })));
    },
  });

  const layout = (dragged: Record<string, number>) =>
    gridLayout(columns, places.leftSet, dragged, places.rightSet);
  const { variables, minWidth } = layout({});
  const drag = (name: string) => (width: number) => {
    for (const [variable, value] of Object.entries(layout({ [name]: width }).variables))
      grid.current?.style.setProperty(variable, value);
  };
  const wraps = columns.some(({ wrap }) => wrap);
  const height = (wraps ? LEAST_HEIGHT : ROW_HEIGHT)[config.density ?? "normal"];
  const opens = lines.some((line) => "cells" in line && line.expandable);

  return (
    <section
      aria-label={t("scroll", { table: title })}
      data-print="table"
      onScroll={(event) => {
        const { scrollLeft, dataset } = event.currentTarget;
        if (scrollLeft > 0) dataset.scrolled = "";
        else delete dataset.scrolled;
      }}
      className="group/scroll min-h-0 flex-1 overflow-auto overscroll-x-contain outline-offset-[-2px]"
    >
      <table
        {...props.gridProps}
        ref={attach}
        role={props.tree ? "treegrid" : "grid"}
        aria-label={title}
        aria-rowcount={props.count === null ? -1 : props.count + (grandTotal ? 2 : 1)}
        aria-colcount={columns.length}
        aria-busy={props.dimmed}
        style={{ ...variables, minWidth } as CSSProperties}
        className="grid min-h-full w-full grid-rows-[auto_1fr_auto] text-12"
      >
        <thead {...ROLES.rowgroup} className="sticky top-0 z-20">
          {table.getHeaderGroups().map((group) => (
            <tr
              key={group.id}
              {...ROLES.row}
              className={cn(ROW_CLASS, "h-8 border-line border-y bg-sunken pointer-coarse:h-11")}
            >
              {group.headers.map((header, i) => {
                const column = columns[i];
                return column ? (
                  <TableHeader
                    key={header.id}
                    header={header}
                    index={i}
                    frozen={places.frozenAt(i)}
                    several={sorting.length > 1}
                    style={places.style(i)}
                    menu={props.menuFor(column)}
                    onDropColumn={(name) => props.onMove(name, column.name)}
                    onDrag={drag(column.name)}
                    onResize={(width) => props.onResize(column.name, width)}
                    onFit={() => props.onResize(column.name, null)}
                  />
                ) : null;
              })}
            </tr>
          ))}
        </thead>
        <tbody {...ROLES.rowgroup} className={cn("transition-opacity", props.dimmed && "opacity-45")}>
          {lines.length === 0 ? (
            <tr {...ROLES.row} className="sticky left-0 block w-[100cqw] max-w-full">
              <td {...ROLES.cell} className="block">
                {empty}
              </td>
            </tr>
          ) : null}
          {lines.map((line, r) => (
            <GridRow
              key={line.key}
              line={line}
              row={r}
              grid={props}
              places={places}
              className={cn(ROW_CLASS, height)}
              opens={opens}
            />
          ))}
        </tbody>
        {grandTotal && lines.length > 0 ? (
          <tfoot {...ROLES.rowgroup} className="sticky bottom-0 z-20">
            <GridTotal grandTotal={grandTotal} grid={props} places={places} className={ROW_CLASS} />
          </tfoot>
        ) : null}
      </table>
    </section>
  );
}
