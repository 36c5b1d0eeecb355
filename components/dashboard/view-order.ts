import { DEFAULT_VIEW } from "@/lib/views/default-view";
import type { ViewSummary } from "@/lib/views/schema";

/** The viewer's own unnamed state, among view ids. */
export const OWN_STATE = "";

/** The views as the switcher lists them: own state, default, personal, shared. */
export function viewOrder(views: readonly Pick<ViewSummary, "id" | "name" | "scope">[]): string[] {
  const named = (wanted: ViewSummary["scope"]) =>
    views.filter(({ name, scope }) => name !== null && scope === wanted).map(({ id }) => id);
  const own = views.some(({ name }) => name === null) ? [OWN_STATE] : [];
  return [...own, DEFAULT_VIEW, ...named("personal"), ...named("shared")];
}

/** The view before or after one in {@link viewOrder}; at either end the one itself. */
export function neighbourOf(views: Parameters<typeof viewOrder>[0], current: string, step: 1 | -1): string {
  const order = viewOrder(views);
  return order[order.indexOf(current) + step] ?? current;
}
