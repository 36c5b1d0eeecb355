/** What a key does to the selection of a grid. Pure: the component only hands on what was pressed. */
import {
  activeCell,
  type CellAt,
  type CellSelection,
  collapse,
  extendTo,
  type GridSize,
  isSingle,
  lastRange,
  selectAll,
  selectCell,
  selectColumns,
  selectRows,
} from "@/lib/table/cell-selection";

/** The parts of a keyboard event that count. */
export interface GridPress {
  key: string;
  /** The key's place: under a Korean layout its letter is a jamo. */
  code: string;
  shift: boolean;
  /** Ctrl, or ⌘. */
  mod: boolean;
  alt: boolean;
  /** A syllable is being composed: then no key is ours. */
  composing: boolean;
}

export type GridCommand = "copy" | "cross" | "find" | "menu" | "open" | "text";

export type GridAnswer =
  | { kind: "select"; selection: CellSelection }
  | { kind: "command"; command: GridCommand }
  /** Upwards out of the first row, to what heads the column. */
  | { kind: "header"; column: number };

const LETTER = /^Key([A-Z])$/;

/** The letter a chord means, whatever the layout writes. */
const letterOf = ({ key, code }: GridPress): string =>
  /^[a-z]$/i.test(key) ? key.toLowerCase() : (LETTER.exec(code)?.[1]?.toLowerCase() ?? "");

/** Where a key leads from `from`; null when it leads nowhere in a grid. */
function destination({ key, mod }: GridPress, from: CellAt, size: GridSize, page: number): CellAt | null {
  const last = { row: size.rows - 1, column: size.columns - 1 };
  const { row, column } = from;
  switch (key) {
    case "ArrowUp":
      return { row: mod ? 0 : Math.max(0, row - 1), column };
    case "ArrowDown":
      return { row: mod ? last.row : Math.min(last.row, row + 1), column };
    case "ArrowLeft":
      return { row, column: mod ? 0 : Math.max(0, column - 1) };
    case "ArrowRight":
      return { row, column: mod ? last.column : Math.min(last.column, column + 1) };
    case "Home":
      return { row: mod ? 0 : row, column: 0 };
    case "End":
      return { row: mod ? last.row : row, column: last.column };
    case "PageUp":
      return mod ? null : { row: Math.max(0, row - page), column };
    case "PageDown":
      return mod ? null : { row: Math.min(last.row, row + page), column };
    default:
      return null;
  }
}

function commandOf(press: GridPress): GridCommand | null {
  if (press.key === "ContextMenu" || (press.key === "F10" && press.shift)) return "menu";
  if (!press.mod && letterOf(press) === "x") return "cross";
  if (press.shift) return null;
  if (press.mod) {
    const letter = letterOf(press);
    return letter === "c" ? "copy" : letter === "f" ? "find" : null;
  }
  return press.key === "Enter" ? "open" : press.key === "F2" ? "text" : null;
}

/**
 * What a key means here; null where it is not the grid's.
 * @param page rows in sight, which Page keys go by
 */
export function answerPress(
  press: GridPress,
  selection: CellSelection,
  size: GridSize,
  page: number,
): GridAnswer | null {
  if (press.composing || press.alt || size.rows === 0 || size.columns === 0) return null;
  const select = (next: CellSelection): GridAnswer => ({ kind: "select", selection: next });
  const { key, shift, mod } = press;
  const command = commandOf(press);
  if (command) return { kind: "command", command };
  if (mod && !shift && letterOf(press) === "a") return select(selectAll(size));
  if (key === " " || key === "Spacebar") {
    if (mod) return select(shift ? selectAll(size) : selectColumns(selection, size));
    return shift ? select(selectRows(selection, size)) : null;
  }
  // One cell is not a selection to leave: then Escape is whoever's is around the grid.
  if (key === "Escape") return isSingle(selection) ? null : select(collapse(selection));

  const from = shift ? lastRange(selection).head : activeCell(selection);
  if (key === "ArrowUp" && !shift && !mod && from.row === 0) return { kind: "header", column: from.column };
  const to = destination(press, from, size, Math.max(1, page));
  if (!to) return null;
  return select(shift ? extendTo(selection, to) : selectCell(to));
}
