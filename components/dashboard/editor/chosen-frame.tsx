"use client";

import type { RefObject } from "react";
import { useEditor, useSpec } from "@/components/dashboard/editor/editor-store";
import { cn } from "@/components/ui/cn";
import { around, boxesOf, movable, type Rect } from "@/lib/editor/boxes";
import { HANDLES, type Handle } from "@/lib/editor/resize-widgets";
import { chosenIds } from "@/lib/editor/selection";

const PLACES: Readonly<Record<Handle, string>> = {
  nw: "-top-1 -left-1 cursor-nwse-resize",
  n: "-top-1 left-1/2 -ml-1 cursor-ns-resize",
  ne: "-top-1 -right-1 cursor-nesw-resize",
  e: "top-1/2 -right-1 -mt-1 cursor-ew-resize",
  se: "-right-1 -bottom-1 cursor-nwse-resize",
  s: "-bottom-1 left-1/2 -ml-1 cursor-ns-resize",
  sw: "-bottom-1 -left-1 cursor-nesw-resize",
  w: "top-1/2 -left-1 -mt-1 cursor-ew-resize",
};

const styleOf = ({ x, y, w, h }: Rect, scale: number) => ({
  left: x * scale,
  top: y * scale,
  width: w * scale,
  height: h * scale,
});

/** Around what is chosen, in px of the screen: its handles and how large it is. The keyboard has its own ways. */
export function ChosenFrame({ scale, frame }: { scale: number; frame: RefObject<HTMLDivElement | null> }) {
  const spec = useSpec();
  const ids = chosenIds(useEditor((state) => state.selection));
  const free = movable(spec, ids);
  const boxes = boxesOf(spec, ids);
  const bounds = around(boxesOf(spec, free.length > 0 ? free : ids));
  return (
    <div ref={frame} aria-hidden className="absolute inset-0">
      {boxes.length > 1
        ? boxes.map((box, i) => (
            <div
              key={ids[i]}
              style={styleOf(box, scale)}
              className="absolute rounded-3 border border-accent-line"
            />
          ))
        : null}
      {boxes.length > 0 ? (
        <div
          data-bounds
          style={styleOf(bounds, scale)}
          className={cn(
            "absolute border-[1.5px] border-accent",
            boxes.length === 1 && "rounded-3",
            free.length === 0 && "border-dashed",
          )}
        >
          {free.length > 0
            ? HANDLES.map((handle) => (
                <span
                  key={handle}
                  data-handle={handle}
                  className={cn(
                    "pointer-events-auto absolute size-2 touch-none rounded-[2px] border-[1.5px] border-accent bg-surface before:absolute before:-inset-1.5 before:content-[''] pointer-coarse:before:-inset-4",
                    PLACES[handle],
                  )}
                />
              ))
            : null}
          <span
            data-size
            className="absolute -bottom-7 left-1/2 group-data-[dragging=move]/area:hidden -translate-x-1/2 whitespace-nowrap rounded-1 bg-accent px-1.5 font-semibold text-11 text-on-accent leading-[18px]"
          >
            {bounds.w} × {bounds.h}
          </span>
        </div>
      ) : null}
    </div>
  );
}
