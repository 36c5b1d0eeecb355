/** Widgets as a text that another dashboard, or this one, takes in. Pure. */
import { z } from "zod";
import { asksData } from "@/lib/dashboards/asks-data";
import { DATE_NAME, isSwitch } from "@/lib/dashboards/control-kinds";
import { Box, WidgetId } from "@/lib/dashboards/layout";
import { type DashboardSpec, Widget } from "@/lib/dashboards/schema";
import { MOST_WIDGETS, onPage, takenIds } from "@/lib/editor/add-widget";
import { around, boxOf, freshId, idsOnPage, type Rect, withinWidth, withLayout } from "@/lib/editor/boxes";

export const WidgetClipboard = z
  .object({
    lookflex: z.literal("widgets"),
    widgets: z.array(Widget).min(1).max(MOST_WIDGETS),
    boxes: z.record(WidgetId, Box),
    groups: z.array(z.array(WidgetId).min(2)).optional(),
  })
  .strict();
export type WidgetClipboard = z.infer<typeof WidgetClipboard>;

/** Beside what lies there already, px. */
export const PASTE_OFFSET = 16;

/** The widgets, lowest first, their boxes and the groups that are whole among them. */
export function copyWidgets(spec: DashboardSpec, ids: readonly string[]): WidgetClipboard {
  const widgets = spec.widgets.filter(({ id }) => ids.includes(id) && boxOf(spec, id));
  const boxes = Object.fromEntries(
    widgets.map(({ id }) => {
      const { page: _, ...box } = boxOf(spec, id) ?? { x: 0, y: 0, w: 1, h: 1 };
      return [id, box];
    }),
  );
  const groups = spec.layout.groups?.filter((group) => group.every((id) => ids.includes(id)));
  return { lookflex: "widgets", widgets, boxes, ...(groups?.length ? { groups } : {}) };
}

/** Null for a text that is something else. */
export function readClipboard(text: string): WidgetClipboard | null {
  if (!text.includes('"lookflex"')) return null;
  try {
    return WidgetClipboard.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

export interface Pasted {
  spec: DashboardSpec;
  /** Of the new widgets; none where they are more than there may be. */
  ids: string[];
  /** Controls the widgets speak of that are not here. What ignored them does so no longer. */
  controls: string[];
  /** Datasets they ask that are not among those known. */
  datasets: string[];
}

export interface PasteOptions {
  page: string | undefined;
  /** The top left corner; where they were when left out, beside what lies there already. */
  at?: Pick<Rect, "x" | "y">;
  /** Of the datasets the editor may see; unchecked without. */
  datasets?: readonly string[];
}

/** The names a widget says as `$name`. */
const switchNames = (widget: Widget): string[] =>
  [...JSON.stringify(widget).matchAll(/"\$([A-Za-z][A-Za-z0-9_-]*)/g)].map(([, name = ""]) =>
    name.replace(/__(previous|delta|change)$/, ""),
  );

function fitted(widget: Widget, spec: DashboardSpec, missing: Set<string>): Widget {
  if (!asksData(widget)) return widget;
  const switches = new Set(spec.controls.filter(isSwitch).map(({ name }) => name));
  for (const name of switchNames(widget)) if (!switches.has(name)) missing.add(name);
  if (!widget.ignores) return widget;
  const filters = spec.controls.filter((control) => !isSwitch(control));
  const here = new Set(filters.map((control) => (control.type === "date_range" ? DATE_NAME : control.name)));
  const ignores = widget.ignores.filter((name) => here.has(name));
  for (const name of widget.ignores) if (!here.has(name)) missing.add(name);
  const { ignores: _, ...rest } = widget;
  return ignores.length > 0 ? { ...rest, ignores } : rest;
}

/** By how much they are moved so that none lies exactly on a widget that is there. */
function freeOffset(rects: readonly Rect[], taken: readonly Rect[]): number {
  for (let by = 0; ; by += PASTE_OFFSET)
    if (!rects.some(({ x, y }) => taken.some((one) => one.x === x + by && one.y === y + by))) return by;
}

/** The document with the copied widgets, under names of their own, above the others. */
export function pasteWidgets(
  spec: DashboardSpec,
  { widgets, boxes, groups }: WidgetClipboard,
  { page, at, datasets }: PasteOptions,
): Pasted {
  const nothing = { spec, ids: [], controls: [], datasets: [] };
  if (spec.widgets.length + widgets.length > MOST_WIDGETS) return nothing;
  const taken = takenIds(spec);
  const missing = new Set<string>();
  const names = new Map<string, string>();
  const added = widgets.map((widget) => {
    const id = freshId(taken, widget.id);
    taken.add(id);
    names.set(widget.id, id);
    return { ...fitted(widget, spec, missing), id };
  });
  const rects = widgets.map(
    ({ id }) => (Object.hasOwn(boxes, id) && boxes[id]) || { x: 0, y: 0, w: 320, h: 200 },
  );
  const whole = around(rects);
  const here = idsOnPage(spec, page).flatMap((id) => boxOf(spec, id) ?? []);
  const by = at ? 0 : freeOffset(rects, here);
  const start = withinWidth(
    { ...whole, x: Math.round(at?.x ?? whole.x + by), y: Math.round(at?.y ?? whole.y + by) },
    spec.layout.width,
  );
  const placed = added.map(({ id }, i) => {
    const rect = rects[i] ?? whole;
    const moved = { ...rect, x: rect.x - whole.x + start.x, y: rect.y - whole.y + start.y };
    return [id, onPage(withinWidth(moved, spec.layout.width), spec, page)] as const;
  });
  const grouped = (groups ?? [])
    .map((group) => group.flatMap((id) => names.get(id) ?? []))
    .filter(({ length }) => length > 1);
  const all = [...(spec.layout.groups ?? []), ...grouped];
  const asked = widgets.flatMap((widget) => (asksData(widget) ? [widget.dataset] : []));
  return {
    spec: withLayout(
      { ...spec, widgets: [...spec.widgets, ...added] },
      { widgets: { ...spec.layout.widgets, ...Object.fromEntries(placed) }, groups: all.slice(0, 100) },
    ),
    ids: added.map(({ id }) => id),
    controls: [...missing],
    datasets: datasets ? [...new Set(asked)].filter((id) => !datasets.includes(id)) : [],
  };
}

/** A second one of each, beside it; with `by`, so far from it. @returns the new ones' ids */
export function duplicateWidgets(
  spec: DashboardSpec,
  ids: readonly string[],
  page: string | undefined,
  by?: { dx: number; dy: number },
): { spec: DashboardSpec; ids: string[] } {
  const copied = copyWidgets(spec, ids);
  if (copied.widgets.length === 0) return { spec, ids: [] };
  const { x, y } = around(Object.values(copied.boxes));
  const at = by ? { at: { x: Math.max(0, x + by.dx), y: Math.max(0, y + by.dy) } } : {};
  return pasteWidgets(spec, copied, { page, ...at });
}
