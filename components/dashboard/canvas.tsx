import type { CSSProperties, ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import type { Box, Layout } from "@/lib/dashboards/layout";
import type { Widget } from "@/lib/dashboards/schema";

type Place = Pick<Box, "x" | "y" | "w" | "h">;

/** Widgets in the order one reads them: row by row, left to right. */
export const inReadingOrder = (widgets: readonly Widget[], layout: Layout): { widget: Widget; box: Box }[] =>
  widgets
    .flatMap((widget) => {
      const box = layout.widgets[widget.id];
      return box ? [{ widget, box }] : [];
    })
    .sort((a, b) => a.box.y - b.box.y || a.box.x - b.box.x);

/**
 * Where the widgets lie: px down, across scaled to the window. Below 720 px they stand in one column. Draw {@link CanvasBox}es in it,
 * in reading order: that is the keyboard's too. Those that come first on phones do so for the keyboard and for screen readers where
 * the browser knows `reading-flow`; elsewhere these keep the reading order.
 */
export function Canvas({ boxes, children }: { boxes: Iterable<Place>; children: ReactNode }) {
  const height = Math.max(0, ...[...boxes].map(({ y, h }) => y + h));
  return (
    <div className="@container/canvas px-4 py-3">
      <div
        data-print="canvas"
        style={{ "--height": `${height}px` } as CSSProperties}
        // What lies above its neighbours stays below the bars of the page.
        className="relative isolate h-(--height) @max-[719px]/canvas:flex @max-[719px]/canvas:h-auto @max-[719px]/canvas:flex-col @max-[719px]/canvas:gap-3 @max-[719px]/canvas:[reading-flow:flex-visual]"
      >
        {children}
      </div>
    </div>
  );
}

export interface CanvasBoxProps {
  box: Place;
  /** Of the layout. */
  width: number;
  /** In one column: as high as it is, or as its content needs. */
  narrow: "keep" | "fit";
  /** Where they overlap it lies above those with less. */
  above?: number;
  /** Its place among those that come first on phones, from 0; -1: it comes in reading order, after them. */
  phone?: number;
  children: ReactNode;
}

/** A layout names no more for phones. */
const MOST_FIRST = 200;

/** One widget's place. */
export function CanvasBox({ box, width, narrow, above = 0, phone = -1, children }: CanvasBoxProps) {
  const percent = (px: number) => `${(px / width) * 100}%`;
  const place = {
    "--x": percent(box.x),
    "--y": `${box.y}px`,
    "--w": percent(box.w),
    "--h": `${box.h}px`,
    "--above": above,
    ...(phone < 0 ? {} : { "--phone": phone - MOST_FIRST }),
  };
  return (
    <div
      data-print="box"
      style={place as CSSProperties}
      className={cn(
        // What is shown over a widget by pointing at it lies above all others.
        "absolute top-(--y) left-(--x) z-(--above) h-(--h) w-(--w) has-[[data-tooltip]]:z-1000 @max-[719px]/canvas:static @max-[719px]/canvas:w-full",
        narrow === "fit" ? "@max-[719px]/canvas:h-auto" : "@max-[719px]/canvas:max-h-[80dvh]",
        phone >= 0 && "@max-[719px]/canvas:order-(--phone)",
      )}
    >
      {children}
    </div>
  );
}
