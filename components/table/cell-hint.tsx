"use client";

import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import { createPortal } from "react-dom";
import { saysMore } from "@/lib/table/says-more";

interface Hint {
  text: string;
  /** Where its cell is, px in the window. */
  left: number;
  top: number;
  bottom: number;
  /** Beside the table in the page's landmark: the table's own box would cut it and hold it. */
  around: Element;
}

const WIDTH = 320;

function placeOf(target: Element): Pick<Hint, "left" | "top" | "bottom"> {
  const { left, top, bottom } = target.getBoundingClientRect();
  return { left: Math.max(8, Math.min(left, window.innerWidth - WIDTH - 8)), top, bottom };
}

const isCut = ({ scrollWidth, clientWidth }: Element) => clientWidth > 0 && scrollWidth > clientWidth;

/** What a cell has to say beyond what is read in it: whole texts, exact values, reasons; not what its buttons do. Of a head, its whole name. */
function hintOf(target: Element): string {
  const isHead = target.closest("[data-head]") !== null;
  const said = [...target.querySelectorAll<HTMLElement>("[title]:not(button)")].filter(
    (element) => isCut(element) || (!isHead && saysMore(element.title, element.textContent ?? "")),
  );
  return said.map(({ title }) => title).join("\n");
}

/** Gives the keyboard what hovering gives the mouse: the title of the cell it is on, below or above it. */
export function CellHint({ children }: { children: ReactNode }) {
  const id = useId();
  const [hint, setHint] = useState<Hint | null>(null);
  const cell = useRef<Element | null>(null);
  /** Whoever points hovers: a browser's own `:focus-visible` also holds for a first click. */
  const pointed = useRef(false);
  const close = () => {
    cell.current?.removeAttribute("aria-describedby");
    cell.current = null;
    setHint(null);
  };
  const open = (target: Element) => {
    close();
    if (pointed.current || !(target.hasAttribute("data-cell") || target.closest("[data-head]"))) return;
    const text = hintOf(target);
    if (text === "") return;
    cell.current = target;
    target.setAttribute("aria-describedby", id);
    setHint({ text, ...placeOf(target), around: target.closest("main") ?? document.body });
  };
  const isOpen = hint !== null;
  // Moving along brings cells into sight: what is said of one goes with it.
  useEffect(() => {
    if (!isOpen) return;
    const follow = () => {
      const at = cell.current;
      if (at) setHint((now) => now && { ...now, ...placeOf(at) });
    };
    document.addEventListener("scroll", follow, { capture: true, passive: true });
    return () => document.removeEventListener("scroll", follow, { capture: true });
  }, [isOpen]);
  useEffect(() => () => cell.current?.removeAttribute("aria-describedby"), []);
  const below = hint !== null && hint.bottom + 96 < globalThis.innerHeight;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it listens to the cells; nothing is to be done with itself.
    <div
      className="contents"
      onFocus={(event) => open(event.target)}
      onBlur={(event) => {
        close();
        if (!event.currentTarget.contains(event.relatedTarget)) pointed.current = false;
      }}
      onPointerDownCapture={() => {
        pointed.current = true;
        if (hint) close();
      }}
      onKeyDownCapture={(event) => {
        pointed.current = false;
        if (hint && (event.key === "Escape" || event.key === "F2")) close();
      }}
    >
      {children}
      {hint
        ? createPortal(
            <div
              role="tooltip"
              id={id}
              className="fixed z-50 whitespace-pre-line break-words rounded-2 bg-ink px-2 py-1.5 text-12 text-canvas"
              style={{
                left: hint.left,
                maxWidth: `min(${WIDTH}px, calc(100vw - 16px))`,
                ...(below ? { top: hint.bottom + 4 } : { bottom: globalThis.innerHeight - hint.top + 4 }),
              }}
            >
              {hint.text}
            </div>,
            hint.around,
          )
        : null}
    </div>
  );
}
