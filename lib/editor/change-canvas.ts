import type { Box } from "@/lib/dashboards/layout";
import type { DashboardSpec } from "@/lib/dashboards/schema";
import { withinWidth, withLayout } from "@/lib/editor/boxes";

export const GRID_LIMITS = { least: 2, most: 200 } as const;
export const WIDTH_LIMITS = { least: 320, most: 8000 } as const;

const within = (value: number, { least, most }: { least: number; most: number }) =>
  Math.max(least, Math.min(Math.round(value), most));

/** What the editor places by; null: freely. Nothing moves for it. */
export function setGrid(spec: DashboardSpec, grid: number | null): DashboardSpec {
  const next = grid === null ? undefined : within(grid, GRID_LIMITS);
  return next === spec.layout.grid ? spec : withLayout(spec, { grid: next });
}

/** Another width of the canvas: what would stick out of it moves in, and shrinks where it must. */
export function setWidth(spec: DashboardSpec, width: number): DashboardSpec {
  const next = within(width, WIDTH_LIMITS);
  if (next === spec.layout.width) return spec;
  const widgets: Record<string, Box> = {};
  for (const [id, box] of Object.entries(spec.layout.widgets)) widgets[id] = withinWidth(box, next);
  return withLayout(spec, { width: next, widgets });
}
