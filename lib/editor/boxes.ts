/** Where the widgets of an editor's document lie, and what belongs together. Pure. */
import type { Box, Layout } from "@/lib/dashboards/layout";
import { pageOf } from "@/lib/dashboards/layout-page";
import type { DashboardSpec } from "@/lib/dashboards/schema";

export type Rect = Pick<Box, "x" | "y" | "w" | "h">;

export const boxOf = (spec: DashboardSpec, id: string): Box | undefined =>
  Object.hasOwn(spec.layout.widgets, id) ? spec.layout.widgets[id] : undefined;

/** Of a page, the lowest first. @param page undefined on a dashboard without pages */
export const idsOnPage = (spec: DashboardSpec, page: string | undefined): string[] =>
  spec.widgets.flatMap(({ id }) => {
    const box = boxOf(spec, id);
    return box && pageOf(box, spec.pages) === page ? [id] : [];
  });

/** Row by row, left to right. */
export function readingOrder(spec: DashboardSpec, page: string | undefined): string[] {
  const at = (id: string) => boxOf(spec, id) ?? { x: 0, y: 0 };
  return idsOnPage(spec, page).sort((a, b) => at(a).y - at(b).y || at(a).x - at(b).x);
}

/** The smallest rectangle around all of them; of none at 0, 0. */
export function around(rects: readonly Rect[]): Rect {
  if (rects.length === 0) return { x: 0, y: 0, w: 0, h: 0 };
  const x = Math.min(...rects.map((rect) => rect.x));
  const y = Math.min(...rects.map((rect) => rect.y));
  return {
    x,
    y,
    w: Math.max(...rects.map((rect) => rect.x + rect.w)) - x,
    h: Math.max(...rects.map((rect) => rect.y + rect.h)) - y,
  };
}

export const boxesOf = (spec: DashboardSpec, ids: readonly string[]): Box[] =>
  ids.flatMap((id) => boxOf(spec, id) ?? []);

/** The lowest edge of a page's widgets. */
export const bottomOf = (spec: DashboardSpec, page: string | undefined): number => {
  const { y, h } = around(boxesOf(spec, idsOnPage(spec, page)));
  return y + h;
};

export const isLocked = (spec: DashboardSpec, id: string): boolean =>
  spec.layout.locked?.includes(id) ?? false;

/** Those of `ids` that may be placed elsewhere. */
export const movable = (spec: DashboardSpec, ids: readonly string[]): string[] =>
  ids.filter((id) => boxOf(spec, id) && !isLocked(spec, id));

export const groupOf = (spec: DashboardSpec, id: string): readonly string[] | undefined =>
  spec.layout.groups?.find((group) => group.includes(id));

/** `ids` with all that are grouped with one of them. */
export const withGroups = (spec: DashboardSpec, ids: readonly string[]): string[] => [
  ...new Set(ids.flatMap((id) => groupOf(spec, id) ?? [id])),
];

/** What is placed as one: groups that are there as a whole, the others one by one; the members where all is one group. */
export function unitsOf(spec: DashboardSpec, ids: readonly string[]): string[][] {
  const seen = new Set<string>();
  const units = ids.flatMap((id) => {
    if (seen.has(id)) return [];
    const group = groupOf(spec, id);
    const unit = group?.every((one) => ids.includes(one)) ? [...group] : [id];
    for (const one of unit) seen.add(one);
    return [unit];
  });
  return units.length === 1 ? (units[0] ?? []).map((id) => [id]) : units;
}

/** The document with other fields of its layout; undefined and empty lists are left out. */
export function withLayout(
  spec: DashboardSpec,
  fields: { [K in keyof Layout]?: Layout[K] | undefined },
): DashboardSpec {
  const { grid, phone, groups, locked, ...rest } = { ...spec.layout, ...fields };
  const layout: Layout = { ...spec.layout, ...rest } as Layout;
  for (const key of ["grid", "phone", "groups", "locked"] as const) delete layout[key];
  return {
    ...spec,
    layout: {
      ...layout,
      ...(grid === undefined ? {} : { grid }),
      ...(phone?.length ? { phone } : {}),
      ...(groups?.length ? { groups } : {}),
      ...(locked?.length ? { locked } : {}),
    },
  };
}

const same = (a: Box, b: Box | undefined): boolean =>
  b !== undefined && a.x === b.x && a.y === b.y && a.w === b.w && a.h === b.h && a.page === b.page;

/** The document with these boxes; the one handed in when none of them differs. */
export function withBoxes(spec: DashboardSpec, boxes: Readonly<Record<string, Box>>): DashboardSpec {
  const changed = Object.entries(boxes).filter(([id, box]) => !same(box, boxOf(spec, id)));
  if (changed.length === 0) return spec;
  return withLayout(spec, { widgets: { ...spec.layout.widgets, ...Object.fromEntries(changed) } });
}

/** A rectangle within a canvas of this width. */
export function withinWidth<T extends Rect>(rect: T, width: number): T {
  const w = Math.min(rect.w, width);
  return { ...rect, w, x: Math.max(0, Math.min(rect.x, width - w)), y: Math.max(0, rect.y) };
}

/** A name nobody has: `chart-2`. */
export function freshId(taken: ReadonlySet<string>, wanted: string): string {
  if (!taken.has(wanted)) return wanted;
  const stem = wanted.replace(/-\d+$/, "").slice(0, 90);
  for (let number = 1; ; number++) {
    const id = `${stem}-${number}`;
    if (!taken.has(id)) return id;
  }
}
