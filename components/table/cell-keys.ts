import type { StoreApi } from "zustand";
import { type CellMarks, cellAt, rowsInSight, showCell } from "@/components/table/paint-cells";
import type { Cells } from "@/components/table/use-cell-selection";
import { cellLink } from "@/lib/table/cell-link";
import { type CellAt, type CellSelection, selectCell } from "@/lib/table/cell-selection";
import { GRAND_LEVEL } from "@/lib/table/grid-line";
import { answerPress } from "@/lib/table/move-selection";

/** What keys act on. */
export interface KeyContext extends Pick<Cells, "lines" | "columns" | "size" | "select" | "copy"> {
  store: StoreApi<CellMarks>;
  onFind: () => void;
  /** What is selected filters the other widgets; with `add` beside what does. Missing where it filters none. */
  onCross?: ((selection: CellSelection, add: boolean) => void) | undefined;
  /** Opens the active cell's text for selecting, or closes it. */
  setText: (text: boolean) => void;
}

/** Opens an address: another site in a window of its own. */
export function openLink(address: string): void {
  if (address.startsWith("/")) window.location.assign(address);
  else window.open(address, "_blank", "noopener,noreferrer");
}

/** The sort button of a column's head, in the grid around `inside`. */
const headButton = (inside: Element, column: number): HTMLElement | null =>
  inside.closest("table")?.querySelector<HTMLElement>(`[data-head="${column}"] button`) ?? null;

/** What makes up the total, wherever on its line one is. Menus open by the pointer or by a key of their button. */
function openTotal(cell: HTMLElement): void {
  const button = cell.closest("tr")?.querySelector<HTMLElement>("[data-total-menu]");
  button?.focus();
  button?.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }));
}

function openCell(cell: HTMLElement, at: CellAt, { lines, columns }: KeyContext): void {
  // A column shown as links is there to be followed; its lines still open by their arrow, the next stop of Tab.
  const inside = cell.querySelector<HTMLElement>("a[href]") ?? cell.querySelector<HTMLElement>("button");
  if (lines.at(at.row)?.level === GRAND_LEVEL) openTotal(cell);
  else if (inside) inside.click();
  else {
    const line = lines.at(at.row);
    const address = line ? cellLink(line, columns, at.column) : null;
    if (address) openLink(address);
  }
}

/** The menu of a cell by the keyboard: as the mouse would open it, at the cell. */
function openMenu(cell: HTMLElement): void {
  const grid = cell.closest("table");
  if (grid && cell.hasAttribute("data-cell")) showCell(grid, cell);
  const { left, bottom, width } = cell.getBoundingClientRect();
  const at = { clientX: left + Math.min(width / 2, 24), clientY: bottom };
  cell.dispatchEvent(new MouseEvent("contextmenu", { bubbles: true, cancelable: true, ...at }));
}

function pressInHead(event: React.KeyboardEvent, head: Element, { size, select }: KeyContext): void {
  if (event.defaultPrevented || (event.target as Element).getAttribute("role") === "separator") return;
  const column = Number(head.getAttribute("data-head"));
  if (event.key === "ArrowDown" && size.rows > 0) {
    event.preventDefault();
    select(selectCell({ row: 0, column }));
  } else if (event.key === "ArrowLeft" || event.key === "ArrowRight") {
    const next = column + (event.key === "ArrowLeft" ? -1 : 1);
    const button = headButton(head, next);
    if (!button) return;
    event.preventDefault();
    button.focus();
    const [grid, to] = [head.closest("table"), button.closest<HTMLElement>("[data-head]")];
    if (grid && to) showCell(grid, to);
  } else if (event.key === "ContextMenu" || (event.key === "F10" && event.shiftKey)) {
    event.preventDefault();
    openMenu(head as HTMLElement);
  }
}

/** A key pressed somewhere in the grid. */
export function pressKey(event: React.KeyboardEvent<HTMLTableElement>, context: KeyContext): void {
  const { store, size, select, copy, onFind, onCross, setText } = context;
  const target = event.target as Element;
  // What floats above the page is a child to React alone.
  if (!event.currentTarget.contains(target) || event.nativeEvent.isComposing || event.keyCode === 229) return;
  const head = target.closest("[data-head]");
  if (head) {
    pressInHead(event, head, context);
    return;
  }
  const cell = target.closest<HTMLElement>("[data-cell]");
  const at = cellAt(cell);
  // Keys pressed in a field or on a button within a cell are theirs.
  if (!cell || !at || target !== cell) return;
  const { selection, text } = store.getState();
  const mod = event.ctrlKey || event.metaKey;
  if (text) {
    if (event.key === "Escape" || event.key === "F2") {
      event.preventDefault();
      setText(false);
      return;
    }
    // The browser's own copying and selecting of text.
    if (mod || event.shiftKey) return;
  }
  const answer = answerPress(
    {
      key: event.key,
      code: event.code,
      shift: event.shiftKey,
      mod,
      alt: event.altKey,
      composing: false,
    },
    selection,
    size,
    rowsInSight(event.currentTarget),
  );
  if (!answer) return;
  if (answer.kind === "header") {
    const button = headButton(cell, answer.column);
    if (!button) return;
    event.preventDefault();
    button.focus();
    return;
  }
  event.preventDefault();
  if (answer.kind === "select") {
    select(answer.selection);
    return;
  }
  switch (answer.command) {
    case "copy":
      void copy(false);
      break;
    case "cross":
      onCross?.(selection, event.shiftKey);
      break;
    case "find":
      onFind();
      break;
    case "menu":
      openMenu(cell);
      break;
    case "open":
      openCell(cell, at, context);
      break;
    case "text":
      setText(true);
  }
}
