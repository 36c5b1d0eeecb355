import type { Box } from "@/lib/dashboards/layout";
import type { DashboardSpec } from "@/lib/dashboards/schema";
import { around, boxesOf, boxOf, movable, type Rect, withBoxes } from "@/lib/editor/boxes";

/** How far a rectangle may go: not past the left, the top and the canvas' width. What is past it already may stay there. */
export function clampMove({ x, y, w }: Rect, dx: number, dy: number, width: number) {
  const most = Math.max(0, width - x - w);
  return { dx: Math.max(-x, Math.min(dx, most)), dy: Math.max(-y, dy) };
}

/** Moves them as one by whole px, as far as they may go; the locked ones stay. */
export function moveWidgets(
  spec: DashboardSpec,
  ids: readonly string[],
  dx: number,
  dy: number,
): DashboardSpec {
  const moved = movable(spec, ids);
  if (moved.length === 0) return spec;
  const by = clampMove(around(boxesOf(spec, moved)), Math.round(dx), Math.round(dy), spec.layout.width);
  const boxes: Record<string, Box> = {};
  for (const id of moved) {
    const box = boxOf(spec, id);
    if (box) boxes[id] = { ...box, x: box.x + by.dx, y: box.y + by.dy };
  }
  return withBoxes(spec, boxes);
}
