import type { CSSProperties, ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import type { Box, Layout } from "@/lib/dashboards/layout";
import type { Widget } from "@/lib/dashboards/schema";

/** Widgets in the order one reads them: row by row, left to right. */
export const inReadingOrder = (widgets: readonly Widget[], layout: Layout): { widget: Widget; box: Box }[] =>
  widgets
    .flatMap((widget) => {
      const box = layout.widgets[widget.id];
      return box ? [{ widget, box }] : [];
    })
    .sort((a, b) => a.box.y - b.box.y || a.box.x - b.box.x);

/**
 * Where the widgets lie: px down, across scaled to the window. Below 720 px they stand in one column, in reading order.
 * Draw {@link CanvasBox}es in it.
 */
export function Canvas({ layout, children }: { layout: Layout; children: ReactNode }) {
  const height = Math.max(0, ...Object.values(layout.widgets).map(({ y, h }) => y + h));
  return (
    <div className="@container/canvas px-4 py-3">
      <div
        data-print="canvas"
        style={{ "--height": `${height}px` } as CSSProperties}
        className="relative h-(--height) @max-[719px]/canvas:flex @max-[719px]/canvas:h-auto @max-[719px]/canvas:flex-col @max-[719px]/canvas:gap-3"
      >
        {children}
      </div>
    </div>
  );
}

export interface CanvasBoxProps {
  box: Box;
  /** Of the layout. */
  width: number;
  /** In one column: as high as it is, or as its content needs. */
  narrow: "keep" | "fit";
  children: ReactNode;
}

/** One widget's place. */
export function CanvasBox({ box, width, narrow, children }: CanvasBoxProps) {
  const percent = (px: number) => `${(px / width) * 100}%`;
  const place = { "--x": percent(box.x), "--y": `${box.y}px`, "--w": percent(box.w), "--h": `${box.h}px` };
  return (
    <div
      data-print="box"
      style={place as CSSProperties}
      className={cn(
        "absolute top-(--y) left-(--x) h-(--h) w-(--w) @max-[719px]/canvas:static @max-[719px]/canvas:w-full",
        narrow === "fit" ? "@max-[719px]/canvas:h-auto" : "@max-[719px]/canvas:max-h-[80dvh]",
      )}
    >
      {children}
    </div>
  );
}
