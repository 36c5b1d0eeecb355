import type { Box } from "@/lib/dashboards/layout";
import type { DashboardSpec, Widget } from "@/lib/dashboards/schema";
import { around, boxesOf, boxOf, movable, type Rect, withBoxes } from "@/lib/editor/boxes";

export const HANDLES = ["nw", "n", "ne", "e", "se", "s", "sw", "w"] as const;
export type Handle = (typeof HANDLES)[number];

/** What still shows something, px. */
export const LEAST_SIZES: Readonly<Record<Widget["type"], Pick<Box, "w" | "h">>> = {
  kpi: { w: 120, h: 64 },
  chart: { w: 160, h: 120 },
  table: { w: 200, h: 120 },
  text: { w: 48, h: 36 },
  section: { w: 120, h: 32 },
};

/** One side of a rectangle along one axis. */
function stretch(start: number, size: number, by: number, side: -1 | 0 | 1, least: number, most: number) {
  if (side === 0) return { start, size };
  const floor = Math.min(least, size);
  if (side === 1) return { start, size: Math.max(floor, Math.min(size + by, Math.max(size, most - start))) };
  const next = Math.min(Math.max(0, start + by), start + size - floor);
  return { start: next, size: start + size - next };
}

/** A rectangle pulled at a handle: no smaller than `least`, not past the left, the top and the width. */
export function pullRect(
  rect: Rect,
  handle: Handle,
  by: { dx: number; dy: number },
  least: Pick<Rect, "w" | "h">,
  width: number,
): Rect {
  const sideX = handle.includes("e") ? 1 : handle.includes("w") ? -1 : 0;
  const sideY = handle.includes("s") ? 1 : handle.includes("n") ? -1 : 0;
  const x = stretch(rect.x, rect.w, by.dx, sideX, least.w, width);
  const y = stretch(rect.y, rect.h, by.dy, sideY, least.h, Number.MAX_SAFE_INTEGER);
  return { x: x.start, y: y.start, w: x.size, h: y.size };
}

/** A part of `from` at the same share of `to`; edges are rounded, so that what touched still does. */
function inside(rect: Rect, from: Rect, to: Rect): Rect {
  const at = (value: number, start: number, size: number, newStart: number, newSize: number) =>
    Math.round(newStart + ((value - start) / size) * newSize);
  const x = at(rect.x, from.x, from.w, to.x, to.w);
  const y = at(rect.y, from.y, from.h, to.y, to.h);
  return {
    x,
    y,
    w: at(rect.x + rect.w, from.x, from.w, to.x, to.w) - x,
    h: at(rect.y + rect.h, from.y, from.h, to.y, to.h) - y,
  };
}

/** The boxes of `ids` when the rectangle around them is pulled; the locked ones are left out. */
export function pulledBoxes(
  spec: DashboardSpec,
  ids: readonly string[],
  handle: Handle,
  by: { dx: number; dy: number },
): Record<string, Box> {
  const moved = movable(spec, ids);
  const from = around(boxesOf(spec, moved));
  const types = new Map(spec.widgets.map(({ id, type }) => [id, type]));
  const leastOf = (id: string) => LEAST_SIZES[types.get(id) ?? "text"];
  // The whole may shrink until the first of its parts is as small as it may be.
  const least = { w: 1, h: 1 };
  for (const id of moved) {
    const box = boxOf(spec, id);
    if (!box) continue;
    const own = leastOf(id);
    least.w = Math.max(least.w, Math.ceil((from.w * Math.min(own.w, box.w)) / box.w));
    least.h = Math.max(least.h, Math.ceil((from.h * Math.min(own.h, box.h)) / box.h));
  }
  const to = pullRect(
    from,
    handle,
    { dx: Math.round(by.dx), dy: Math.round(by.dy) },
    least,
    spec.layout.width,
  );
  const boxes: Record<string, Box> = {};
  for (const id of moved) {
    const box = boxOf(spec, id);
    if (box) boxes[id] = { ...box, ...(moved.length === 1 ? to : inside(box, from, to)) };
  }
  return boxes;
}

/** Pulls the rectangle around them at one of its handles: what is inside is stretched with it. */
export const resizeWidgets = (
  spec: DashboardSpec,
  ids: readonly string[],
  handle: Handle,
  dx: number,
  dy: number,
): DashboardSpec => withBoxes(spec, pulledBoxes(spec, ids, handle, { dx, dy }));
