"use client";

import { useMemo, useSyncExternalStore } from "react";
import type { ScrollRows } from "@/components/table/use-scroll-rows";
import { WINDOW_ROWS, windowsAround } from "@/lib/table/plan-windows";
import type { TableLine } from "@/lib/table/table-lines";

const nothing = () => () => {};

/**
 * The lines one sees or is about to: of a page all of them, of a scroll those of the windows around what is in sight, as far as they
 * have come. The same ones while one scrolls within a window.
 */
export function useLinesAround(scroll: ScrollRows | null, page: readonly TableLine[]): readonly TableLine[] {
  const sight = scroll?.sight;
  const windows = useSyncExternalStore(
    sight?.subscribe ?? nothing,
    () => {
      const now = sight?.getState();
      return now ? windowsAround(now.first, now.last).join() : "";
    },
    () => "",
  );
  const lines = scroll?.lines;
  return useMemo(() => {
    if (!lines || windows === "") return page;
    return windows.split(",").flatMap((window) => {
      const from = Number(window) * WINDOW_ROWS;
      // What has not come is a hole, and no line.
      return lines.slice(from, from + WINDOW_ROWS).filter((line) => line !== undefined);
    });
  }, [lines, windows, page]);
}
