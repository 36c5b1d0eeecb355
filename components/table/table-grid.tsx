"use client";

import { type SortingState, useTable } from "@tanstack/react-table";
import { useTranslations } from "next-intl";
import { type CSSProperties, type ReactNode, useCallback, useMemo, useRef } from "react";
import { CellContent } from "@/components/table/cell-content";
import { columnDefs, features } from "@/components/table/column-defs";
import { FROZEN_EDGE, TableHeader } from "@/components/table/table-header";
import type { Cells } from "@/components/table/use-cell-selection";
import type { DrawFormats } from "@/components/table/use-draw-formats";
import { cn } from "@/components/ui/cn";
import type { Locale } from "@/lib/format/format";
import { deltaTone } from "@/lib/format/format-delta";
import type { Sort } from "@/lib/query/query";
import type { Cell, Result } from "@/lib/query/result";
import { frozenShown, type TableColumn } from "@/lib/table/columns";
import { gridLayout } from "@/lib/table/grid-layout";
import { sortList, type TableConfig } from "@/lib/table/table-config";

/** `display: grid` takes table roles away in some browsers: they are said once more. */
const ROLES = {
  table: { role: "grid" },
  rowgroup: { role: "rowgroup" },
  row: { role: "row" },
  cell: { role: "gridcell" },
} as const;

const ROW_HEIGHT = {
  compact: "h-7 pointer-coarse:h-10",
  normal: "h-8 pointer-coarse:h-10",
  roomy: "h-10",
} as const;

export interface TableGridProps {
  title: string;
  result: Result;
  /** The columns shown, in order. */
  columns: readonly TableColumn[];
  config: TableConfig;
  /** Rows over all pages, for screen readers and the totals row. */
  total: number | null;
  /** Rows before this page. */
  offset: number;
  locale: Locale;
  timezone: string;
  /** New rows are on their way: the old ones stay, dimmed. */
  dimmed: boolean;
  /** Instead of rows. */
  empty: ReactNode;
  draw: DrawFormats;
  menuFor: (column: TableColumn) => ReactNode;
  /** Selection, keys and focus, for the element with the grid's role. */
  gridProps: Cells["gridProps"];
  onSort: (sort: Sort[]) => void;
  onResize: (name: string, width: number | null) => void;
}

/** The table itself: sticky head, frozen columns, one page of rows, the grand total pinned below. */
export function TableGrid(props: TableGridProps) {
  const { title, result, columns, config, total, locale, timezone, empty, onSort } = props;
  const t = useTranslations("table");
  const grid = useRef<HTMLTableElement>(null);
  const cellOf = (row: readonly Cell[]) => (name: string) =>
    row[result.columns.findIndex((column) => column.name === name)];
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
  const frozen = useMemo(() => frozenShown(columns, config), [columns, config]);
  const frozenSet = useMemo(() => new Set(frozen), [frozen]);
  const table = useTable({
    features,
    columns: defs,
    data: result.rows,
    state: { sorting, columnPinning: { start: frozen, end: [] } },
    manualSorting: true,
    onSortingChange: (updater) => {
      const next = typeof updater === "function" ? updater(sorting) : updater;
      onSort(next.map(({ id, desc }): Sort => ({ column: id, direction: desc ? "desc" : "asc" })));
    },
  });

  const { variables, minWidth } = gridLayout(columns, frozenSet);
  const drag = (name: string) => (width: number) => {
    for (const [variable, value] of Object.entries(
      gridLayout(columns, frozenSet, { [name]: width }).variables,
    ))
      grid.current?.style.setProperty(variable, value);
  };
  const frozenAt = (i: number) => {
    const name = columns[i]?.name ?? "";
    return frozenSet.has(name) ? { last: name === frozen.at(-1) } : null;
  };
  const cellClass = (i: number) => {
    const at = frozenAt(i);
    return cn(
      "flex min-w-0 items-center px-2 first:pl-3 last:pr-3",
      columns[i]?.align === "end" ? "justify-end" : "justify-start",
      at && "sticky z-10",
      at?.last && FROZEN_EDGE,
    );
  };
  const left = (i: number): CSSProperties => (frozenAt(i) ? { left: `var(--left-${i})` } : {});
  const rowClass = "grid grid-cols-(--cols)";
  const height = ROW_HEIGHT[config.density ?? "normal"];
  const rows = table.getRowModel().rows;
  const drawnTotal = props.draw((name) => result.grandTotal?.[name], "total");

  return (
    <section
      aria-label={t("scroll", { table: title })}
      onScroll={(event) => {
        const { scrollLeft, dataset } = event.currentTarget;
        if (scrollLeft > 0) dataset.scrolled = "";
        else delete dataset.scrolled;
      }}
      className="group/scroll min-h-0 flex-1 overflow-auto overscroll-x-contain outline-offset-[-2px]"
    >
      <table
        {...ROLES.table}
        {...props.gridProps}
        ref={attach}
        aria-label={title}
        aria-rowcount={total === null ? -1 : total + 2}
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
              className={cn(rowClass, "h-8 border-line border-y bg-sunken pointer-coarse:h-11")}
            >
              {group.headers.map((header, i) => {
                const column = columns[i];
                return column ? (
                  <TableHeader
                    key={header.id}
                    header={header}
                    index={i}
                    frozen={frozenAt(i)}
                    several={sorting.length > 1}
                    style={left(i)}
                    menu={props.menuFor(column)}
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
          {rows.length === 0 ? (
            <tr {...ROLES.row} className="sticky left-0 block w-[100cqw] max-w-full">
              <td {...ROLES.cell} className="block">
                {empty}
              </td>
            </tr>
          ) : null}
          {rows.map((row, r) => {
            const drawn = props.draw(cellOf(row.original), "data");
            return (
              <tr
                key={row.id}
                {...ROLES.row}
                aria-rowindex={props.offset + r + 2}
                className={cn(rowClass, height, "group/row border-line border-b hover:bg-hover")}
              >
                {row.getAllCells().map((cell, i) => {
                  const shown = columns[i];
                  if (!shown) return null;
                  const value = cell.getValue() as Cell;
                  const { css, mark } = drawn(shown.name) ?? {};
                  const Tag = shown.column.kind === "dimension" ? "th" : "td";
                  return (
                    <Tag
                      key={cell.id}
                      role={Tag === "th" ? "rowheader" : "gridcell"}
                      data-cell={`${r}:${i}`}
                      aria-colindex={i + 1}
                      {...(Tag === "th" ? { scope: "row" } : {})}
                      style={{ ...left(i), ...css }}
                      className={cn(
                        cellClass(i),
                        "font-normal",
                        frozenAt(i) && !css?.backgroundColor && "bg-surface group-hover/row:bg-hover",
                        value === null && "text-ink-3",
                        isBad(shown, value) && "text-neg",
                      )}
                    >
                      {mark}
                      <CellContent shown={shown} value={value} locale={locale} timezone={timezone} />
                    </Tag>
                  );
                })}
              </tr>
            );
          })}
        </tbody>
        {result.grandTotal && rows.length > 0 ? (
          <tfoot {...ROLES.rowgroup} className="sticky bottom-0 z-20">
            <tr
              {...ROLES.row}
              aria-rowindex={total === null ? undefined : total + 2}
              className={cn(
                rowClass,
                "h-8 border-line-ctl border-t bg-surface font-semibold pointer-coarse:h-11",
              )}
            >
              {columns.map((shown, i) => {
                const value = result.grandTotal?.[shown.name];
                const first = i === 0 && shown.column.kind === "dimension";
                const { css, mark } = drawnTotal(shown.name) ?? {};
                return (
                  <td
                    key={shown.name}
                    role={first ? "rowheader" : "gridcell"}
                    data-cell={`${rows.length}:${i}`}
                    aria-colindex={i + 1}
                    style={{ ...left(i), ...css }}
                    className={cn(cellClass(i), frozenAt(i) && "bg-surface", props.dimmed && "text-ink-3")}
                  >
                    {first ? (
                      <span className="truncate">
                        {t("total")}
                        {total === null ? null : (
                          <span className="ml-1.5 font-normal text-ink-2">
                            {t("totalRows", { count: total })}
                          </span>
                        )}
                      </span>
                    ) : shown.column.kind === "measure" ? (
                      <>
                        {mark}
                        <CellContent
                          shown={shown}
                          value={value ?? null}
                          locale={locale}
                          timezone={timezone}
                        />
                      </>
                    ) : null}
                  </td>
                );
              })}
            </tr>
          </tfoot>
        ) : null}
      </table>
    </section>
  );
}

/** Differences colour only bad news: the good are what one expects to read. */
const isBad = ({ column }: TableColumn, value: Cell): boolean =>
  (column.of?.part === "delta" || column.of?.part === "change") &&
  typeof value !== "boolean" &&
  deltaTone(value, column.good) === "bad";
