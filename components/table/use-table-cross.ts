"use client";

import { useCallback, useMemo } from "react";
import { useWidgetCross, type WidgetCross } from "@/components/dashboard/cross-filter";
import type { useTableAnswer } from "@/components/table/use-table-answer";
import type { TableScroll } from "@/components/table/use-table-scroll";
import { chooseMark, isChosen } from "@/lib/dashboards/choose-marks";
import type { CrossCondition } from "@/lib/dashboards/cross-filter";
import { activeCell, type CellSelection, selectedRows } from "@/lib/table/cell-selection";
import type { TableColumn } from "@/lib/table/columns";
import type { KnownColumn } from "@/lib/table/known-columns";
import { lineConditions } from "@/lib/table/line-conditions";
import type { DataLine } from "@/lib/table/table-lines";

/** More rows than a select takes are no choice. */
const MOST_ROWS = 500;

export interface TableCross {
  isChosen: (line: DataLine) => boolean;
  /** What a selection stands for; empty where it holds no line with values of its own. */
  marksOf: (selection: CellSelection) => { mark: CrossCondition[]; rows: number };
  /** Whether it is all chosen already. */
  holds: (mark: readonly CrossCondition[]) => boolean;
  /** Filters the other widgets by what is selected, or ends that. */
  choose: (selection: CellSelection, add: boolean) => void;
  sends: boolean;
  /** The widget's part in the page's. */
  widget: WidgetCross;
}

export interface TableCrossInput {
  answer: ReturnType<typeof useTableAnswer>;
  scroll: TableScroll;
  columns: readonly KnownColumn[];
  shown: readonly TableColumn[];
  /** The column the levels share. */
  treeName: string | null;
}

/** What a table's rows do to other widgets; null where they do nothing. */
export function useTableCross(id: string, input: TableCrossInput): TableCross | null {
  const { answer, scroll, columns, shown, treeName } = input;
  const cross = useWidgetCross(id);
  const { seenTree } = answer;
  const lines = scroll.rows?.lines ?? answer.lines;
  const open = useMemo(() => new Set(cross?.source.dimensions.map(({ name }) => name)), [cross]);
  const conditionsOf = useCallback(
    ({ path }: DataLine, only?: string) => lineConditions(seenTree, path, columns, open, only),
    [seenTree, columns, open],
  );
  // Of another identity only when other rows are chosen: every row is drawn by it.
  const isChosenLine = useCallback(
    (line: DataLine) => !!cross && cross.chosen.length > 0 && isChosen(cross.chosen, conditionsOf(line)),
    [cross, conditionsOf],
  );
  return useMemo(() => {
    if (!cross) return null;
    const marksOf: TableCross["marksOf"] = (selection) => {
      const column = shown[activeCell(selection).column];
      const chosen = selectedRows(selection)
        .slice(0, MOST_ROWS)
        .flatMap((row) => {
          const line = lines.at(row);
          if (!line || !("cells" in line)) return [];
          // A dimension's cell is about its value, a value's about the whole line; the shared column's about what leads to it.
          const isOwn = column?.column.kind === "dimension" && (column.name !== treeName || line.depth === 0);
          const only = column?.name === treeName ? line.own?.name : column?.name;
          const mark = conditionsOf(line, isOwn && line.path.length > 0 ? only : undefined);
          return mark.length > 0 ? [mark] : [];
        });
      const [first, ...more] = chosen;
      if (!first) return { mark: [], rows: 0 };
      const mark = more.reduce((all, one) => (isChosen(all, one) ? all : chooseMark(all, one, true)), first);
      return { mark, rows: chosen.length };
    };
    return {
      isChosen: isChosenLine,
      marksOf,
      holds: (mark) => isChosen(cross.chosen, mark),
      choose: (selection, add) => cross.choose(marksOf(selection).mark, add),
      sends: cross.source.sends,
      widget: cross,
    };
  }, [cross, lines, shown, treeName, conditionsOf, isChosenLine]);
}
