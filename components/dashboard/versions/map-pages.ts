/** Two documents as maps of their pages: which box is where, and what became of it. Pure. */
import type { SpecChange } from "@/lib/dashboards/diff/diff-specs";
import type { Box } from "@/lib/dashboards/layout";
import { pageOf } from "@/lib/dashboards/layout-page";
import type { DashboardSpec, Widget } from "@/lib/dashboards/schema";

export type BoxState = "added" | "removed" | "changed" | "moved";

export interface MapBox {
  widget: Widget;
  box: Box;
  /** Nothing: it is as it was. */
  states: BoxState[];
}

export interface PageMap {
  /** Undefined on a dashboard without pages. */
  page: string | undefined;
  /** px of both maps, so that they are drawn to one scale. */
  width: number;
  height: number;
  before: MapBox[];
  after: MapBox[];
  changed: boolean;
}

function statesOf(changes: readonly SpecChange[]): Map<string, BoxState[]> {
  const states = new Map<string, BoxState[]>();
  for (const { part, id, kind, path } of changes) {
    if (part !== "widget" || id === undefined || path === "order") continue;
    const state: BoxState =
      path === "" && (kind === "added" || kind === "removed") ? kind : path === "box" ? "moved" : "changed";
    const known = states.get(id) ?? [];
    if (!known.includes(state)) states.set(id, [...known, state]);
  }
  return states;
}

const boxesOn = (spec: DashboardSpec, page: string | undefined, states: Map<string, BoxState[]>): MapBox[] =>
  spec.widgets.flatMap((widget) => {
    const box = spec.layout.widgets[widget.id];
    return box && pageOf(box, spec.pages) === page
      ? [{ widget, box, states: states.get(widget.id) ?? [] }]
      : [];
  });

/** The pages of either document, those of the later one first, each with what lies on it. */
export function mapPages(
  before: DashboardSpec,
  after: DashboardSpec,
  changes: readonly SpecChange[],
): PageMap[] {
  const states = statesOf(changes);
  const ids = (spec: DashboardSpec): (string | undefined)[] => spec.pages?.map(({ id }) => id) ?? [undefined];
  const width = Math.max(before.layout.width, after.layout.width);
  return [...new Set([...ids(after), ...ids(before)])].flatMap((page): PageMap[] => {
    const was = boxesOn(before, page, states);
    const is = boxesOn(after, page, states);
    if (was.length === 0 && is.length === 0) return [];
    const height = Math.max(...[...was, ...is].map(({ box }) => box.y + box.h));
    const changed = [...was, ...is].some((box) => box.states.length > 0);
    return [{ page, width, height, before: was, after: is, changed }];
  });
}
