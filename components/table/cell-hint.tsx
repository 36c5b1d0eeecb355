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
}

const WIDTH = 320;

/** What a cell has to say beyond what is read in it: whole texts, exact values, reasons. */
function hintOf(cell: Element): string {
  const said = [...cell.querySelectorAll<HTMLElement>("[title]")].flatMap((element) => {
    const cut = [element, ...element.querySelectorAll("*")].some(
      ({ scrollWidth, clientWidth }) => clientWidth > 0 && scrollWidth > clientWidth,
    );
    return cut || saysMore(element.title, element.textContent ?? "") ? [element.title] : [];
  });
  return said.join("\n");
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
    if (!target.hasAttribute("data-cell") || pointed.current) return;
    const text = hintOf(target);
    if (text === "") return;
    const { left, top, bottom } = target.getBoundingClientRect();
    cell.current = target;
    target.setAttribute("aria-describedby", id);
    setHint({ text, left: Math.max(8, Math.min(left, window.innerWidth - WIDTH - 8)), top, bottom });
  };
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
      onScrollCapture={() => hint && close()}
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
            document.body,
          )
        : null}
    </div>
  );
}
