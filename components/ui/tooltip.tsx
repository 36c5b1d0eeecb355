"use client";

import {
  type CSSProperties,
  type FocusEvent,
  type PointerEvent,
  type ReactNode,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { createPortal } from "react-dom";
import { Slot } from "@/components/ui/slot";

export interface TooltipProps {
  content: ReactNode;
  side?: "top" | "bottom" | "right";
  /** The one element it explains; it must take a ref and hold focus. */
  children: ReactNode;
}

const DELAY_MS = 400;
/** So soon after another one it shows at once: moving along a row does not wait each time. */
const ROW_MS = 200;
/** To get from the element onto the words. */
const LEAVE_MS = 120;
const GAP = 6;
const EDGE = 8;

let hiddenAt = 0;

/** A word on hover and focus. Never the only place where something is said: touch has no hover. */
export function Tooltip({ content, side = "top", children }: TooltipProps) {
  const id = useId();
  const [shown, setShown] = useState(false);
  const element = useRef<HTMLElement>(null);
  const timer = useRef(0);
  const after = (ms: number, next: boolean) => {
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => setShown(next), ms);
  };
  const hide = () => after(0, false);
  useEffect(() => () => window.clearTimeout(timer.current), []);
  useEffect(() => {
    if (!shown) return;
    const press = (event: KeyboardEvent) => {
      if (event.key === "Escape") setShown(false);
    };
    const scroll = () => setShown(false);
    document.addEventListener("keydown", press);
    window.addEventListener("scroll", scroll, { capture: true });
    return () => {
      hiddenAt = performance.now();
      document.removeEventListener("keydown", press);
      window.removeEventListener("scroll", scroll, { capture: true });
    };
  }, [shown]);
  return (
    <>
      <Slot
        ref={element}
        aria-describedby={shown ? id : undefined}
        onPointerEnter={(event: PointerEvent) => {
          if (event.pointerType !== "touch")
            after(performance.now() - hiddenAt < ROW_MS ? 0 : DELAY_MS, true);
        }}
        onPointerLeave={() => after(shown ? LEAVE_MS : 0, false)}
        onPointerDown={hide}
        onFocus={(event: FocusEvent) => {
          if (event.target.matches(":focus-visible")) after(0, true);
        }}
        onBlur={hide}
      >
        {children}
      </Slot>
      {shown ? (
        <Words id={id} side={side} around={element.current} onKeep={() => after(0, true)} onLeave={hide}>
          {content}
        </Words>
      ) : null}
    </>
  );
}

interface WordsProps {
  id: string;
  side: NonNullable<TooltipProps["side"]>;
  around: HTMLElement | null;
  onKeep: () => void;
  onLeave: () => void;
  children: ReactNode;
}

function Words({ id, side, around, onKeep, onLeave, children }: WordsProps) {
  const box = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState<CSSProperties>({ visibility: "hidden" });
  useLayoutEffect(() => {
    if (around && box.current) setPlace(placeBeside(around, box.current, side));
  }, [around, side]);
  return createPortal(
    <div
      ref={box}
      id={id}
      role="tooltip"
      onPointerEnter={onKeep}
      onPointerLeave={onLeave}
      style={place}
      className="fixed z-50 max-w-72 animate-appear rounded-2 bg-ink px-2 py-1.5 text-12 text-canvas"
    >
      {children}
    </div>,
    document.body,
  );
}

/** On its side, or the opposite one where there is no room; whole within the window. */
function placeBeside(around: Element, box: Element, side: WordsProps["side"]): CSSProperties {
  const at = around.getBoundingClientRect();
  const { width, height } = box.getBoundingClientRect();
  const within = (wanted: number, size: number, room: number) =>
    Math.max(EDGE, Math.min(wanted, room - size - EDGE));
  if (side === "right") {
    const left = at.right + GAP;
    const fits = left + width + EDGE <= window.innerWidth;
    return {
      left: fits ? left : at.left - GAP - width,
      top: within(at.top + (at.height - height) / 2, height, window.innerHeight),
    };
  }
  const above = at.top - GAP - height;
  const below = at.bottom + GAP;
  const top = side === "top" ? above >= EDGE : below + height + EDGE > window.innerHeight;
  return {
    left: within(at.left + (at.width - width) / 2, width, window.innerWidth),
    top: top ? above : below,
  };
}
