"use client";

import { type SortingState, useTable } from "@tanstack/react-table";
import { useTranslations } from "next-intl";
import { type CSSProperties, type ReactNode, useCallback, useMemo, useRef } from "react";
import { CellContent } from "@/components/table/cell-content";
import { columnDefs, features } from "@/components/table/column-defs";
import { NoteLine } from "@/components/table/note-line";
import { FROZEN_EDGE, FROZEN_START, TableHeader } from "@/components/table/table-header";
import { INDENT, TreeCell } from "@/components/table/tree-cell";
import type { Cells } from "@/components/table/use-cell-selection";
import type { DrawFormats } from "@/components/table/use-draw-formats";
import { cn } from "@/components/ui/cn";
import type { Locale } from "@/lib/format/format";
import { deltaTone } from "@/lib/format/format-delta";
import type { Sort } from "@/lib/query/query";
import type { Cell, Result } from "@/lib/query/result";
import {
  cellText,
  drawnColumn,
  frozenRightShown,
  frozenShown,
  type TableColumn,
  type TableRow,
} from "@/lib/table/columns";
import { gridLayout } from "@/lib/table/grid-layout";
import type { CellOf } from "@/lib/table/meets-rule";
import { type LinePath, sortList, type TableConfig } from "@/lib/table/table-config";
import type { DataLine, TableLine } from "@/lib/table/table-lines";

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

const JUSTIFY = { start: "justify-start", center: "justify-center", end: "justify-end" } as const;
const NO_CELLS: TableRow = [];
const NOTHING_DRAWN = () => undefined;

export interface TableGridProps {
  title: string;
  lines: readonly TableLine[];
  grandTotal: Result["grandTotal"];
  /** The columns shown, in order. */
  columns: readonly TableColumn[];
  /** The column of the levels: names stand in, lines open there. */
  treeColumn: string | null;
  /** There are groups, or lines that are open. */
  tree: boolean;
  onToggle: (line: DataLine) => void;
  onInto: (line: DataLine) => void;
  onMore: (path: LinePath) => void;
  onRetry: (path: LinePath) => void;
  /** Puts a column where another stands. */
  onMove: (name: string, onto: string) => void;
  config: TableConfig;
  /** Rows over all pages, for the totals row. */
  total: number | null;
  /** Lines over all pages, for screen readers. */
  count: number | null;
  /** Rows before this page. */
  offset: number;
  locale: Locale;
  timezone: string;
  /** New rows are on their way: the old ones stay, dimmed. */
  dimmed: boolean;
  /** Instead of rows. */
  empty: ReactNode;
  draw: DrawFormats;
  /** A line's values by name, for its formats. */
  cellOf: (line: DataLine) => CellOf;
  menuFor: (column: TableColumn) => ReactNode;
  /** Selection, keys and focus, for the element with the grid's role. */
  gridProps: Cells["gridProps"];
  onSort: (sort: Sort[]) => void;
  onResize: (name: string, width: number | null) => void;
}

/** The table itself: sticky head, frozen columns, one page of rows, the grand total pinned below. */
export function TableGrid(props: TableGridProps) {
  const { title, lines, grandTotal, columns, config, total, locale, timezone, empty, onSort } = props;
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
  const frozen = useMemo(() => frozenShown(columns, config), [columns, config]);
  const frozenSet = useMemo(() => new Set(frozen), [frozen]);
  const right = useMemo(() => frozenRightShown(columns, config), [columns, config]);
  const rightSet = useMemo(() => new Set(right), [right]);
  const data = useMemo(
    () => lines.map((line): TableRow => ("cells" in line ? line.cells : NO_CELLS)),
    [lines],
  );
  const table = useTable({
    features,
    columns: defs,
    data,
    state: { sorting, columnPinning: { start: frozen, end: right } },
    manualSorting: true,
    onSortingChange: (updater) => {
      const next = typeof updater === "function" ? updater(sorting) : updater;
      onSort(next.map(({ id, desc }): Sort => ({ column: id, direction: desc ? "desc" : "asc" })));
    },
  });

  const { variables, minWidth } = gridLayout(columns, frozenSet, {}, rightSet);
  const drag = (name: string) => (width: number) => {
    for (const [variable, value] of Object.entries(
      gridLayout(columns, frozenSet, { [name]: width }, rightSet).variables,
    ))
      grid.current?.style.setProperty(variable, value);
  };
  const frozenAt = (i: number) => {
    const name = columns[i]?.name ?? "";
    if (rightSet.has(name)) return { last: false, first: name === right[0] };
    return frozenSet.has(name) ? { last: name === frozen.at(-1), first: false } : null;
  };
  const cellClass = (i: number) => {
    const at = frozenAt(i);
    return cn(
      "flex min-w-0 items-center px-2 first:pl-3 last:pr-3",
      JUSTIFY[columns[i]?.align ?? "start"],
      at && "sticky z-10",
      at?.last && FROZEN_EDGE,
      at?.first && FROZEN_START,
    );
  };
  const left = (i: number): CSSProperties => {
    if (!frozenAt(i)) return {};
    return rightSet.has(columns[i]?.name ?? "")
      ? { right: `var(--right-${i})` }
      : { left: `var(--left-${i})` };
  };
  const rowClass = "grid grid-cols-(--cols)";
  const wraps = columns.some(({ wrap }) => wrap);
  const height = (wraps ? LEAST_HEIGHT : ROW_HEIGHT)[config.density ?? "normal"];
  const rows = table.getRowModel().rows;
  const drawnTotal = props.draw((name) => grandTotal?.[name], "total");
  const opens = lines.some((line) => "cells" in line && line.expandable);

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
          {rows.length === 0 ? (
            <tr {...ROLES.row} className="sticky left-0 block w-[100cqw] max-w-full">
              <td {...ROLES.cell} className="block">
                {empty}
              </td>
            </tr>
          ) : null}
          {rows.map((row, r) => {
            const line = lines[r];
            if (!line) return null;
            if (!("cells" in line))
              return (
                <tr
                  key={line.key}
                  {...ROLES.row}
                  aria-rowindex={props.offset + r + 2}
                  aria-level={props.tree ? line.depth + 1 : undefined}
                  className={cn(rowClass, height, "border-line border-b")}
                >
                  <NoteLine
                    line={line}
                    row={r}
                    columns={columns.length}
                    onMore={props.onMore}
                    onRetry={props.onRetry}
                  />
                </tr>
              );
            const heavy = line.kind !== "row";
            const back = heavy ? "bg-sunken" : "bg-surface";
            const drawn = line.valued
              ? props.draw(props.cellOf(line), line.kind === "row" && line.detailed ? "data" : "subtotal")
              : NOTHING_DRAWN;
            return (
              <tr
                key={line.key}
                {...ROLES.row}
                aria-rowindex={props.offset + r + 2}
                aria-level={props.tree ? line.depth + 1 : undefined}
                aria-expanded={props.tree && line.expandable ? line.open : undefined}
                className={cn(
                  rowClass,
                  height,
                  "group/row border-line border-b hover:bg-hover",
                  heavy && "bg-sunken font-medium",
                )}
              >
                {row.getAllCells().map((cell, i) => {
                  const shown = columns[i];
                  if (!shown) return null;
                  const value = cell.getValue() as Cell;
                  const named = shown.name === props.treeColumn;
                  const own = named && line.own ? drawnColumn(line.own, config) : shown.column;
                  const isDimension = shown.column.kind === "dimension";
                  const blank = isDimension ? !named && !line.detailed : !line.valued;
                  const { css, mark } = drawn(own.name) ?? {};
                  const Tag = isDimension ? "th" : "td";
                  const content = (
                    <CellContent
                      shown={{ ...shown, column: own }}
                      value={value}
                      locale={locale}
                      timezone={timezone}
                      word={
                        named && line.kind === "subtotal"
                          ? (text) => t("subtotalOf", { line: text })
                          : undefined
                      }
                    />
                  );
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
                        heavy ? "font-medium" : "font-normal",
                        frozenAt(i) && !css?.backgroundColor && cn(back, "group-hover/row:bg-hover"),
                        value === null && "text-ink-3",
                        isBad(shown, value) && "text-neg",
                        shown.wrap && "py-1",
                      )}
                    >
                      {blank ? null : (
                        <>
                          {mark}
                          {named && line.kind !== "subtotal" ? (
                            <TreeCell
                              line={line}
                              text={cellText(own, value, locale, timezone)}
                              tree={opens}
                              onToggle={props.onToggle}
                              onInto={props.onInto}
                            >
                              {content}
                            </TreeCell>
                          ) : named ? (
                            <span
                              className="flex min-w-0"
                              style={{ paddingLeft: `${line.depth * INDENT + 20}px` }}
                            >
                              {content}
                            </span>
                          ) : (
                            content
                          )}
                        </>
                      )}
                    </Tag>
                  );
                })}
              </tr>
            );
          })}
        </tbody>
        {grandTotal && rows.length > 0 ? (
          <tfoot {...ROLES.rowgroup} className="sticky bottom-0 z-20">
            <tr
              {...ROLES.row}
              aria-rowindex={props.count === null ? undefined : props.count + 2}
              className={cn(
                rowClass,
                "h-8 border-line-ctl border-t bg-surface font-semibold pointer-coarse:h-11",
              )}
            >
              {columns.map((shown, i) => {
                const value = grandTotal[shown.name];
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
