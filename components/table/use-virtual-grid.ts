"use client";

import {
  type RefObject,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useSyncExternalStore,
} from "react";
import { type Scrolled, useScrolled } from "@/components/table/use-scrolled";
import { useTextRows } from "@/components/table/use-text-rows";
import type { CellAt } from "@/lib/table/cell-selection";
import type { TableColumn } from "@/lib/table/columns";
import { columnsInSight, drawnPlaces, rowsInSight, type Span } from "@/lib/table/lines-in-sight";
import { drawnAt, drawnHeight, reveal, rowsOffset, scrolledTo } from "@/lib/table/scroll-map";
import type { TableConfig } from "@/lib/table/table-config";

/** Cells up to here are drawn whole: it costs less than keeping count of them. */
const WHOLE_CELLS = 1500;
const WHOLE_COLUMNS = 16;
/** Rows that are drawn before there is a window to measure: with the HTML. */
const FIRST_ROWS = 60;
/** Drawn beyond those in sight. */
const MORE_ROWS = 8;
const MORE_COLUMNS = 3;
/** px seen, until that can be measured. */
const FIRST_SIGHT = { width: 1200, height: 640 };

/** px, as the classes of rows say. */
const HEIGHTS = { compact: 28, normal: 32, roomy: 40 } as const;
const COARSE_HEIGHT = 40;

export interface VirtualGridInput {
  scroller: RefObject<HTMLElement | null>;
  /** Lines there are. */
  count: number;
  columns: readonly TableColumn[];
  frozen: (column: number) => boolean;
  density: TableConfig["density"];
  /** Rows may be higher than the least height. */
  wraps: boolean;
  /** Where a scroll of windows begins; null for a page, whose lines are all at hand. */
  start: { key: string; row: number } | null;
  /** The cell with the focus stays drawn. */
  active: () => CellAt;
  /** Changes with what stands above and below the rows whatever is scrolled. */
  fixed: string;
  /** Told of the lines about to be in sight as soon as one has scrolled, before they are drawn. */
  onMove?: ((first: number, last: number) => void) | undefined;
}

export interface VirtualGrid {
  /** The lines drawn, each with the px left empty above it. */
  rows: { index: number; gap: number }[];
  /** Of all lines, px; undefined where all are drawn. Whatever rows come and go, what is scrolled keeps its height. */
  height: number | undefined;
  /** The columns drawn; undefined for all. */
  columns: readonly number[] | undefined;
  /** For rows whose height their text decides. */
  measure: ((row: Element | null) => void) | undefined;
  /** Lines in sight, both included; null while nothing has been measured. */
  sight: Span | null;
  /** Brings a cell into sight, drawn or not. */
  reveal: (at: CellAt) => void;
}

const never = () => () => {};
let pointer: MediaQueryList | undefined;
const coarsePointer = () => {
  pointer ??= window.matchMedia("(pointer: coarse)");
  return pointer;
};
const watchPointer = (changed: () => void) => {
  const query = coarsePointer();
  query.addEventListener("change", changed);
  return () => query.removeEventListener("change", changed);
};

/** Only the lines and columns in sight are drawn, of pages with many cells and of scrolls that never end. */
export function useVirtualGrid(input: VirtualGridInput): VirtualGrid {
  const { scroller, count, columns, frozen, density, wraps, start, active, fixed, onMove } = input;
  const mounted = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  const coarse = useSyncExternalStore(
    watchPointer,
    () => coarsePointer().matches,
    () => false,
  );
  const height = coarse ? COARSE_HEIGHT : HEIGHTS[density ?? "normal"];
  const byRow = start !== null || count * columns.length > WHOLE_CELLS;
  const byColumn = byRow && columns.length > WHOLE_COLUMNS;

  /** What of the scroller rows are seen in: not its head, nor its total. Measured when that may be another, not as one scrolls. */
  const seen = useRef<number | null>(null);
  const view = useCallback(
    (anew = false) => {
      const element = scroller.current;
      if (!element) return 0;
      if (seen.current !== null && !anew) return seen.current;
      const parts = [...element.querySelectorAll<HTMLElement>("thead, tfoot")];
      const left = element.clientHeight - parts.reduce((sum, part) => sum + part.offsetHeight, 0);
      seen.current = Math.max(0, left);
      return seen.current;
    },
    [scroller],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: with these it is measured anew
  useLayoutEffect(() => {
    seen.current = null;
  }, [fixed, height, columns]);

  const size = useRef(0);
  const extent = useCallback(() => ({ total: size.current, view: view() }), [view]);
  const placed = useRef<string | null>(null);
  const beginning = () => {
    if (start && placed.current === null) return start.row * height;
    return rowsOffset(scroller.current?.scrollTop ?? 0, extent());
  };
  const textRows = useTextRows(mounted && byRow && wraps, {
    count,
    height,
    overscan: MORE_ROWS,
    scroller,
    view: FIRST_SIGHT.height,
    seenHeight: view,
    beginning,
    toRows: (scrolled) => rowsOffset(scrolled, extent()),
    toElement: (offset) => scrolledTo(offset, extent()),
    held: () => active().row,
  });
  size.current = mounted && byRow ? (textRows?.total() ?? count * height) : 0;

  // Other rows begin where they are to begin, not where the last ones had been scrolled to.
  useLayoutEffect(() => {
    if (!mounted || placed.current === (start?.key ?? null)) return;
    placed.current = start?.key ?? null;
    if (start && scroller.current) scroller.current.scrollTop = scrolledTo(start.row * height, extent());
  }, [start, mounted, height, extent, scroller]);

  const rowsAt = (offset: number, seenHeight: number) =>
    textRows ? textRows.span() : rowsInSight(count, height, offset, seenHeight);
  const widths = columns.map(({ width }) => width);
  const columnsAt = ({ left, width }: Pick<Scrolled, "left" | "width">) =>
    byColumn ? columnsInSight(widths, left, width) : null;
  const scrolled = useScrolled({
    enabled: mounted && byRow,
    scroller,
    seenHeight: view,
    onScroll: ({ top, height: seenHeight }) => {
      // Rows whose height is their text's are known once they are drawn.
      if (wraps || count === 0) return;
      const row = (place: number) => Math.max(0, Math.min(count - 1, Math.floor(place / height)));
      const at = rowsOffset(top, extent());
      onMove?.(row(at), row(at + seenHeight - 1));
    },
    drawn: (now) => {
      const rows = textRows ? null : rowsAt(rowsOffset(now.top, extent()), now.height);
      const across = columnsAt(now);
      return `${rows?.first} ${rows?.last} ${across?.first} ${across?.last}`;
    },
  });
  const offset =
    textRows?.offset() ??
    (scrolled ? rowsOffset(scrolled.top, extent()) : mounted && byRow ? beginning() : 0);
  const range = mounted && byRow ? rowsAt(offset, scrolled?.height ?? FIRST_SIGHT.height) : null;
  const virtual = range !== null;
  const drawn = useMemo(() => {
    if (!virtual) {
      const from = start ? Math.max(0, Math.min(start.row, count - 1)) : 0;
      const most = byRow ? Math.min(count, from + FIRST_ROWS) : count;
      return {
        rows: Array.from({ length: most - from }, (_, i) => ({ index: from + i, gap: 0 })),
        height: undefined,
      };
    }
    return null;
  }, [virtual, start, count, byRow]);

  const place = () => {
    const bounds = extent();
    let end = 0;
    const items =
      textRows?.places() ??
      (range ? drawnPlaces(range, MORE_ROWS, count, [active().row]) : []).map((index) => ({
        index,
        start: index * height,
        size: height,
      }));
    const placedRows = items.map(({ index, start: top, size: tall }) => {
      const at = Math.max(end, drawnAt(top, tall, offset, bounds));
      const gap = at - end;
      end = at + tall;
      return { index, gap };
    });
    return { rows: placedRows, height: drawnHeight(bounds) };
  };

  /** The row last brought into sight, until somebody scrolls: where texts decide heights, it moves as those are measured. */
  const wanted = useRef<number | null>(null);
  const revealRow = (row: number) => {
    const element = scroller.current;
    if (!element || !byRow || row >= count) return;
    const item = textRows?.placeOf(row) ?? { start: row * height, end: (row + 1) * height };
    const bounds = extent();
    const to = reveal(item, rowsOffset(element.scrollTop, bounds), bounds.view);
    if (to !== null) element.scrollTop = scrolledTo(to, bounds);
  };
  useEffect(() => {
    const element = scroller.current;
    if (!textRows || !element) return;
    const left = () => {
      wanted.current = null;
    };
    const ways = ["wheel", "pointerdown", "touchmove"] as const;
    for (const way of ways) element.addEventListener(way, left, { passive: true });
    return () => {
      for (const way of ways) element.removeEventListener(way, left);
    };
  }, [textRows, scroller]);
  useLayoutEffect(() => {
    if (textRows && wanted.current !== null) revealRow(wanted.current);
  });

  const revealCell = (at: CellAt) => {
    const element = scroller.current;
    if (!element) return;
    wanted.current = at.row;
    revealRow(at.row);
    if (!byColumn || frozen(at.column)) return;
    const before = (from: number, to: number, side: (i: number) => boolean) =>
      columns.slice(from, to).reduce((sum, { width }, i) => sum + (side(from + i) ? width : 0), 0);
    const left = before(0, at.column, () => true);
    const held = before(0, at.column, frozen);
    const heldRight = before(at.column, columns.length, frozen);
    const to = reveal(
      { start: left - held, end: left - held + (columns[at.column]?.width ?? 0) },
      element.scrollLeft,
      element.clientWidth - held - heldRight,
    );
    if (to !== null) element.scrollLeft = to;
  };

  const across = mounted
    ? columnsAt(scrolled ?? { left: scroller.current?.scrollLeft ?? 0, ...FIRST_SIGHT })
    : null;
  const held = () => columns.flatMap((_, i) => (frozen(i) || i === 0 || i === columns.length - 1 ? [i] : []));
  const shown = across
    ? drawnPlaces(across, MORE_COLUMNS, columns.length, [...held(), active().column]).join()
    : "";
  return {
    ...(drawn ?? place()),
    // The same columns are the same list: rows are not drawn anew for it.
    columns: useMemo(() => (shown === "" ? undefined : shown.split(",").map(Number)), [shown]),
    measure: textRows?.measure,
    sight: range,
    reveal: revealCell,
  };
}

/** Hands on which lines are in sight, when they change. */
export function useSight(
  sight: VirtualGrid["sight"],
  onSight: ((first: number, last: number) => void) | undefined,
) {
  const first = sight?.first;
  const last = sight?.last;
  useEffect(() => {
    if (first !== undefined && last !== undefined) onSight?.(first, last);
  }, [first, last, onSight]);
}
