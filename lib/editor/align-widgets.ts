import type { Box } from "@/lib/dashboards/layout";
import type { DashboardSpec } from "@/lib/dashboards/schema";
import { around, boxesOf, boxOf, isLocked, movable, type Rect, unitsOf, withBoxes } from "@/lib/editor/boxes";

export const ALIGNMENTS = ["left", "center", "right", "top", "middle", "bottom"] as const;
export type Alignment = (typeof ALIGNMENTS)[number];

function shifted(spec: DashboardSpec, ids: readonly string[], dx: number, dy: number): Record<string, Box> {
  const boxes: Record<string, Box> = {};
  for (const id of movable(spec, ids)) {
    const box = boxOf(spec, id);
    if (box) boxes[id] = { ...box, x: Math.max(0, box.x + dx), y: Math.max(0, box.y + dy) };
  }
  return boxes;
}

function offset(rect: Rect, target: Rect, alignment: Alignment): { dx: number; dy: number } {
  switch (alignment) {
    case "left":
      return { dx: target.x - rect.x, dy: 0 };
    case "center":
      return { dx: Math.round(target.x + target.w / 2 - rect.w / 2) - rect.x, dy: 0 };
    case "right":
      return { dx: target.x + target.w - rect.w - rect.x, dy: 0 };
    case "top":
      return { dx: 0, dy: target.y - rect.y };
    case "middle":
      return { dx: 0, dy: Math.round(target.y + target.h / 2 - rect.h / 2) - rect.y };
    case "bottom":
      return { dx: 0, dy: target.y + target.h - rect.h - rect.y };
  }
}

/**
 * Lines them up along the rectangle around them, or around the locked ones among them; a single one across the canvas. Whole
 * groups keep together.
 */
export function alignWidgets(
  spec: DashboardSpec,
  ids: readonly string[],
  alignment: Alignment,
): DashboardSpec {
  const there = ids.filter((id) => boxOf(spec, id));
  const units = unitsOf(spec, there);
  const across = alignment === "left" || alignment === "center" || alignment === "right";
  if (units.length === 0 || (units.length === 1 && !across)) return spec;
  const locked = there.filter((id) => isLocked(spec, id));
  const target =
    units.length === 1
      ? { x: 0, y: 0, w: spec.layout.width, h: 0 }
      : around(boxesOf(spec, locked.length > 0 ? locked : there));
  let boxes: Record<string, Box> = {};
  for (const unit of units) {
    if (unit.some((id) => isLocked(spec, id))) continue;
    const { dx, dy } = offset(around(boxesOf(spec, unit)), target, alignment);
    boxes = { ...boxes, ...shifted(spec, unit, dx, dy) };
  }
  return withBoxes(spec, boxes);
}

/** Makes the gaps between three or more equal; the outermost stay, and so do the locked ones, which are not counted. */
export function distributeWidgets(
  spec: DashboardSpec,
  ids: readonly string[],
  axis: "horizontal" | "vertical",
): DashboardSpec {
  const start = axis === "horizontal" ? "x" : "y";
  const size = axis === "horizontal" ? "w" : "h";
  const units = unitsOf(spec, movable(spec, ids))
    .map((unit) => ({ unit, rect: around(boxesOf(spec, unit)) }))
    .sort((a, b) => a.rect[start] - b.rect[start]);
  if (units.length < 3) return spec;
  const whole = around(units.map(({ rect }) => rect));
  const gap = (whole[size] - units.reduce((sum, { rect }) => sum + rect[size], 0)) / (units.length - 1);
  let boxes: Record<string, Box> = {};
  let before = 0;
  units.forEach(({ unit, rect }, i) => {
    const at = Math.round(whole[start] + before + i * gap);
    const most = axis === "horizontal" ? Math.max(0, spec.layout.width - rect.w) : at;
    const by = Math.max(0, Math.min(at, most)) - rect[start];
    boxes = { ...boxes, ...shifted(spec, unit, start === "x" ? by : 0, start === "y" ? by : 0) };
    before += rect[size];
  });
  return withBoxes(spec, boxes);
}
