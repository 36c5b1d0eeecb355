import type { StoreApi } from "zustand";
import { type CellMarks, cellAt } from "@/components/table/paint-cells";
import {
  addCell,
  type CellSelection,
  extendTo,
  lastRange,
  sameCell,
  selectCell,
} from "@/lib/table/cell-selection";

type Select = (selection: CellSelection, options: { focus: boolean; show: boolean }) => void;

/** px a frame by which a grid scrolls under a drag that has left it, at most. */
const FASTEST = 24;

/** Presses, shift and ctrl clicks and drags over a grid's cells. */
export class CellMouse {
  #drag: { scroller: Element; x: number; y: number; frame: number } | null = null;

  constructor(
    readonly store: StoreApi<Pick<CellMarks, "selection" | "text">>,
    readonly select: Select,
  ) {}

  down = (event: React.MouseEvent<HTMLElement>): void => {
    const target = event.target as Element;
    const cell = target.closest<HTMLElement>("[data-cell]");
    const at = cellAt(cell);
    if (!cell || !at || !event.currentTarget.contains(target)) return;
    // What is in a cell keeps its clicks, and text opened for selecting keeps its own.
    if (target.closest("a, button, input, select") || cell.hasAttribute("data-text")) return;
    // Focus stays where the range begins, and no text is dragged over.
    event.preventDefault();
    if (event.button !== 0) return;
    // ⌃-click is the menu on a Mac.
    const mac = /Mac|iPhone|iPad/.test(navigator.userAgent);
    if (mac && event.ctrlKey) return;
    const { selection } = this.store.getState();
    const next = event.shiftKey
      ? extendTo(selection, at)
      : event.ctrlKey || event.metaKey
        ? addCell(selection, at)
        : selectCell(at);
    this.select(next, { focus: true, show: false });
    const scroller = event.currentTarget.parentElement;
    if (scroller) this.#start(scroller, event.clientX, event.clientY);
  };

  #start(scroller: Element, x: number, y: number): void {
    this.end();
    this.#drag = { scroller, x, y, frame: 0 };
    window.addEventListener("mousemove", this.#move);
    window.addEventListener("mouseup", this.end);
    window.addEventListener("blur", this.end);
  }

  /** Whatever is under way is over. */
  end = (): void => {
    if (this.#drag) cancelAnimationFrame(this.#drag.frame);
    this.#drag = null;
    window.removeEventListener("mousemove", this.#move);
    window.removeEventListener("mouseup", this.end);
    window.removeEventListener("blur", this.end);
  };

  #move = (event: MouseEvent): void => {
    if (!this.#drag) return;
    if (event.buttons % 2 === 0) {
      this.end();
      return;
    }
    this.#drag.x = event.clientX;
    this.#drag.y = event.clientY;
    this.#reach();
    if (this.#drag.frame === 0) this.#drag.frame = requestAnimationFrame(this.#scroll);
  };

  /** Extends to the cell under the pointer, or the one nearest to it. */
  #reach(): void {
    if (!this.#drag) return;
    const { scroller, x, y } = this.#drag;
    const { left, right, top, bottom } = scroller.getBoundingClientRect();
    const inside = (value: number, from: number, to: number) => Math.min(Math.max(value, from + 2), to - 2);
    const under = document.elementFromPoint(inside(x, left, right), inside(y, top, bottom));
    const at = cellAt(under?.closest("[data-cell]") ?? null);
    const { selection } = this.store.getState();
    if (!at || !scroller.contains(under) || sameCell(at, lastRange(selection).head)) return;
    this.select(extendTo(selection, at), { focus: false, show: false });
  }

  #scroll = (): void => {
    if (!this.#drag) return;
    const { scroller, x, y } = this.#drag;
    const { left, right, top, bottom } = scroller.getBoundingClientRect();
    const past = (value: number, from: number, to: number) =>
      Math.max(-FASTEST, Math.min(FASTEST, value < from ? value - from : value > to ? value - to : 0));
    const by = { left: past(x, left, right), top: past(y, top, bottom) };
    this.#drag.frame = 0;
    if (by.left === 0 && by.top === 0) return;
    scroller.scrollBy(by);
    this.#reach();
    this.#drag.frame = requestAnimationFrame(this.#scroll);
  };
}
