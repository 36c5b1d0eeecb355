"use client";

import { useTranslations } from "next-intl";
import { type KeyboardEvent, type PointerEvent, useRef } from "react";

export const NARROWEST = 40;
export const WIDEST = 800;

export interface ResizeHandleProps {
  label: string;
  /** px, as configured; the drawn width may be larger where the table stretches. */
  width: number;
  /** While dragging, many times a second: draw it, keep nothing. */
  onDrag: (width: number) => void;
  onCommit: (width: number) => void;
  /** Double click: the width that fits. */
  onReset: () => void;
}

const clamp = (width: number) => Math.round(Math.min(WIDEST, Math.max(NARROWEST, width)));

/** What one sees is what grows: where the table stretches, more than is configured. */
const drawnWidth = (handle: HTMLElement) => handle.parentElement?.getBoundingClientRect().width;

/** The right edge of a header cell: drag, arrow keys (shift for larger steps), double click to fit. */
export function ResizeHandle({ label, width, onDrag, onCommit, onReset }: ResizeHandleProps) {
  const t = useTranslations("table");
  const drag = useRef<{ x: number; width: number; last: number } | null>(null);

  const start = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0) return;
    event.preventDefault();
    event.stopPropagation();
    event.currentTarget.setPointerCapture(event.pointerId);
    const drawn = drawnWidth(event.currentTarget) ?? width;
    drag.current = { x: event.clientX, width: drawn, last: drawn };
  };
  const move = (event: PointerEvent<HTMLDivElement>) => {
    if (!drag.current) return;
    drag.current.last = clamp(drag.current.width + event.clientX - drag.current.x);
    onDrag(drag.current.last);
  };
  const end = () => {
    const ended = drag.current;
    drag.current = null;
    if (ended && Math.abs(ended.last - ended.width) >= 1) onCommit(clamp(ended.last));
  };
  const press = (event: KeyboardEvent<HTMLDivElement>) => {
    const step = event.shiftKey ? 32 : 8;
    const drawn = drawnWidth(event.currentTarget) ?? width;
    if (event.key === "ArrowRight") onCommit(clamp(drawn + step));
    else if (event.key === "ArrowLeft") onCommit(clamp(drawn - step));
    else if (event.key === "Enter") onReset();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    // biome-ignore lint/a11y/useSemanticElements: an hr takes no focus and no value
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label={t("resize", { column: label })}
      aria-valuenow={width}
      aria-valuemin={NARROWEST}
      aria-valuemax={WIDEST}
      tabIndex={0}
      onPointerDown={start}
      onPointerMove={move}
      onPointerUp={end}
      onPointerCancel={end}
      onDoubleClick={onReset}
      onKeyDown={press}
      className="-right-1 absolute inset-y-0 z-10 w-2 cursor-col-resize touch-none select-none after:absolute after:inset-y-1.5 after:left-1/2 after:w-px after:bg-transparent hover:after:bg-line-ctl focus-visible:outline-none focus-visible:after:w-0.5 focus-visible:after:bg-accent active:after:bg-accent"
    />
  );
}
