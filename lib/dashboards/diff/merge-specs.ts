/** Two people's changes of one document, in one. Pure. */
import type { Control } from "@/lib/dashboards/control";
import { controlId } from "@/lib/dashboards/diff/diff-specs";
import { isLookedInto, keysOf, sameValue } from "@/lib/dashboards/diff/fields";
import { mergeList } from "@/lib/dashboards/diff/merge-list";
import type { Box, Layout, Page } from "@/lib/dashboards/layout";
import type { DashboardSpec, Widget } from "@/lib/dashboards/schema";
import { withoutLostFilters } from "@/lib/dashboards/without-lost-filters";

/** A field that both changed, each otherwise; undefined: took away, or left out. */
export interface Clash {
  /** `name`, `widgets.daily.chart.measure`, `controls.channel`, `layout.widgets.daily`; a list alone (`widgets`): its order. */
  path: string;
  mine: unknown;
  theirs: unknown;
}

export type Side = "mine" | "theirs";

export interface Merge {
  spec: DashboardSpec;
  /** Decided for the preferred side in `spec`. */
  clashes: Clash[];
}

class Merger {
  readonly clashes: Clash[] = [];
  constructor(readonly prefer: Side) {}

  clash<T>(path: readonly string[], mine: T, theirs: T): T {
    this.clashes.push({ path: path.join("."), mine, theirs });
    return this.prefer === "mine" ? mine : theirs;
  }

  /** One value: who changed it decides. @param within the path in its widget, where it may be looked into */
  value<T>(base: T | undefined, mine: T, theirs: T, path: readonly string[], within?: readonly string[]): T {
    if (sameValue(mine, theirs) || sameValue(base, theirs)) return mine;
    if (sameValue(base, mine)) return theirs;
    const all = [mine, theirs, ...(base === undefined ? [] : [base])];
    // Two that both added are two things of one name: half of each would be neither.
    const isNew = base === undefined && within?.length === 0;
    if (!within || isNew || !isLookedInto(within, all) || !isOneKind(all))
      return this.clash(path, mine, theirs);
    const [b, m, t] = [base ?? {}, mine, theirs] as Record<string, unknown>[];
    const merged: Record<string, unknown> = {};
    for (const key of keysOf(m, t)) {
      const value = this.value(b?.[key], m?.[key], t?.[key], [...path, key], [...within, key]);
      if (value !== undefined) merged[key] = value;
    }
    return merged as T;
  }

  /** Of widgets the fields are merged; a control or page is one thing, whose fields hang together. */
  list<T extends object>(
    name: "controls" | "pages" | "widgets",
    sides: Sides<readonly T[]>,
    idOf: (item: T) => string,
  ): T[] {
    const within = name === "widgets" ? [] : undefined;
    return mergeList(sides, idOf, this.prefer, {
      item: (id, { base, mine, theirs }) => this.value(base, mine, theirs, [name, id], within),
      clash: (id, mine, theirs) => this.clash(id === null ? [name] : [name, id], mine, theirs),
    });
  }
}

export interface Sides<T> {
  base: T;
  mine: T;
  theirs: T;
}

/** A widget or control that became another kind is one field: the fields of both don't mix. */
const isOneKind = (values: readonly unknown[]): boolean =>
  new Set(values.map((value) => (value as { type?: unknown }).type)).size === 1;

const LISTS = new Set(["controls", "pages", "widgets", "layout"]);
const idOf = (item: { id: string }) => item.id;

/**
 * What both made of `base`, in one document: fields of widgets, controls and pages, boxes, the dashboard's own. What only one
 * changed is theirs to say; what both changed otherwise is a clash.
 * @param prefer whose word counts at a clash
 */
export function mergeSpecs(
  base: DashboardSpec,
  mine: DashboardSpec,
  theirs: DashboardSpec,
  prefer: Side = "mine",
): Merge {
  const merger = new Merger(prefer);
  const sides = <K extends keyof DashboardSpec>(key: K): Sides<DashboardSpec[K]> => ({
    base: base[key],
    mine: mine[key],
    theirs: theirs[key],
  });
  const head: Record<string, unknown> = {};
  for (const key of keysOf(mine, theirs, base) as (keyof DashboardSpec)[]) {
    if (LISTS.has(key)) continue;
    const value = merger.value(base[key], mine[key], theirs[key], [key]);
    if (value !== undefined) head[key] = value;
  }
  const listed = <T>(list: readonly T[] | undefined) => list ?? [];
  const each = <T>(all: Sides<readonly T[] | undefined>): Sides<readonly T[]> => ({
    base: listed(all.base),
    mine: listed(all.mine),
    theirs: listed(all.theirs),
  });
  const controls = merger.list<Control>("controls", each(sides("controls")), controlId);
  const pages = merger.list<Page>("pages", each(sides("pages")), idOf);
  const widgets = merger.list<Widget>("widgets", each(sides("widgets")), idOf);
  const layout = mergeLayout(merger, sides("layout"), widgets);
  const kept = keepPages(merger, { base, mine, theirs }, pages, layout.widgets);
  return {
    spec: {
      ...(head as Omit<DashboardSpec, "controls" | "pages" | "widgets" | "layout">),
      controls,
      ...(kept.pages.length > 0 ? { pages: kept.pages } : {}),
      widgets: widgets.map((widget) => withoutLostFilters(widget, controls)),
      layout: { ...layout, widgets: kept.boxes },
    },
    clashes: merger.clashes,
  };
}

/** Places of the widgets there are, and lists that name no others. */
function mergeLayout(
  merger: Merger,
  { base, mine, theirs }: Sides<Layout>,
  widgets: readonly Widget[],
): Layout {
  const ids = new Set(widgets.map(({ id }) => id));
  const boxes: Record<string, Box> = {};
  for (const id of ids) {
    const was = base.widgets[id];
    const [m, t] = [mine.widgets[id] ?? was, theirs.widgets[id] ?? was];
    const box = m && t ? merger.value(was, m, t, ["layout", "widgets", id]) : (m ?? t);
    if (box) boxes[id] = box;
  }
  const field = <K extends keyof Layout>(key: K): Layout[K] =>
    merger.value(base[key], mine[key], theirs[key], ["layout", key]);
  const known = (list: readonly string[]) => list.filter((id) => ids.has(id));
  const grid = field("grid");
  const phone = field("phone");
  const locked = field("locked");
  const groups = field("groups");
  return {
    width: field("width"),
    ...(grid === undefined ? {} : { grid }),
    widgets: boxes,
    ...(phone ? { phone: known(phone) } : {}),
    ...(groups ? { groups: groups.map(known).filter(({ length }) => length > 1) } : {}),
    ...(locked ? { locked: known(locked) } : {}),
  };
}

/** A page that one took away while the other put something on it is a clash: it stays, or its widgets go to the first page. */
function keepPages(
  merger: Merger,
  sides: Sides<DashboardSpec>,
  pages: readonly Page[],
  boxes: Readonly<Record<string, Box>>,
): { pages: Page[]; boxes: Record<string, Box> } {
  const kept = [...pages];
  const placed: Record<string, Box> = {};
  const find = (id: string, { pages: list = [] }: DashboardSpec) => list.find((page) => page.id === id);
  const lost = new Set<string>();
  for (const [id, box] of Object.entries(boxes)) {
    const { page, ...place } = box;
    placed[id] = box;
    if (page === undefined || kept.some((other) => other.id === page)) continue;
    if (!lost.has(page)) {
      const back = merger.clash(["pages", page], find(page, sides.mine), find(page, sides.theirs));
      if (back) kept.push(back);
      else lost.add(page);
    }
    if (lost.has(page)) placed[id] = place;
  }
  return { pages: kept, boxes: placed };
}
