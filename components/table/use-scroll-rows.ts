"use client";

import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from "react";
import { createStore, type StoreApi } from "zustand";
import type { AskedLines } from "@/components/table/use-table-lines";
import type { Result } from "@/lib/query/result";
import type { RowWindow } from "@/lib/query/row-window";
import { askApi, type QueryError } from "@/lib/query/use-query";
import { type CellSelection, rangeBounds } from "@/lib/table/cell-selection";
import type { TableColumn } from "@/lib/table/columns";
import { type GridLine, gridLines, totalLine } from "@/lib/table/grid-line";
import { WINDOW_ROWS } from "@/lib/table/plan-windows";
import { type TableLine, type TreeColumns, tableLines } from "@/lib/table/table-lines";
import type { TableSource } from "@/lib/table/table-tree";
import { type AskWindow, NO_ROWS, WindowLoader } from "@/lib/table/window-loader";

export interface ScrollInput {
  source: TableSource;
  /** What `result` answers. */
  seen: AskedLines;
  /** The rows that came with the page, where the scroll begins. */
  result: Result;
  columns: TreeColumns;
  lines: readonly TableLine[];
  onRow: (row: number) => void;
}

export interface Sight {
  first: number;
  last: number;
}

export interface ScrollRows {
  /** By position, with holes where they have not come; as many as there are, as far as one knows. */
  lines: readonly TableLine[];
  /** Null until the first window has come. */
  total: number | null;
  cut: boolean;
  grandTotal: Result["grandTotal"];
  error: QueryError | null;
  retry: () => void;
  sight: StoreApi<Sight | null>;
  onSight: (first: number, last: number) => void;
  /** Lines of any rows, wherever one has scrolled to; null where they can't be had. */
  read: (from: number, to: number, signal: AbortSignal) => Promise<TableLine[] | null>;
}

const ask: AskWindow = (question, signal) =>
  askApi<RowWindow>("/api/v1/query/windows", JSON.stringify(question), signal);
const nothing = () => () => {};

/**
 * All rows of a table as one scrolls through them; null input where they come in pages.
 * @param of what all of them belong to: when the server answers anew, they are read anew
 */
export function useScrollRows(input: ScrollInput | null, of: unknown): ScrollRows | null {
  const [sight] = useState(() => createStore<Sight | null>(() => null));
  const key = input ? keyOf(input.seen) : null;
  const loader = useMemo(() => (key === null ? null : new WindowLoader(JSON.parse(key), ask)), [key]);
  useEffect(() => loader?.end, [loader]);
  const readFor = useRef(of);
  useEffect(() => {
    if (readFor.current === of) return;
    readFor.current = of;
    loader?.renew();
  }, [loader, of]);
  const loaded = useSyncExternalStore(
    loader?.subscribe ?? nothing,
    loader?.snapshot ?? (() => NO_ROWS),
    () => NO_ROWS,
  );
  const { source, seen, columns, onRow } = input ?? {};
  const linesOf = useMemo(() => {
    const known = new WeakMap<Result, TableLine[]>();
    return (result: Result): TableLine[] => {
      const before = known.get(result);
      if (before || !source || !seen || !columns) return before ?? [];
      const { root, config, into } = seen;
      const inside = () => ({ asked: root, result: null, error: null });
      const { lines } = tableLines({ source, config, columns, root, result, into, inside });
      known.set(result, lines);
      return lines;
    };
  }, [source, seen, columns]);

  const first = input?.lines;
  const offset = seen?.root.window.offset ?? 0;
  const truncated = input?.result.meta.truncated ?? false;
  const { windows, total } = loaded;
  const lines = useMemo(() => {
    const all: TableLine[] = [];
    const known = total ?? offset + (first?.length ?? 0) + (truncated ? WINDOW_ROWS : 0);
    const put = (from: number, some: readonly TableLine[]) => {
      some.forEach((line, i) => {
        if (from + i < known) all[from + i] = line;
      });
    };
    if (first) put(offset, first);
    for (const [window, result] of windows) put(window * WINDOW_ROWS, linesOf(result));
    all.length = known;
    return all;
  }, [first, offset, truncated, windows, total, linesOf]);

  const onSight = useCallback(
    (from: number, to: number) => {
      sight.setState({ first: from, last: to }, true);
      loader?.want(from, to);
      onRow?.(from);
    },
    [sight, loader, onRow],
  );
  const read: ScrollRows["read"] = async (from, to, signal) => {
    const rows = (await loader?.read(from, to, signal)) ?? null;
    if (!rows || !input) return null;
    return linesOf({ ...input.result, rows: rows.map((row) => [...row]) });
  };
  if (!input || !loader) return null;
  const grandTotal = windows.values().next().value?.grandTotal ?? input.result.grandTotal;
  const { cut, error } = loaded;
  return { lines, total, cut, grandTotal, error, retry: loader.retry, sight, onSight, read };
}

const keyOf = ({ root }: AskedLines): string => {
  const { limit: _limit, offset: _offset, ...query } = root.query;
  return JSON.stringify(query);
};

interface GridInput {
  columns: readonly TableColumn[];
  treeColumn: string | null;
  config: Parameters<typeof gridLines>[3]["config"];
  /** The depth of the rows. */
  rows: number;
}

/** The cells of a scroll, with holes where they have not come, and the grand total below; null where rows come in pages. */
export function useScrollLines(
  scroll: ScrollRows | null,
  grandTotal: Result["grandTotal"],
  { columns, treeColumn, config, rows }: GridInput,
): { lines: readonly GridLine[]; of: (lines: readonly TableLine[]) => GridLine[] } | null {
  const of = useMemo(() => {
    const known = new WeakMap<TableLine, GridLine>();
    return (lines: readonly TableLine[]): GridLine[] =>
      lines.map((line) => {
        const found =
          known.get(line) ?? gridLines([line], undefined, columns, { config, treeColumn, rows })[0];
        if (!found) throw new Error("a line has a line");
        known.set(line, found);
        return found;
      });
  }, [columns, treeColumn, config, rows]);
  const lines = scroll?.lines;
  return useMemo(() => {
    if (!lines) return null;
    const all: GridLine[] = [];
    // Only what has come: of the rest there may be a million.
    for (const row of Object.keys(lines)) {
      const line = lines[Number(row)];
      const [cells] = line ? of([line]) : [];
      if (cells) all[Number(row)] = cells;
    }
    all.length = lines.length;
    if (grandTotal && lines.length > 0) all.push(totalLine(grandTotal, columns));
    return { lines: all, of };
  }, [lines, grandTotal, columns, of]);
}

/** The rows selected, for the clipboard: those that have not come are read first. */
export async function selectedLines(
  selection: CellSelection,
  {
    lines,
    of,
    scroll,
  }: { lines: readonly GridLine[]; of: (some: readonly TableLine[]) => GridLine[]; scroll: ScrollRows },
  signal: AbortSignal,
): Promise<readonly GridLine[] | null> {
  const all: GridLine[] = [];
  const rows = scroll.lines.length;
  for (const range of selection.ranges) {
    const { top, bottom } = rangeBounds(range);
    const end = Math.min(bottom + 1, rows);
    let missing = false;
    for (let row = top; row < end && !missing; row++) missing = lines[row] === undefined;
    const some = missing ? await scroll.read(top, end, signal) : null;
    if (missing && !some) return null;
    const found = some ? of(some) : lines.slice(top, end);
    found.forEach((line, i) => {
      all[top + i] = line;
    });
    const total = lines[rows];
    if (bottom >= rows && total) all[rows] = total;
  }
  return all;
}
