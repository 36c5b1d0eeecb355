/** A dashboard as a small map of its widgets. Pure. */
import { widgetsOn } from "@/lib/dashboards/page-address";
import type { DashboardSpec, Widget } from "@/lib/dashboards/schema";

export interface LayoutPreview {
  width: number;
  height: number;
  boxes: { type: Widget["type"]; x: number; y: number; w: number; h: number }[];
}

/** The first page's widgets in their places, px. */
export function previewOf(spec: Pick<DashboardSpec, "pages" | "layout" | "widgets">): LayoutPreview {
  const boxes = widgetsOn(spec.pages?.[0]?.id, spec, spec.widgets).flatMap(({ id, type }) => {
    const box = spec.layout.widgets[id];
    return box ? [{ type, x: box.x, y: box.y, w: box.w, h: box.h }] : [];
  });
  return { width: spec.layout.width, height: Math.max(0, ...boxes.map(({ y, h }) => y + h)), boxes };
}
