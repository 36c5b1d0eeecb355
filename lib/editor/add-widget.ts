import { freePlace } from "@/lib/dashboards/free-place";
import type { Box } from "@/lib/dashboards/layout";
import type { DashboardSpec, Widget } from "@/lib/dashboards/schema";
import { bottomOf, boxesOf, boxOf, freshId, idsOnPage, type Rect, withinWidth } from "@/lib/editor/boxes";

/** As the schema has it. */
export const MOST_WIDGETS = 200;

/** Below what is there, px. */
const GAP = 16;

/** What a new widget takes, px. */
export const NEW_SIZES: Readonly<Record<Widget["type"], Pick<Box, "w" | "h">>> = {
  kpi: { w: 560, h: 92 },
  chart: { w: 560, h: 320 },
  table: { w: 760, h: 384 },
  text: { w: 376, h: 120 },
  section: { w: 1152, h: 40 },
};

export const takenIds = (spec: DashboardSpec): Set<string> => new Set(spec.widgets.map(({ id }) => id));

/** A box of a page: the first one's boxes need no name. */
export const onPage = (rect: Rect, spec: DashboardSpec, page: string | undefined): Box => {
  const { x, y, w, h } = rect;
  return { x, y, w, h, ...(page === undefined || page === spec.pages?.[0]?.id ? {} : { page }) };
};

const up = (value: number, grid: number) => Math.ceil(value / grid) * grid;

/** A free place of a page, on the grid where there is one. */
export function placeOn(spec: DashboardSpec, page: string | undefined, size: Pick<Box, "w" | "h">): Rect {
  const { width, grid } = spec.layout;
  const taken = Object.fromEntries(
    idsOnPage(spec, page).flatMap((id) => {
      const box = boxOf(spec, id);
      return box ? [[id, box] as const] : [];
    }),
  );
  const place = freePlace({ width, widgets: taken }, size);
  if (grid === undefined) return place;
  const rounded = { ...place, x: up(place.x, grid), y: up(place.y, grid) };
  const free = boxesOf(spec, Object.keys(taken)).every(
    (box) =>
      rounded.x + rounded.w <= box.x ||
      box.x + box.w <= rounded.x ||
      rounded.y + rounded.h <= box.y ||
      box.y + box.h <= rounded.y,
  );
  if (free && rounded.x + rounded.w <= width) return rounded;
  return { ...place, x: 0, y: up(bottomOf(spec, page) + GAP, grid) };
}

export interface Added {
  spec: DashboardSpec;
  /** Null where there are as many widgets as there may be. */
  id: string | null;
}

/**
 * The document with one more widget, above the others.
 * @param widget its id is given here
 * @param at where; a free place of the page when left out
 */
export function addWidget(
  spec: DashboardSpec,
  widget: Widget,
  { page, at }: { page: string | undefined; at?: Rect },
): Added {
  if (spec.widgets.length >= MOST_WIDGETS) return { spec, id: null };
  const id = freshId(takenIds(spec), `${widget.type}-1`);
  const rect = withinWidth(at ?? placeOn(spec, page, NEW_SIZES[widget.type]), spec.layout.width);
  const box = onPage(rect, spec, page);
  return {
    spec: {
      ...spec,
      widgets: [...spec.widgets, { ...widget, id }],
      layout: { ...spec.layout, widgets: { ...spec.layout.widgets, [id]: box } },
    },
    id,
  };
}
