import type { Page } from "@/lib/dashboards/layout";
import { pageOf } from "@/lib/dashboards/layout-page";
import type { DashboardSpec } from "@/lib/dashboards/schema";
import { onPage } from "@/lib/editor/add-widget";
import {
  around,
  bottomOf,
  boxesOf,
  boxOf,
  freshId,
  idsOnPage,
  withBoxes,
  withLayout,
} from "@/lib/editor/boxes";
import { removeWidgets, withoutMembers } from "@/lib/editor/remove-widgets";
import type { Locale } from "@/lib/format/format";

/** As the schema has it. */
export const MOST_PAGES = 50;
const GAP = 16;

type Titled = Page["title"];

/** Each box names its page: which is the first may change then. */
function pinned(spec: DashboardSpec): DashboardSpec {
  const boxes = Object.entries(spec.layout.widgets).map(([id, box]) => {
    const page = pageOf(box, spec.pages);
    return [id, page === undefined ? box : { ...box, page }] as const;
  });
  return withBoxes(spec, Object.fromEntries(boxes));
}

/**
 * One more page at the end. On a dashboard without pages what is there becomes the first of two.
 * @returns the new page's id; null where there are as many as there may be
 */
export function addPage(
  spec: DashboardSpec,
  titles: { first: Titled; next: Titled },
): { spec: DashboardSpec; id: string | null } {
  const pages = spec.pages ?? [{ id: "page-1", title: titles.first }];
  if (pages.length >= MOST_PAGES) return { spec, id: null };
  const id = freshId(new Set(pages.map((page) => page.id)), "page-1");
  return { spec: { ...spec, pages: [...pages, { id, title: titles.next }] }, id };
}

/** Another name in one language; the other one's stays. An empty one changes nothing. */
export function renamePage(spec: DashboardSpec, id: string, text: string, locale: Locale): DashboardSpec {
  const name = text.trim().slice(0, 200);
  const page = spec.pages?.find((one) => one.id === id);
  if (!page || name === "") return spec;
  const { title } = page;
  if ((typeof title === "string" ? title : title[locale]) === name) return spec;
  const next = typeof title === "string" ? name : { ...title, [locale]: name };
  return { ...spec, pages: (spec.pages ?? []).map((one) => (one.id === id ? { ...one, title: next } : one)) };
}

/** Where a removed page's widgets may go: the next one, or the one before the last. */
export function neighbourOf(spec: DashboardSpec, id: string): Page | undefined {
  const pages = spec.pages ?? [];
  const index = pages.findIndex((page) => page.id === id);
  return pages[index + 1] ?? pages[index - 1];
}

/** Widgets to another page: as they lie, below what is there. Groups they leave behind let go of them. */
export function moveToPage(spec: DashboardSpec, ids: readonly string[], page: string): DashboardSpec {
  const moved = ids.filter((id) => {
    const box = boxOf(spec, id);
    return box && pageOf(box, spec.pages) !== page;
  });
  if (moved.length === 0 || !spec.pages?.some(({ id }) => id === page)) return spec;
  const whole = around(boxesOf(spec, moved));
  const there = boxesOf(spec, idsOnPage(spec, page));
  const hits = boxesOf(spec, moved).some((a) =>
    there.some((b) => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h),
  );
  const dy = hits ? bottomOf(spec, page) + GAP - whole.y : 0;
  const boxes = Object.fromEntries(
    moved.flatMap((id) => {
      const box = boxOf(spec, id);
      return box ? [[id, onPage({ ...box, y: box.y + dy }, spec, page)] as const] : [];
    }),
  );
  const gone = new Set(moved);
  const split = (spec.layout.groups ?? []).filter(
    (group) => group.some((id) => gone.has(id)) && !group.every((id) => gone.has(id)),
  );
  const loose = new Set(split.flat().filter((id) => gone.has(id)));
  const next = withBoxes(spec, boxes);
  return loose.size > 0 ? withLayout(next, { groups: withoutMembers(spec.layout.groups, loose) }) : next;
}

/**
 * Without a page. The only one's removal leaves a dashboard without tabs.
 * @param widgets what becomes of its widgets: they go to {@link neighbourOf} it, or with it
 */
export function removePage(spec: DashboardSpec, id: string, widgets: "move" | "remove"): DashboardSpec {
  if (!spec.pages?.some((page) => page.id === id)) return spec;
  const explicit = pinned(spec);
  const own = idsOnPage(explicit, id);
  const neighbour = neighbourOf(explicit, id);
  const left =
    widgets === "remove"
      ? removeWidgets(explicit, own)
      : neighbour
        ? moveToPage(explicit, own, neighbour.id)
        : explicit;
  const { pages = [], ...rest } = pinned(left);
  const kept = pages.filter((page) => page.id !== id);
  if (kept.length > 0) return { ...rest, pages: kept };
  const bare = Object.entries(rest.layout.widgets).map(([key, { page: _, ...box }]) => [key, box] as const);
  return { ...rest, layout: { ...rest.layout, widgets: Object.fromEntries(bare) } };
}

/** A page to another place among the tabs. */
export function reorderPage(spec: DashboardSpec, id: string, to: number): DashboardSpec {
  const pages = spec.pages ?? [];
  const from = pages.findIndex((page) => page.id === id);
  const index = Math.max(0, Math.min(to, pages.length - 1));
  const page = pages[from];
  if (!page || from === index) return spec;
  const others = pages.filter((one) => one !== page);
  return { ...pinned(spec), pages: [...others.slice(0, index), page, ...others.slice(index)] };
}
