"use client";

import { type RefObject, useLayoutEffect, useReducer, useRef } from "react";
import { flushSync } from "react-dom";

/** Of an element that scrolls, px. */
export interface Scrolled {
  top: number;
  left: number;
  /** Of what is seen. */
  width: number;
  height: number;
}

export interface ScrolledInput {
  enabled: boolean;
  scroller: RefObject<HTMLElement | null>;
  /** Height of what is seen. @param anew the element may have another size */
  seenHeight: (anew: boolean) => number;
  /** Told as soon as one has scrolled, before anything is drawn. */
  onScroll: (now: Scrolled) => void;
  /** What is drawn of it: for another, it is drawn anew. */
  drawn: (now: Scrolled) => string;
}

/** Where an element has been scrolled to; null until it has been looked at. Draws anew only where something else is to be drawn. */
export function useScrolled(input: ScrolledInput): Scrolled | null {
  const { enabled, scroller } = input;
  const [, redraw] = useReducer((draws: number) => draws + 1, 0);
  const now = useRef<Scrolled | null>(null);
  const drawnNow = now.current;
  const latest = useRef({ input, drawn: "" });
  useLayoutEffect(() => {
    latest.current = { input, drawn: drawnNow ? input.drawn(drawnNow) : "" };
  });
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!enabled || !element) return;
    const look = (scrolled: boolean) => {
      const { input: asked, drawn } = latest.current;
      const { scrollTop: top, scrollLeft: left } = element;
      const before = now.current;
      now.current =
        scrolled && before
          ? { ...before, top, left, height: asked.seenHeight(false) }
          : { top, left, width: element.offsetWidth, height: asked.seenHeight(true) };
      if (scrolled) asked.onScroll(now.current);
      return asked.drawn(now.current) !== drawn;
    };
    const scrolled = () => {
      // Drawn before the browser shows what was scrolled to.
      if (look(true)) flushSync(redraw);
    };
    const resized = () => {
      if (look(false)) redraw();
    };
    resized();
    element.addEventListener("scroll", scrolled, { passive: true });
    const observer = new ResizeObserver(resized);
    observer.observe(element);
    return () => {
      element.removeEventListener("scroll", scrolled);
      observer.disconnect();
      now.current = null;
    };
  }, [enabled, scroller]);
  return drawnNow;
}
