"use client";

import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from "react";
import { createStore, type StoreApi } from "zustand";
import type { AskedLines } from "@/components/table/use-table-lines";
import { type ApiFailure, askApi } from "@/lib/http/ask-api";
import type { Result } from "@/lib/query/result";
import type { RowWindow } from "@/lib/query/row-window";
import { type CellSelection, rangeBounds } from "@/lib/table/cell-selection";
import type { TableColumn } from "@/lib/table/columns";
import { type GridLine, gridLines, totalLine } from "@/lib/table/grid-line";
import { type LineList, mappedLines, windowLines } from "@/lib/table/line-list";
import { WINDOW_ROWS } from "@/lib/table/plan-windows";
import { type TableLine, type TreeColumns, tableLines } from "@/lib/table/table-lines";
import type { TableSource } from "@/lib/table/table-tree";
import { type AskWindow, type LoadedRows, NO_ROWS, WindowLoader } from "@/lib/table/window-loader";

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

/** What comes as one scrolls, for who draws it. */
export interface Watch {
  subscribe: (changed: () => void) => () => void;
  /** Another one when something has come. */
  snapshot: () => unknown;
}

export interface ScrollRows {
  /** By position; as many as there are, as far as one knows. The same list while windows come: see `watch`. */
  lines: LineList<TableLine>;
  watch: Watch;
  /** Null until the first window has come. */
  total: number | null;
  cut: boolean;
  grandTotal: Result["grandTotal"];
  error: ApiFailure | null;
  retry: () => void;
  sight: StoreApi<Sight | null>;
  onSight: (first: number, last: number) => void;
  /** Asks for rows that are about to be in sight, before anything is drawn. */
  onMove: (first: number, last: number) => void;
  /** Lines of any rows, wherever one has scrolled to; null where they can't be had. */
  read: (from: number, to: number, signal: AbortSignal) => Promise<TableLine[] | null>;
}

const ask: AskWindow = (question, signal) =>
  askApi<RowWindow>("/api/v1/query/windows", { method: "POST", json: question, signal });
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
  const watch = useMemo(
    (): Watch => ({
      subscribe: loader?.subscribe ?? nothing,
      snapshot: () => loader?.snapshot().windows ?? NO_ROWS.windows,
    }),
    [loader],
  );
  // What changes with each window is for those who draw rows: the whole table is not drawn anew for it.
  const known = <K extends keyof LoadedRows>(key: K): (() => LoadedRows[K]) => {
    return () => (loader?.snapshot() ?? NO_ROWS)[key];
  };
  const before =
    <K extends keyof LoadedRows>(key: K) =>
    (): LoadedRows[K] =>
      NO_ROWS[key];
  const total = useSyncExternalStore(watch.subscribe, known("total"), before("total"));
  const cut = useSyncExternalStore(watch.subscribe, known("cut"), before("cut"));
  const loadedTotal = useSyncExternalStore(watch.subscribe, known("grandTotal"), before("grandTotal"));
  const error = useSyncExternalStore(watch.subscribe, known("error"), before("error"));
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
  const lines = useMemo(
    () =>
      windowLines({
        length: total ?? offset + (first?.length ?? 0) + (truncated ? WINDOW_ROWS : 0),
        windows: () => loader?.snapshot().windows ?? NO_ROWS.windows,
        linesOf,
        first: { offset, lines: first ?? [] },
      }),
    [first, offset, truncated, total, linesOf, loader],
  );

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
  const { retry, want: onMove } = loader;
  const grandTotal = loadedTotal ?? input.result.grandTotal;
  return { lines, watch, total, cut, grandTotal, error, retry, sight, onSight, onMove, read };
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
): { lines: LineList<GridLine>; of: (line: TableLine) => GridLine } | null {
  const of = useMemo(() => {
    const known = new WeakMap<TableLine, GridLine>();
    return (line: TableLine): GridLine => {
      const found = known.get(line) ?? gridLines([line], undefined, columns, { config, treeColumn, rows })[0];
      if (!found) throw new Error("a line has a line");
      known.set(line, found);
      return found;
    };
  }, [columns, treeColumn, config, rows]);
  const lines = scroll?.lines;
  return useMemo(() => {
    if (!lines) return null;
    const last = grandTotal && lines.length > 0 ? totalLine(grandTotal, columns) : undefined;
    return { lines: mappedLines(lines, of, last), of };
  }, [lines, grandTotal, columns, of]);
}

/** The rows selected, for the clipboard: those that have not come are read first. */
export async function selectedLines(
  selection: CellSelection,
  { lines, of, scroll }: { lines: LineList<GridLine>; of: (line: TableLine) => GridLine; scroll: ScrollRows },
  signal: AbortSignal,
): Promise<readonly GridLine[] | null> {
  const all: GridLine[] = [];
  const rows = scroll.lines.length;
  for (const range of selection.ranges) {
    const { top, bottom } = rangeBounds(range);
    const end = Math.min(bottom + 1, rows);
    let missing = false;
    for (let row = top; row < end && !missing; row++) missing = lines.at(row) === undefined;
    const some = missing ? await scroll.read(top, end, signal) : null;
    if (missing && !some) return null;
    for (let row = top; row < end; row++) {
      const read = some?.[row - top];
      const line = some ? read && of(read) : lines.at(row);
      if (line) all[row] = line;
    }
    const total = lines.at(rows);
    if (bottom >= rows && total) all[rows] = total;
  }
  return all;
}
