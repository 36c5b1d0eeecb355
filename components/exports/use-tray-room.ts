"use client";

import { type RefObject, useEffect, useRef } from "react";

/** Tells the page how high the tray is: toasts appear above it, and what lies under it can be scrolled out from there. */
export function useTrayRoom(open: boolean): RefObject<HTMLElement | null> {
  const box = useRef<HTMLElement>(null);
  useEffect(() => {
    const { current } = box;
    if (!open || !current) return;
    const { style } = document.documentElement;
    const watch = new ResizeObserver(() => style.setProperty("--tray", `${current.offsetHeight + 16}px`));
    watch.observe(current);
    return () => {
      watch.disconnect();
      style.removeProperty("--tray");
    };
  }, [open]);
  return box;
}
