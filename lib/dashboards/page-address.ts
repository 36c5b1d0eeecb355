/** What the address says of pages and sections: `page=brand`, and what is not as the document has it, `closed=a,b` and `open=c`. Pure. */
import type { SearchParams } from "@/lib/dashboards/control-state";
import { pageOf } from "@/lib/dashboards/layout-page";
import type { DashboardSpec, SectionWidget, Widget } from "@/lib/dashboards/schema";
import { shorten } from "@/lib/dashboards/shorten";

type Section = Pick<SectionWidget, "id" | "collapsed">;

const valuesOf = (params: SearchParams, name: string): string[] => {
  if (params instanceof URLSearchParams) return params.getAll(name);
  return [params[name] ?? []].flat();
};

const idsOf = (params: SearchParams, name: string): string[] =>
  valuesOf(params, name).flatMap((text) => text.split(",").filter((id) => id !== ""));

export interface OpenPage {
  /** Its id; undefined on a dashboard without pages. */
  page: string | undefined;
  /** The page the address names and the dashboard lacks, shortened. */
  unknown: string | null;
}

/** The page that is open: the one the address names, else the first. */
export function parsePage({ pages }: Pick<DashboardSpec, "pages">, params: SearchParams): OpenPage {
  const wanted = valuesOf(params, "page").at(-1);
  const found = pages?.find(({ id }) => id === wanted);
  return {
    page: (found ?? pages?.[0])?.id,
    unknown: wanted === undefined || found ? null : shorten(wanted),
  };
}

/** The address of a page with all else as it is; of the first one, which needs no naming. */
export function withPage(
  params: URLSearchParams,
  page: string,
  pages: readonly { id: string }[],
): URLSearchParams {
  const next = new URLSearchParams([...params].filter(([name]) => name !== "page"));
  if (page !== pages[0]?.id) next.set("page", page);
  return next;
}

/** The widgets of a page. One whose place names a page that is gone is on the first. */
export function widgetsOn<W extends Pick<Widget, "id">>(
  page: string | undefined,
  { pages, layout }: Pick<DashboardSpec, "pages" | "layout">,
  widgets: readonly W[],
): W[] {
  return widgets.filter(({ id }) => {
    const box = layout.widgets[id];
    return box !== undefined && pageOf(box, pages) === page;
  });
}

/** The ids of the sections that are closed. What the address names of others is passed over: nothing is missing for it. */
export function parseClosed(sections: readonly Section[], params: SearchParams): Set<string> {
  const closed = new Set(idsOf(params, "closed"));
  const open = new Set(idsOf(params, "open"));
  return new Set(
    sections.filter(({ id, collapsed }) => (collapsed ? !open.has(id) : closed.has(id))).map(({ id }) => id),
  );
}

/** The address with a section open or closed; what is as the document has it goes unsaid. */
export function withSection(
  params: URLSearchParams,
  { id, collapsed = false }: Section,
  open: boolean,
): URLSearchParams {
  const next = new URLSearchParams(params);
  for (const name of ["open", "closed"]) {
    const others = idsOf(params, name).filter((one) => one !== id);
    const said = collapsed === open && name === (open ? "open" : "closed");
    const ids = [...new Set(said ? [...others, id] : others)];
    next.delete(name);
    if (ids.length > 0) next.set(name, ids.join(","));
  }
  return next;
}
