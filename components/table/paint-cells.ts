import {
  activeCell,
  type CellAt,
  type CellSelection,
  edgesAt,
  isSelected,
  isSingle,
  rangeBounds,
  sameCell,
} from "@/lib/table/cell-selection";

/** What of the grid's state can be seen on its cells. */
export interface CellMarks {
  selection: CellSelection;
  /** The reader has been in the grid: before, nothing looks selected. */
  touched: boolean;
  /** The active cell's text can be selected by itself. */
  text: boolean;
  /** Cells found, as `row:column`. */
  found: ReadonlyMap<string, "hit" | "current">;
}

export const cellKey = ({ row, column }: CellAt): string => `${row}:${column}`;

/** A cell's place from its `data-cell`; null for what is no cell of this grid. */
export function cellAt(element: Element | null): CellAt | null {
  const match = /^(\d+):(\d+)$/.exec(element?.getAttribute("data-cell") ?? "");
  return match ? { row: Number(match[1]), column: Number(match[2]) } : null;
}

function mark(element: Element, name: string, value: string | null): void {
  if (value === null) element.removeAttribute(name);
  else if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

/** The cells that came, or came to another place. */
function cellsIn(records: readonly MutationRecord[]): Set<Element> {
  const cells = new Set<Element>();
  for (const { type, target, addedNodes } of records) {
    if (type === "attributes") cells.add(target as Element);
    // What stands in a cell is no cell.
    else if (target instanceof Element && !target.closest("[data-cell]"))
      for (const node of addedNodes) {
        if (!(node instanceof Element)) continue;
        if (node.hasAttribute("data-cell")) cells.add(node);
        else for (const cell of node.querySelectorAll("[data-cell]")) cells.add(cell);
      }
  }
  return cells;
}

/**
 * Puts selection, focus order and finds onto the cells that are drawn. On the elements and not through React: dragging over a
 * thousand cells must not draw them anew, and rows of a virtual window are painted as they come.
 * @param drawn what has been drawn since the last time; without it all cells are painted
 */
export function paintCells(
  grid: Element,
  { selection, touched, text, found }: CellMarks,
  drawn?: readonly MutationRecord[],
): void {
  const active = activeCell(selection);
  const single = isSingle(selection);
  for (const element of drawn ? cellsIn(drawn) : grid.querySelectorAll("[data-cell]")) {
    const at = cellAt(element);
    if (!at) continue;
    const here = element.hasAttribute("data-span") ? at.row === active.row : sameCell(at, active);
    const selected = touched && isSelected(selection, at);
    mark(element, "tabindex", here ? "0" : "-1");
    mark(element, "aria-selected", String(selected));
    mark(element, "data-selected", selected ? "" : null);
    mark(element, "data-active", touched && here ? "" : null);
    mark(element, "data-edges", selected ? edgesAt(selection, at).join(" ") : null);
    mark(element, "data-text", touched && here && text ? "" : null);
    mark(element, "data-found", found.get(cellKey(at)) ?? null);
  }
  const spans = touched && !single ? selection.ranges.map(rangeBounds) : [];
  for (const element of grid.querySelectorAll("[data-head]")) {
    const column = Number(element.getAttribute("data-head"));
    const over = spans.some(({ left, right }) => column >= left && column <= right);
    mark(element, "data-selected", over ? "" : null);
  }
}

/** The drawn cell at a place: one that spans its line is there at every column. */
export const findCell = (grid: Element, at: CellAt): HTMLElement | null =>
  grid.querySelector<HTMLElement>(`[data-cell="${cellKey(at)}"]`) ??
  grid.querySelector<HTMLElement>(`[data-span][data-cell="${cellKey({ row: at.row, column: 0 })}"]`);

/** Scrolls a cell, or a head, out from under the head, the total and the frozen columns. */
export function showCell(grid: Element, cell: HTMLElement): void {
  cell.scrollIntoView({ block: "nearest", inline: "nearest" });
  const scroller = grid.parentElement;
  if (!scroller) return;
  const box = cell.getBoundingClientRect();
  const around = scroller.getBoundingClientRect();
  if (!cell.closest("tfoot, thead")) {
    const top = around.top + (grid.querySelector("thead")?.clientHeight ?? 0);
    const bottom = around.bottom - (grid.querySelector("tfoot")?.clientHeight ?? 0);
    if (box.top < top) scroller.scrollTop -= top - box.top;
    else if (box.bottom > bottom) scroller.scrollTop += box.bottom - bottom;
  }
  if (cell.classList.contains("sticky")) return;
  const frozen = [...grid.querySelectorAll<HTMLElement>("thead [data-head].sticky")];
  const beneath = (side: "left" | "right") =>
    frozen.reduce((sum, head) => sum + (head.style[side] === "" ? 0 : head.offsetWidth), 0);
  const left = around.left + beneath("left");
  const right = around.left + scroller.clientWidth - beneath("right");
  if (box.left < left) scroller.scrollLeft -= left - box.left;
  else if (box.right > right) scroller.scrollLeft += Math.min(box.right - right, box.left - left);
}

/** Rows in sight, which Page keys go by. */
export function rowsInSight(grid: Element): number {
  const row = grid.querySelector<HTMLElement>("tbody [data-cell]")?.offsetHeight ?? 32;
  const fixed = [...grid.querySelectorAll("thead, tfoot")].reduce((sum, part) => sum + part.clientHeight, 0);
  return Math.max(1, Math.floor(((grid.parentElement?.clientHeight ?? 0) - fixed) / row));
}
