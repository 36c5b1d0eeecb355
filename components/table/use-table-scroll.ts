"use client";

import { useCallback, useMemo, useRef } from "react";
import type { GridScroll } from "@/components/table/grid-props";
import {
  type ScrollRows,
  selectedLines,
  useScrollLines,
  useScrollRows,
  type Watch,
} from "@/components/table/use-scroll-rows";
import type { ScrollStart } from "@/components/table/use-scroll-start";
import type { useTableAnswer } from "@/components/table/use-table-answer";
import type { Result } from "@/lib/query/result";
import type { CellAt, CellSelection } from "@/lib/table/cell-selection";
import { type GridLine, gridLines } from "@/lib/table/grid-line";
import type { LineList } from "@/lib/table/line-list";
import { scrolls, type TableSource } from "@/lib/table/table-tree";

/** Nobody waits longer for what they copied. */
const COPY_MS = 60_000;
const NO_LINES: GridLine[] = [];
const sameRow = (row: number) => row;

type Answer = ReturnType<typeof useTableAnswer>;

export interface TableScroll {
  /** Null where rows come in pages. */
  rows: ScrollRows | null;
  /** For the grid. */
  grid: GridScroll | null;
  total: number | null;
  grandTotal: Result["grandTotal"];
  /** Changes when other rows come. */
  key: string;
}

/**
 * A table's rows as one scrolls through them, where it does not show them in pages.
 * @param initial the server's answer: with another all rows are read anew
 */
export function useTableScroll(
  source: TableSource,
  start: ScrollStart,
  answer: Answer,
  initial: unknown,
): TableScroll {
  const { seen, result, drawn, lines } = answer;
  const { onRow } = start;
  const rows = useScrollRows(
    useMemo(
      () =>
        result && drawn && scrolls(seen.config, seen.root)
          ? { source, seen, result, columns: drawn, lines, onRow }
          : null,
      [source, seen, result, drawn, lines, onRow],
    ),
    initial,
  );
  const question = JSON.stringify(seen.root.query);
  const key = `${start.round} ${question}`;
  const row = seen.root.window.offset;
  const { onSight, onMove, watch } = rows ?? {};
  const grid = useMemo(
    () => (onSight && onMove && watch ? { start: { key, row }, onSight, onMove, watch } : null),
    [onSight, onMove, watch, key, row],
  );
  return {
    rows,
    grid,
    total: rows ? rows.total : answer.total,
    grandTotal: answer.grandTotal && (rows?.grandTotal ?? answer.grandTotal),
    key: rows ? question : lines.map((line) => line.key).join("\n"),
  };
}

export interface TableCells {
  lines: LineList<GridLine>;
  /** Says when lines come that were not there. */
  watch: Watch | undefined;
  /** The lines of a selection, those that have not come too; undefined where all are at hand. */
  fetchLines: ((selection: CellSelection) => Promise<readonly GridLine[] | null>) | undefined;
}

/** The cells of a table's lines, by row. @param there false where there is no grid */
export function useTableCells(
  { rows: scroll, grandTotal }: TableScroll,
  { seen, seenTree, lines }: Answer,
  there: boolean,
  { columns, config, treeColumn }: Omit<Parameters<typeof useScrollLines>[2], "rows">,
): TableCells {
  const rows = seenTree.rows - seen.root.level;
  const scrolled = useScrollLines(scroll, grandTotal, { columns, treeColumn, config, rows });
  const paged = useMemo(
    () => (there && !scroll ? gridLines(lines, grandTotal, columns, { config, treeColumn, rows }) : NO_LINES),
    [there, scroll, lines, grandTotal, columns, config, treeColumn, rows],
  );
  return {
    lines: there && scrolled ? scrolled.lines : paged,
    watch: scroll?.watch,
    fetchLines:
      scroll && scrolled
        ? (selection) => selectedLines(selection, { ...scrolled, scroll }, AbortSignal.timeout(COPY_MS))
        : undefined,
  };
}

/** Where found rows are: a scroll is one page of all rows. */
export const findPlace = (
  scroll: TableScroll,
  page: { pageSize: number; page: number; lineOf: Answer["lineOf"] },
) => (scroll.rows ? { lineOf: sameRow, pageSize: Number.MAX_SAFE_INTEGER, page: 1 } : page);

/** Brings a cell into sight by what the grid has said does so. */
export function useReveal(): [(at: CellAt) => void, (show: (at: CellAt) => void) => void] {
  const show = useRef<(at: CellAt) => void>(() => {});
  const reveal = useCallback((at: CellAt) => show.current(at), []);
  const onReveal = useCallback((next: (at: CellAt) => void) => {
    show.current = next;
  }, []);
  return [reveal, onReveal];
}
