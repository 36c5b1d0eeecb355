import { DEFAULT_VIEW, OWN_VIEW } from "@/lib/views/default-view";
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

/** What `view` in the address says to show a view; empty: nothing, because the dashboard opens with it. */
export const addressOf = (views: readonly Pick<ViewSummary, "isMyDefault">[], view: string): string =>
  view === OWN_STATE && views.some(({ isMyDefault }) => isMyDefault) ? OWN_VIEW : view;

/** `name`, or with the first number that makes it unlike all of `taken`, case aside. */
export function freeName(taken: readonly (string | null)[], write: (number: number) => string): string {
  const known = new Set(taken.map((name) => name?.toLowerCase()));
  for (let number = 1; ; number++) {
    const name = write(number);
    if (!known.has(name.toLowerCase())) return name;
  }
}

/** The address without the tables' own state; their pages stay only where they still mean the same rows. */
export const withoutTables = (params: URLSearchParams, view?: string): URLSearchParams => {
  const next = new URLSearchParams(
    [...params].filter(([param]) => !param.startsWith("t.") && (view === undefined || param !== "view")),
  );
  if (view) next.set("view", view);
  return next;
};
