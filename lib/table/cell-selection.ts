/** Which cells are selected, as in a spreadsheet: ranges from an anchor to a head, the last one being extended. Pure. */

/** Both count from 0: lines of the grid (a total among them) and columns shown. */
export interface CellAt {
  row: number;
  column: number;
}

export interface CellRange {
  /** Where it began: the last range's anchor is the active cell, which has the focus. */
  anchor: CellAt;
  /** The corner that moves. */
  head: CellAt;
}

/** Never empty. */
export interface CellSelection {
  ranges: readonly [CellRange, ...CellRange[]];
}

export interface GridSize {
  rows: number;
  columns: number;
}

/** Rows and columns of a range, both ends included. */
export interface RangeBounds {
  top: number;
  bottom: number;
  left: number;
  right: number;
}

export const sameCell = (a: CellAt, b: CellAt): boolean => a.row === b.row && a.column === b.column;

export const rangeBounds = ({ anchor, head }: CellRange): RangeBounds => ({
  top: Math.min(anchor.row, head.row),
  bottom: Math.max(anchor.row, head.row),
  left: Math.min(anchor.column, head.column),
  right: Math.max(anchor.column, head.column),
});

/** The range being extended. */
export const lastRange = ({ ranges }: CellSelection): CellRange => ranges.at(-1) ?? ranges[0];

/** The cell with the focus. */
export const activeCell = (selection: CellSelection): CellAt => lastRange(selection).anchor;

export const selectCell = (at: CellAt): CellSelection => ({ ranges: [{ anchor: at, head: at }] });

const withLast = ({ ranges }: CellSelection, last: CellRange): CellSelection => {
  const [first = last, ...rest] = [...ranges.slice(0, -1), last];
  return { ranges: [first, ...rest] };
};

/** Shift: the last range reaches to `head`, its anchor stays. */
export const extendTo = (selection: CellSelection, head: CellAt): CellSelection =>
  withLast(selection, { anchor: activeCell(selection), head });

/** Ctrl or ⌘: one more range; a range of that one cell goes away instead, unless it is the only one. */
export function addCell({ ranges }: CellSelection, at: CellAt): CellSelection {
  const rest = ranges.filter(({ anchor, head }) => !(sameCell(anchor, at) && sameCell(head, at)));
  const [first, ...more] = rest;
  if (!first) return selectCell(at);
  if (rest.length < ranges.length) return { ranges: [first, ...more] };
  return { ranges: [...ranges, { anchor: at, head: at }] };
}

/** The last range over whole rows; the active cell keeps its column, which becomes the anchor's row end to end. */
export function selectRows(selection: CellSelection, size: GridSize): CellSelection {
  const { top, bottom } = rangeBounds(lastRange(selection));
  const down = activeCell(selection).row === top;
  return {
    ranges: [
      {
        anchor: { row: down ? top : bottom, column: 0 },
        head: { row: down ? bottom : top, column: size.columns - 1 },
      },
    ],
  };
}

/** The last range over whole columns. */
export function selectColumns(selection: CellSelection, size: GridSize): CellSelection {
  const { left, right } = rangeBounds(lastRange(selection));
  const onward = activeCell(selection).column === left;
  return {
    ranges: [
      {
        anchor: { row: 0, column: onward ? left : right },
        head: { row: size.rows - 1, column: onward ? right : left },
      },
    ],
  };
}

export const selectAll = (size: GridSize): CellSelection => ({
  ranges: [{ anchor: { row: 0, column: 0 }, head: { row: size.rows - 1, column: size.columns - 1 } }],
});

/** One cell is left: the active one. */
export const collapse = (selection: CellSelection): CellSelection => selectCell(activeCell(selection));

const within = ({ row, column }: CellAt, size: GridSize): CellAt => ({
  row: Math.max(0, Math.min(row, size.rows - 1)),
  column: Math.max(0, Math.min(column, size.columns - 1)),
});

/** The active cell alone, moved into a grid that has become another. */
export const keepActive = (selection: CellSelection, size: GridSize): CellSelection =>
  selectCell(within(activeCell(selection), size));

const holds = ({ top, bottom, left, right }: RangeBounds, { row, column }: CellAt): boolean =>
  row >= top && row <= bottom && column >= left && column <= right;

export const isSelected = ({ ranges }: CellSelection, at: CellAt): boolean =>
  ranges.some((range) => holds(rangeBounds(range), at));

export const isSingle = ({ ranges }: CellSelection): boolean =>
  ranges.length === 1 && sameCell(ranges[0].anchor, ranges[0].head);

export type Side = "top" | "bottom" | "left" | "right";

/** The sides on which a selected cell is the edge of one of its ranges. */
export function edgesAt({ ranges }: CellSelection, at: CellAt): Side[] {
  const sides = new Set<Side>();
  for (const range of ranges) {
    const bounds = rangeBounds(range);
    if (!holds(bounds, at)) continue;
    if (bounds.top === at.row) sides.add("top");
    if (bounds.bottom === at.row) sides.add("bottom");
    if (bounds.left === at.column) sides.add("left");
    if (bounds.right === at.column) sides.add("right");
  }
  return [...sides];
}

const numbersIn = (spans: readonly (readonly [number, number])[]): number[] => {
  const all = new Set<number>();
  for (const [from, to] of spans) for (let i = from; i <= to; i++) all.add(i);
  return [...all].sort((a, b) => a - b);
};

/** Rows that hold a selected cell, each once, in order. */
export const selectedRows = ({ ranges }: CellSelection): number[] =>
  numbersIn(ranges.map(rangeBounds).map(({ top, bottom }) => [top, bottom] as const));

/** Columns that hold a selected cell, each once, in order. */
export const selectedColumns = ({ ranges }: CellSelection): number[] =>
  numbersIn(ranges.map(rangeBounds).map(({ left, right }) => [left, right] as const));

/** Rows that hold a selected cell, counted without naming them: there may be a million. */
export function selectedRowCount({ ranges }: CellSelection): number {
  const spans = ranges.map(rangeBounds).sort((a, b) => a.top - b.top);
  let [count, end] = [0, -1];
  for (const { top, bottom } of spans) {
    count += Math.max(0, bottom - Math.max(end, top - 1));
    end = Math.max(end, bottom);
  }
  return count;
}

/** Cells of the smallest table that holds all that is selected. */
export const selectedSize = (selection: CellSelection): number =>
  selectedRowCount(selection) * selectedColumns(selection).length;
