"use client";

import { useMemo } from "react";
import { BAR_LANE } from "@/components/table/use-draw-formats";
import type { ColumnDisplay } from "@/lib/table/column-display";

/** px a display takes beside its value, or within it. */
const ROOM: Record<ColumnDisplay["kind"], number> = {
  link: 16,
  image: 26,
  badge: 12,
  bar: BAR_LANE,
  progress: BAR_LANE,
  sparkline: 72,
};

/** Room for what displays put beside the values. */
export function useDisplayWidths(
  widths: Record<string, number>,
  displays: Readonly<Record<string, ColumnDisplay>> | undefined,
): Record<string, number> {
  return useMemo(() => {
    const wide = { ...widths };
    for (const [name, { kind }] of Object.entries(displays ?? {}))
      if (name in wide) wide[name] = (widths[name] ?? 0) + ROOM[kind];
    return wide;
  }, [widths, displays]);
}
