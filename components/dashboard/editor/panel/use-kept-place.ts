"use client";

import { useLayoutEffect, useRef } from "react";

/**
 * For a list whose items are other elements once they are called otherwise: a list of the browser's own in one of them keeps the
 * keyboard, so that arrows go on through it.
 * @param names what the items are called now
 */
export function useKeptPlace(names: readonly string[]) {
  const list = useRef<HTMLOListElement>(null);
  const at = useRef<number | null>(null);
  const key = names.join(" ");
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when the list has changed
  useLayoutEffect(() => {
    if (at.current !== null && document.activeElement === document.body)
      list.current?.children[at.current]?.querySelector("select")?.focus();
    at.current = null;
  }, [key]);
  return {
    list,
    /** Before an item is called otherwise: its place. */
    keep: (place: number) => {
      at.current = place;
    },
  };
}
