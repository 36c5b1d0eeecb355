"use client";

import { useMemo, useSyncExternalStore } from "react";
import type { ScrollRows } from "@/components/table/use-scroll-rows";
import { WINDOW_ROWS, windowsAround } from "@/lib/table/plan-windows";
import type { TableLine } from "@/lib/table/table-lines";

const nothing = () => () => {};
const none = () => null;

/**
 * The lines one sees or is about to: of a page all of them, of a scroll those of the windows around what is in sight, as far as they
 * have come. The same ones while one scrolls within a window.
 * @param asked whether anybody draws by them: else they are the page's, and nothing is drawn anew as one scrolls
 */
export function useLinesAround(
  scroll: ScrollRows | null,
  page: readonly TableLine[],
  asked: boolean,
): readonly TableLine[] {
  const sight = asked ? scroll?.sight : undefined;
  const watch = asked ? scroll?.watch : undefined;
  const come = useSyncExternalStore(watch?.subscribe ?? nothing, watch?.snapshot ?? none, none);
  const windows = useSyncExternalStore(
    sight?.subscribe ?? nothing,
    () => {
      const now = sight?.getState();
      return now ? windowsAround(now.first, now.last).join() : "";
    },
    () => "",
  );
  const lines = scroll?.lines;
  // biome-ignore lint/correctness/useExhaustiveDependencies: with what has come there are others in the same list
  return useMemo(() => {
    if (!lines || windows === "") return page;
    return windows.split(",").flatMap((window) => {
      const from = Number(window) * WINDOW_ROWS;
      return Array.from({ length: WINDOW_ROWS }, (_, i) => lines.at(from + i)).filter(
        (line) => line !== undefined,
      );
    });
  }, [lines, windows, page, come]);
}
