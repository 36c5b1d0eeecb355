"use client";

import { useTranslations } from "next-intl";
import { CellHint } from "@/components/table/cell-hint";
import { CellMenu } from "@/components/table/cell-menu";
import type { GridProps } from "@/components/table/grid-props";
import type { TableEdits } from "@/components/table/table-edits";
import { TableEmpty } from "@/components/table/table-empty";
import { TableGrid } from "@/components/table/table-grid";
import { TableSkeleton } from "@/components/table/table-skeleton";
import { TotalMenu, totalDrill } from "@/components/table/total-menu";
import type { Cells } from "@/components/table/use-cell-selection";
import type { useTableAnswer } from "@/components/table/use-table-answer";
import type { TableCross } from "@/components/table/use-table-cross";
import type { TableScroll } from "@/components/table/use-table-scroll";
import type { TableStateHook } from "@/components/table/use-table-state";
import { ErrorState } from "@/components/ui/error-state";
import type { TableSource } from "@/lib/table/table-tree";

/** What the grid is given as it is. */
type Handed =
  | "title"
  | "columns"
  | "treeColumn"
  | "config"
  | "draw"
  | "displays"
  | "isChosen"
  | "cellOf"
  | "menuFor"
  | "onReveal"
  | "locale"
  | "timezone";

export interface TableBodyProps extends Pick<GridProps, Handed> {
  source: TableSource;
  state: TableStateHook;
  answer: ReturnType<typeof useTableAnswer>;
  scroll: TableScroll;
  cells: Cells;
  edits: TableEdits;
  /** What the quick search looks for, and its change. */
  search: { text: string; onSearch: (text: string) => void };
  onFind: () => void;
  /** What its rows do to other widgets. */
  cross: TableCross | null;
}

/** A table's rows with all that is done to them, or why there are none. */
export function TableBody(props: TableBodyProps) {
  const { source, state, answer, scroll, cells, edits, search, onFind, cross, ...handed } = props;
  const t = useTranslations("table");
  const { columns } = source;
  const { config, page, into, change } = state;
  const { tree, root, result, error, loading, found, lines } = answer;
  const { rows: scrolled, total, grandTotal } = scroll;
  if (error)
    return (
      <ErrorState
        title={error.id === null ? t("unreachable") : error.message}
        id={error.id ?? undefined}
        onRetry={answer.refetch}
        retrying={loading}
        className="flex-1"
      />
    );
  if (!result)
    return (
      <div className="min-h-0 flex-1">
        <TableSkeleton columns={(handed.config.metrics?.length ?? 0) + 1} />
      </div>
    );
  const filters = config.filters ?? [];
  const drill = totalDrill(source, { tree, config, into, change });
  const isTree =
    tree.rows > 0 || into.length > 0 || lines.some((line) => line.depth > 0 || ("open" in line && line.open));
  return (
    <CellMenu
      cells={cells}
      known={columns}
      filters={filters}
      onSort={(column, direction) => change({ sort: [{ column, direction }] })}
      onFilter={edits.setFilter}
      onHide={edits.hide}
      onFind={onFind}
      total={drill}
      cross={cross}
    >
      <CellHint>
        <TableGrid
          {...handed}
          lines={scrolled?.lines ?? lines}
          opens={lines.some((line) => "cells" in line && line.expandable)}
          grandTotal={grandTotal}
          totalMenu={<TotalMenu {...drill} />}
          tree={isTree}
          total={total}
          count={total === null || scrolled ? total : total + lines.length - (found?.rows.length ?? 0)}
          offset={scrolled ? 0 : root.window.offset}
          scroll={scroll.grid}
          active={cells.active}
          dimmed={loading}
          totalDimmed={answer.totalsPending}
          empty={
            <TableEmpty
              filters={filters}
              search={search.text}
              onSearch={search.onSearch}
              columns={columns}
              page={page}
              onFilters={(next) => change({ filters: next })}
              onPage={state.setPage}
            />
          }
          gridProps={cells.gridProps}
          onSort={(sort) => change({ sort })}
          onResize={edits.setWidth}
          onToggle={edits.toggle}
          onInto={(line) => state.setInto(line.path)}
          onMore={answer.more}
          onRetry={answer.retry}
          onMove={(name, onto) => edits.moveTo(name, onto)?.()}
        />
      </CellHint>
    </CellMenu>
  );
}
