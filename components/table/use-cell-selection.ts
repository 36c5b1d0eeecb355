"use client";

import { useTranslations } from "next-intl";
import { type RefCallback, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { createStore, type StoreApi } from "zustand";
import { useViewerLocale } from "@/components/layout/use-viewer-locale";
import { pressKey } from "@/components/table/cell-keys";
import { CellMouse } from "@/components/table/cell-mouse";
import { type CellMarks, cellAt, findCell, paintCells, showCell } from "@/components/table/paint-cells";
import type { Watch } from "@/components/table/use-scroll-rows";
import { writeClipboard } from "@/components/table/write-clipboard";
import { toast } from "@/components/ui/toast";
import { formatNumber } from "@/lib/format/format-number";
import {
  activeCell,
  type CellAt,
  type CellSelection,
  type GridSize,
  isSelected,
  keepActive,
  lastRange,
  selectCell,
  selectColumns,
  selectedColumns,
  selectedRows,
  selectedSize,
} from "@/lib/table/cell-selection";
import type { TableColumn } from "@/lib/table/columns";
import { copiedCells, toHtml, toTsv } from "@/lib/table/copy-cells";
import type { GridLine } from "@/lib/table/grid-line";
import type { LineList } from "@/lib/table/line-list";

/** More than that is an export's to carry. */
const MOST_COPIED = 500_000;

export interface GridState extends CellMarks {
  /** What was copied last, as long as the selection stays: rows and columns. */
  copied: { rows: number; columns: number } | null;
}

export interface CellSelectionInput {
  /** Every line drawn, by row; none where there is no grid. */
  lines: LineList<GridLine>;
  /** Says when lines come that were not there. */
  watch?: Watch | undefined;
  /** Changes when other rows come. */
  rows: unknown;
  columns: readonly TableColumn[];
  /** Ctrl+F, or ⌘F, within the grid. */
  onFind: () => void;
  /** X: what is selected filters the other widgets. */
  onCross?: ((selection: CellSelection, add: boolean) => void) | undefined;
  /** Brings a cell that may not be drawn into sight. */
  onReveal?: ((at: CellAt) => void) | undefined;
  /** Lines for the clipboard, where some have not come; null where they can't be had. */
  fetchLines?: ((selection: CellSelection) => Promise<readonly GridLine[] | null>) | undefined;
}

/** The cells of one grid: what is selected, and what can be done with it. */
export interface Cells {
  store: StoreApi<GridState>;
  lines: LineList<GridLine>;
  watch: Watch | undefined;
  columns: readonly TableColumn[];
  size: GridSize;
  /** For the element with the role of a grid, whose cells say `data-cell="row:column"` and whose heads `data-head="column"`. */
  gridProps: React.HTMLAttributes<HTMLTableElement> & { ref: RefCallback<HTMLTableElement> };
  /** Selects; with `focus` the active cell gets it, with `show` the corner that moved comes into sight. */
  select: (selection: CellSelection, options?: { focus?: boolean; show?: boolean }) => void;
  copy: (headers: boolean) => Promise<void>;
  /** The cell with the focus, now. */
  active: () => CellAt;
  /** Back to where the keyboard was. */
  focus: () => void;
  /** Selects what a menu is opened for, unless it is selected already. */
  point: (target: Element) => boolean;
}

const START: GridState = {
  selection: selectCell({ row: 0, column: 0 }),
  touched: false,
  text: false,
  found: new Map(),
  copied: null,
};

/**
 * Selecting cells as in a spreadsheet, by mouse and keyboard. Listens on the grid and paints its cells, so that the grid itself
 * is not drawn again while one selects.
 */
export function useCellSelection(input: CellSelectionInput): Cells {
  const { lines, watch, rows, columns, onFind, onCross, onReveal, fetchLines } = input;
  const t = useTranslations("table.cells");
  const total = useTranslations("table")("total");
  const locale = useViewerLocale();
  const [store] = useState(() => createStore<GridState>(() => START));
  const grid = useRef<HTMLTableElement | null>(null);
  const awaited = useRef(false);
  const size = { rows: lines.length, columns: columns.length };

  const paint = useCallback(
    (drawn?: readonly MutationRecord[]) => {
      if (!grid.current) return;
      const state = store.getState();
      paintCells(grid.current, state, drawn);
      if (!awaited.current) return;
      const cell = findCell(grid.current, activeCell(state.selection));
      if (!cell) return;
      awaited.current = false;
      cell.focus({ preventScroll: true });
      showCell(grid.current, cell);
    },
    [store],
  );
  useEffect(() => store.subscribe(() => paint()), [store, paint]);

  // Other rows or columns: what was selected is not there any more, the place is.
  const shape = columns.map(({ name }) => name).join("\n");
  const seen = useRef({ rows, shape });
  useEffect(() => {
    if (seen.current.rows === rows && seen.current.shape === shape) return;
    seen.current = { rows, shape };
    if (lines.length === 0) return;
    store.setState(({ selection }) => ({
      selection: keepActive(selection, { rows: lines.length, columns: columns.length }),
      text: false,
      copied: null,
    }));
  });

  const select: Cells["select"] = (selection, { focus = true, show = true } = {}) => {
    store.setState({ selection, touched: true, text: false, copied: null });
    if (!grid.current) return;
    const head = show ? lastRange(selection).head : activeCell(selection);
    const cell = findCell(grid.current, activeCell(selection));
    if (focus) {
      awaited.current = cell === null;
      if (cell) cell.focus({ preventScroll: true });
      else onReveal?.(activeCell(selection));
    }
    const moved = findCell(grid.current, head);
    if (!show) return;
    if (moved) showCell(grid.current, moved);
    else onReveal?.(head);
  };
  const active = useCallback(() => activeCell(store.getState().selection), [store]);
  const focus = () => {
    const { selection } = store.getState();
    select(selection, { show: true });
  };

  const copy = async (headers: boolean) => {
    const { selection } = store.getState();
    const options = { headers, locale, masked: t("masked"), total };
    if (selectedSize(selection) > MOST_COPIED) {
      const most = formatNumber(MOST_COPIED, undefined, locale);
      toast({ title: t("copyTooMany", { most }), tone: "error" });
      return;
    }
    const found = fetchLines ? await fetchLines(selection) : lines;
    if (!found) {
      toast({ title: t("copyUnread"), tone: "error" });
      return;
    }
    const cells = copiedCells(selection, found, columns, options);
    if (await writeClipboard({ plain: toTsv(cells), html: toHtml(cells, options) }))
      store.setState({
        copied: { rows: selectedRows(selection).length, columns: selectedColumns(selection).length },
      });
    else toast({ title: t("copyFailed"), tone: "error" });
  };

  const point = (target: Element): boolean => {
    const at = cellAt(target.closest("[data-cell]"));
    if (at) {
      if (!store.getState().touched || !isSelected(store.getState().selection, at))
        select(selectCell(at), { show: false });
      return true;
    }
    const column = target.closest("[data-head]")?.getAttribute("data-head");
    if (column === null || column === undefined || size.rows === 0) return false;
    select(selectColumns(selectCell({ row: 0, column: Number(column) }), size), { show: false });
    return true;
  };

  const setText = (text: boolean) => {
    store.setState({ text, touched: true });
    const range = window.getSelection();
    const cell = grid.current && findCell(grid.current, activeCell(store.getState().selection));
    if (text && cell) range?.selectAllChildren(cell);
    else range?.removeAllRanges();
  };

  const press = (event: React.KeyboardEvent<HTMLTableElement>) =>
    pressKey(event, { store, lines, columns, size, select, copy, onFind, onCross, setText });

  const latest = useRef({ select, press, setText, size });
  useEffect(() => {
    latest.current = { select, press, setText, size };
  });
  const [mouse] = useState(() => new CellMouse(store, (...args) => latest.current.select(...args)));
  useEffect(() => () => mouse.end(), [mouse]);

  const ref = useCallback<RefCallback<HTMLTableElement>>(
    (element) => {
      grid.current = element;
      if (!element) return;
      paint();
      const observer = new MutationObserver((records) => paint(records));
      observer.observe(element, { childList: true, subtree: true, attributeFilter: ["data-cell"] });
      return () => {
        observer.disconnect();
        grid.current = null;
      };
    },
    [paint],
  );

  const gridProps = useMemo(
    (): Cells["gridProps"] => ({
      ref,
      "aria-multiselectable": true,
      onKeyDown: (event) => latest.current.press(event),
      onMouseDown: (event) => mouse.down(event),
      onDoubleClick: (event) => {
        const target = event.target as Element;
        if (target.closest("[data-cell]") && !target.closest("a, button, input"))
          latest.current.setText(true);
      },
      onClickCapture: (event) => {
        const head = (event.target as Element).closest("[data-head]");
        if (!head || !(event.ctrlKey || event.metaKey) || latest.current.size.rows === 0) return;
        event.preventDefault();
        event.stopPropagation();
        const at = { row: 0, column: Number(head.getAttribute("data-head")) };
        latest.current.select(selectColumns(selectCell(at), latest.current.size), { show: false });
      },
      onFocus: (event) => {
        const at = cellAt(event.target);
        const { selection, touched } = store.getState();
        if (!at || !event.currentTarget.contains(event.target)) return;
        const active = activeCell(selection);
        const spans = event.target.hasAttribute("data-span");
        if (at.row !== active.row || (at.column !== active.column && !spans))
          store.setState({ selection: selectCell(at), touched: true, text: false, copied: null });
        else if (!touched) store.setState({ touched: true });
      },
    }),
    [ref, mouse, store],
  );

  return { store, lines, watch, columns, size, gridProps, select, copy, active, focus, point };
}
