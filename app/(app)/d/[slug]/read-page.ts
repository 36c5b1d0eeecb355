import "server-only";
import { getTranslations } from "next-intl/server";
import type { SavedTable } from "@/components/dashboard/use-table-changes";
import type { Viewer } from "@/lib/access/viewer";
import { describeControls } from "@/lib/dashboards/describe-controls";
import { listDashboards } from "@/lib/dashboards/list-dashboards";
import { parseClosed, parsePage, widgetsOn } from "@/lib/dashboards/page-address";
import { datasetIds, readFreshness } from "@/lib/dashboards/read-datasets";
import { readState } from "@/lib/dashboards/read-state";
import type { Dashboard, Widget } from "@/lib/dashboards/schema";
import { stateNotices, unfilteredText } from "@/lib/dashboards/state-notices";
import { localText } from "@/lib/format/format";
import { getShownData } from "@/lib/live/get-shown-data";
import { knownColumns } from "@/lib/table/known-columns";
import { listViews } from "@/lib/views/list-views";

/** Everything a dashboard's page is made of but its widgets' data, as its address says it. */
export async function readPage(viewer: Viewer, published: Dashboard, address: URLSearchParams, now: Date) {
  const t = await getTranslations();
  const [read, views, listed] = await Promise.all([
    readState(viewer, published, address, { now, words: t }),
    listViews(viewer, published.slug),
    listDashboards(viewer),
  ]);
  const { datasets, dashboard, state, infos, view, cross, textOf, titleOf } = read;
  const { page, unknown } = parsePage(dashboard, address);
  // Of the other pages only what the address and views say is read: their tables' state is kept with the rest.
  const widgets = widgetsOn(page, dashboard, dashboard.widgets);
  const drawn = { ...dashboard, widgets };
  const closed = parseClosed(
    dashboard.widgets.filter((widget) => widget.type === "section"),
    address,
  );
  const [dataAsOf, data] = await Promise.all([readFreshness(drawn), getShownData(datasetIds(drawn), now)]);
  const tables = dashboard.widgets.flatMap((widget): SavedTable[] => {
    const dataset = widget.type === "table" ? datasets.get(widget.dataset) : undefined;
    if (widget.type !== "table" || !dataset) return [];
    const columns = knownColumns(dataset, widget.dimensions);
    const saved = view.widgets[widget.id] ?? widget.config;
    return [{ id: widget.id, title: titleOf(widget), columns, standard: widget.config, saved }];
  });
  const unfiltered = (widget: Widget) => unfilteredText(widget, read, t);
  const told = [
    ...(unknown === null ? [] : [t("dashboards.notices.unknownPage", { value: unknown })]),
    ...stateNotices(viewer, read, address, t),
    ...(dashboard.issues?.length ? [t("dashboards.brokenParts", { count: dashboard.issues.length })] : []),
  ];
  const pages = (dashboard.pages ?? []).map(({ id, title }) => ({
    id,
    title: localText(title, viewer.locale),
  }));
  return {
    dashboard,
    name: localText(dashboard.name, viewer.locale),
    isFavorite: listed.some(({ slug, isFavorite }) => slug === dashboard.slug && isFavorite),
    /** Tabs; none where there is but one page. */
    pages: pages.length > 1 ? pages : [],
    page,
    /** Those of the open page. */
    widgets,
    closed,
    state,
    infos,
    texts: describeControls(state, infos, t),
    view,
    views,
    /** Of all pages. */
    tables,
    cross,
    told,
    data,
    dataAsOf,
    titleOf,
    textOf,
    unfiltered,
  };
}

export type PageState = Awaited<ReturnType<typeof readPage>>;
