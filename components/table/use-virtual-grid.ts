"use client";

import {
  defaultRangeExtractor,
  observeElementOffset,
  observeElementRect,
  type Range,
  useVirtualizer,
} from "@tanstack/react-virtual";
import {
  type RefObject,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useSyncExternalStore,
} from "react";
import type { CellAt } from "@/lib/table/cell-selection";
import type { TableColumn } from "@/lib/table/columns";
import { drawnAt, drawnHeight, reveal, rowsOffset, scrolledTo } from "@/lib/table/scroll-map";
import type { TableConfig } from "@/lib/table/table-config";

/** Cells up to here are drawn whole: it costs less than keeping count of them. */
const WHOLE_CELLS = 1500;
const WHOLE_COLUMNS = 16;
/** Rows that are drawn before there is a window to measure: with the HTML. */
const FIRST_ROWS = 60;
const OVERSCAN = 8;

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
  sight: { first: number; last: number } | null;
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
  const view = useCallback(() => {
    const element = scroller.current;
    if (!element) return 0;
    if (seen.current !== null) return seen.current;
    const parts = [...element.querySelectorAll<HTMLElement>("thead, tfoot")];
    const left = element.clientHeight - parts.reduce((sum, part) => sum + part.offsetHeight, 0);
    seen.current = Math.max(0, left);
    return seen.current;
  }, [scroller]);
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

  /** Rows whose height is their text's are known once they are drawn. */
  const move = (at: number) => {
    if (wraps || count === 0) return;
    const row = (place: number) => Math.max(0, Math.min(count - 1, Math.floor(place / height)));
    onMove?.(row(at), row(at + view() - 1));
  };
  const latest = useRef({ move });
  useLayoutEffect(() => {
    latest.current = { move };
  });
  const rows = useVirtualizer<HTMLElement, Element>({
    count,
    enabled: mounted && byRow,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: OVERSCAN,
    initialOffset: beginning,
    initialRect: { width: 0, height: 640 },
    observeElementRect: (instance, changed) =>
      observeElementRect(instance, ({ width }) => {
        seen.current = null;
        changed({ width, height: view() });
      }),
    observeElementOffset: (instance, moved) =>
      observeElementOffset(instance, (offset, scrolling) => {
        const at = rowsOffset(offset, extent());
        if (scrolling) latest.current.move(at);
        moved(at, scrolling);
      }),
    scrollToFn: (offset, { adjustments = 0 }) => {
      if (scroller.current) scroller.current.scrollTop = scrolledTo(offset + adjustments, extent());
    },
    rangeExtractor: (range: Range) => withOne(defaultRangeExtractor(range), active().row, count),
  });
  size.current = mounted && byRow ? rows.getTotalSize() : 0;
  const across = useVirtualizer<HTMLElement, Element>({
    horizontal: true,
    count: columns.length,
    enabled: mounted && byColumn,
    getScrollElement: () => scroller.current,
    estimateSize: (i) => columns[i]?.width ?? 120,
    overscan: 3,
    initialOffset: () => scroller.current?.scrollLeft ?? 0,
    initialRect: { width: 1200, height: 0 },
    rangeExtractor: (range: Range) => {
      const held = columns.flatMap((_, i) => (frozen(i) || i === 0 || i === columns.length - 1 ? [i] : []));
      const found = new Set([...held, ...defaultRangeExtractor(range), active().column]);
      return [...found].filter((i) => i < columns.length).sort((a, b) => a - b);
    },
  });
  const widths = columns.map(({ width }) => width).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: sizes are computed again when these change
  useLayoutEffect(() => across.measure(), [across, widths]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: sizes are computed again when these change
  useLayoutEffect(() => rows.measure(), [rows, height, wraps]);

  // Other rows begin where they are to begin, not where the last ones had been scrolled to.
  useLayoutEffect(() => {
    if (!mounted || placed.current === (start?.key ?? null)) return;
    placed.current = start?.key ?? null;
    if (start && scroller.current) scroller.current.scrollTop = scrolledTo(start.row * height, extent());
  }, [start, mounted, height, extent, scroller]);

  const items = mounted && byRow ? rows.getVirtualItems() : [];
  const virtual = items.length > 0;
  const offset = rows.scrollOffset ?? 0;
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
    const placedRows = items.map(({ index, start: top, size: tall }) => {
      const at = Math.max(end, drawnAt(top, tall, offset, bounds));
      const gap = at - end;
      end = at + tall;
      return { index, gap };
    });
    return { rows: placedRows, height: drawnHeight(bounds) };
  };
  const range = virtual ? rows.range : null;

  const revealCell = (at: CellAt) => {
    const element = scroller.current;
    if (!element) return;
    const item = byRow && at.row < count ? rows.measurementsCache[at.row] : undefined;
    if (item) {
      const bounds = extent();
      const to = reveal(item, rowsOffset(element.scrollTop, bounds), bounds.view);
      if (to !== null) element.scrollTop = scrolledTo(to, bounds);
    }
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

  const acrossItems = mounted && byColumn ? across.getVirtualIndexes() : [];
  const shown = acrossItems.join();
  return {
    ...(drawn ?? place()),
    // The same columns are the same list: rows are not drawn anew for it.
    columns: useMemo(() => (shown === "" ? undefined : shown.split(",").map(Number)), [shown]),
    measure: virtual && wraps ? rows.measureElement : undefined,
    sight: range ? { first: range.startIndex, last: range.endIndex } : null,
    reveal: revealCell,
  };
}

/** Drawn lines with one more, in order. */
function withOne(indexes: number[], one: number, count: number): number[] {
  if (one >= count || indexes.includes(one)) return indexes;
  return [...indexes, one].sort((a, b) => a - b);
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
