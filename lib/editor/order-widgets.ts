import { pageOf } from "@/lib/dashboards/layout-page";
import type { DashboardSpec } from "@/lib/dashboards/schema";
import { boxOf, idsOnPage } from "@/lib/editor/boxes";

export const ORDERS = ["front", "forward", "backward", "back"] as const;
export type Order = (typeof ORDERS)[number];

function reordered(list: readonly string[], chosen: ReadonlySet<string>, order: Order): string[] {
  const own = list.filter((id) => chosen.has(id));
  const others = list.filter((id) => !chosen.has(id));
  if (order === "front") return [...others, ...own];
  if (order === "back") return [...own, ...others];
  const next = [...list];
  const steps = next.map((_, i) => i);
  if (order === "forward") steps.reverse();
  for (const i of steps) {
    const to = order === "forward" ? i + 1 : i - 1;
    const [one, other] = [next[i], next[to]];
    if (one === undefined || other === undefined || !chosen.has(one) || chosen.has(other)) continue;
    [next[i], next[to]] = [other, one];
  }
  return next;
}

/** Lays them above or below the others of their page. */
export function orderWidgets(spec: DashboardSpec, ids: readonly string[], order: Order): DashboardSpec {
  const first = ids.map((id) => boxOf(spec, id)).find((box) => box !== undefined);
  if (!first) return spec;
  const before = idsOnPage(spec, pageOf(first, spec.pages));
  const after = reordered(before, new Set(ids), order);
  if (after.every((id, i) => id === before[i])) return spec;
  const byId = new Map(spec.widgets.map((widget) => [widget.id, widget]));
  const here = new Set(before);
  const queue = [...after];
  // The other pages' widgets stay where they are in the list.
  const widgets = spec.widgets.map((widget) =>
    here.has(widget.id) ? (byId.get(queue.shift() ?? "") ?? widget) : widget,
  );
  return { ...spec, widgets };
}
