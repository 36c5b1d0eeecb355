/** Where a dashboard's widgets lie: pages, boxes in pixels, and what the editor and phones make of them. */
import { z } from "zod";
import { named } from "@/lib/dashboards/control";

export const WidgetId = named(/^[A-Za-z0-9_-]{1,100}$/, "badId");
export const PageId = named(/^[A-Za-z0-9_-]{1,60}$/, "badId");

/** As long as the `name` column and a sidebar bear. */
export const Title = z.union([
  z.string().trim().min(1).max(200),
  z.object({ en: z.string().trim().min(1).max(200), ko: z.string().trim().min(1).max(200) }).strict(),
]);

/** A tab of the dashboard. One without pages is one page without a tab. */
export const Page = z.object({ id: PageId, title: Title }).strict();
export type Page = z.infer<typeof Page>;

/** Place of a widget in px on a canvas `layout.width` wide; pages scale x and width to the window. */
export const Box = z
  .object({
    x: z.number().int().min(0),
    y: z.number().int().min(0),
    w: z.number().int().min(1),
    h: z.number().int().min(1),
    /** The page it is on; the first one when left out. */
    page: PageId.optional(),
  })
  .strict();
export type Box = z.infer<typeof Box>;

export const Layout = z
  .object({
    width: z.number().int().min(320).max(8000).default(1152),
    /** The editor places by so many px; freely when left out. */
    grid: z.number().int().min(2).max(200).optional(),
    widgets: z.record(WidgetId, Box),
    /** On phones these come first, in this order; the others follow in reading order. */
    phone: z.array(WidgetId).max(200).optional(),
    /** Widgets the editor moves as one. */
    groups: z.array(z.array(WidgetId).min(2).max(200)).max(100).optional(),
    /** Widgets the editor leaves where they are. */
    locked: z.array(WidgetId).max(200).optional(),
  })
  .strict();
export type Layout = z.infer<typeof Layout>;

/** A fault of a layout: where, a key of `errors`, the name it is about, in English. */
export type LayoutFault = [path: (string | number)[], key: string, name: string, message: string];

/** What of a layout does not fit its widgets and pages; paths are those of the document. Pure. */
export function layoutFaults(
  layout: Layout,
  widgets: readonly { id: string }[],
  pages: readonly Page[] = [],
): LayoutFault[] {
  const faults: LayoutFault[] = [];
  const twice = (path: (string | number)[], name: string) =>
    faults.push([path, "usedTwice", name, `“${name}” is used twice`]);
  const unknown = (path: (string | number)[], name: string) =>
    faults.push([path, "noSuchWidget", name, `no widget “${name}”`]);

  const known = new Set<string>();
  pages.forEach(({ id }, i) => {
    if (known.has(id)) twice(["pages", i, "id"], id);
    known.add(id);
  });
  const ids = new Set<string>();
  widgets.forEach(({ id }, i) => {
    if (ids.has(id)) twice(["widgets", i, "id"], id);
    else if (!Object.hasOwn(layout.widgets, id))
      faults.push([["layout", "widgets", id], "noPlace", id, `no place for widget “${id}”`]);
    ids.add(id);
  });
  for (const [id, { page }] of Object.entries(layout.widgets)) {
    const path = ["layout", "widgets", id];
    if (!ids.has(id)) faults.push([path, "noWidget", id, `no widget “${id}”`]);
    if (page !== undefined && !known.has(page))
      faults.push([[...path, "page"], "noPage", page, `no page “${page}”`]);
  }
  const each = (list: readonly string[], path: (string | number)[], seen: Set<string>) =>
    list.forEach((id, i) => {
      if (seen.has(id)) twice([...path, i], id);
      else if (!ids.has(id)) unknown([...path, i], id);
      seen.add(id);
    });
  each(layout.phone ?? [], ["layout", "phone"], new Set());
  each(layout.locked ?? [], ["layout", "locked"], new Set());
  const grouped = new Set<string>();
  layout.groups?.forEach((group, g) => {
    each(group, ["layout", "groups", g], grouped);
  });
  return faults;
}
