"use client";

import { useMemo } from "react";
import { BAR_LANE } from "@/components/table/use-draw-formats";
import type { ColumnDisplay } from "@/lib/table/column-display";
import { plainName, settingOf } from "@/lib/table/pivot-column";

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
    for (const [name, width] of Object.entries(widths)) {
      const kind = settingOf(displays, name)?.kind;
      // No course is drawn under values across.
      if (kind && !(kind === "sparkline" && plainName(name) !== name)) wide[name] = width + ROOM[kind];
    }
    return wide;
  }, [widths, displays]);
}
