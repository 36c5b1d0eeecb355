import { LayoutDashboard } from "lucide-react";
import type { Metadata } from "next";
import { forbidden, notFound } from "next/navigation";
import { after } from "next/server";
import { getTranslations } from "next-intl/server";
import { cache, Suspense } from "react";
import { Canvas, CanvasBox, inReadingOrder } from "@/components/dashboard/canvas";
import { ControlBar } from "@/components/dashboard/control-bar";
import { CrossChips, CrossStatus } from "@/components/dashboard/cross-chips-part";
import { CrossFilters } from "@/components/dashboard/cross-filter";
import { DashboardMenu } from "@/components/dashboard/dashboard-menu-part";
import { FavoriteStar } from "@/components/dashboard/favorite-star";
import { Freshness } from "@/components/dashboard/freshness";
import { KioskBar, KioskButton, OutsideKiosk } from "@/components/dashboard/kiosk";
import { NavigationProvider, PendingArea } from "@/components/dashboard/navigation";
import { Notices } from "@/components/dashboard/notices";
import { PrintHeader } from "@/components/dashboard/print-header";
import { ShareButton } from "@/components/dashboard/share-button-part";
import type { SavedTable } from "@/components/dashboard/use-table-changes";
import { ViewBar } from "@/components/dashboard/view-bar";
import { WidgetBoundary, WidgetFailure } from "@/components/dashboard/widget-failure";
import { WidgetFrame } from "@/components/dashboard/widget-frame";
import { WidgetSkeleton } from "@/components/dashboard/widget-skeleton";
import { PageHeader } from "@/components/layout/page-header";
import { DashboardTables } from "@/components/table/dashboard-tables";
import { PanelProvider, PanelSlot } from "@/components/table/panel";
import { EmptyState } from "@/components/ui/empty-state";
import { can } from "@/lib/access/can";
import type { Viewer } from "@/lib/access/viewer";
import { recordRefusal } from "@/lib/audit/record-refusal";
import { requireViewer } from "@/lib/auth/require-viewer";
import { applySwitches } from "@/lib/dashboards/apply-switches";
import { asksData } from "@/lib/dashboards/asks-data";
import { conditionTexts } from "@/lib/dashboards/condition-text";
import { controlInfos } from "@/lib/dashboards/control-info";
import { unreachedBy } from "@/lib/dashboards/control-reach";
import { type ControlState, parseControls } from "@/lib/dashboards/control-state";
import { switchedText } from "@/lib/dashboards/field-text";
import { getDashboard } from "@/lib/dashboards/get-dashboard";
import { listDashboards } from "@/lib/dashboards/list-dashboards";
import { type Cross, readCross } from "@/lib/dashboards/read-cross";
import { recordVisit } from "@/lib/dashboards/record-visit";
import type { Dashboard, SpecIssue, Widget } from "@/lib/dashboards/schema";
import { AppError } from "@/lib/errors";
import { type LocalText, localText } from "@/lib/format/format";
import { formatDateRange, formatMoment } from "@/lib/format/format-date";
import { toParams } from "@/lib/http/search-params";
import { getShownData } from "@/lib/live/get-shown-data";
import { parseValue } from "@/lib/query/parse-value";
import { resolveDay } from "@/lib/query/relative-date";
import { formatTextsOf, readFormats } from "@/lib/table/format-param";
import { knownColumns } from "@/lib/table/known-columns";
import { parseTableState } from "@/lib/table/search-params";
import { listViews } from "@/lib/views/list-views";
import { resolveView } from "@/lib/views/resolve-view";
import { describeControls, describeNotices } from "./describe-controls";
import { datasetIds, readDatasets, readFreshness } from "./read-datasets";
import { WidgetBody } from "./widget-body";

interface Props {
  params: Promise<{ slug: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** The dashboard, once a request: title and page share it. Real status codes for what is missing or closed. */
const openDashboard = cache(async (viewer: Viewer, slug: string): Promise<Dashboard> => {
  try {
    return await getDashboard(viewer, slug);
  } catch (error) {
    if (error instanceof AppError && (error.code === "NOT_FOUND" || error.code === "AUTH_004")) {
      await recordRefusal(viewer.userId, viewer.request, error.status, error.code);
      if (error.code === "NOT_FOUND") notFound();
      forbidden();
    }
    throw error;
  }
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const viewer = await requireViewer();
  const dashboard = await openDashboard(viewer, (await params).slug);
  return { title: localText(dashboard.name, viewer.locale) };
}

export default async function DashboardPage({ params, searchParams }: Props) {
  const viewer = await requireViewer();
  const published = await openDashboard(viewer, (await params).slug);
  // The page does not wait for it, nor does it fail with it.
  after(() => recordVisit(viewer, published.id));
  const address = toParams(await searchParams);
  const now = new Date();
  const datasets = await readDatasets(viewer, published);
  const { state, notices } = parseControls(published, address, {
    now,
    timezone: viewer.timezone,
    calendar: viewer,
    fits: (id, dimension, value) => {
      const found = datasets.get(id)?.dimensions.find(({ name }) => name === dimension);
      return !found || parseValue(value, found.type) !== null;
    },
  });
  // From here on the widgets show what the switches say.
  const dashboard = {
    ...published,
    widgets: published.widgets.map((widget) => applySwitches(widget, state)),
  };
  const [view, views, listed, dataAsOf, data, t] = await Promise.all([
    resolveView(viewer, dashboard, address.get("view") ?? undefined),
    listViews(viewer, dashboard.slug),
    listDashboards(viewer),
    readFreshness(dashboard),
    getShownData(datasetIds(dashboard), now),
    getTranslations(),
  ]);
  const name = localText(dashboard.name, viewer.locale);
  const infos = controlInfos(dashboard, datasets, viewer.locale, (grain) => t(`table.pivot.grains.${grain}`));
  const textOf = (text: LocalText) => switchedText(localText(text, viewer.locale), state.fields, infos);
  const titleOf = (widget: Widget) => (widget.title ? textOf(widget.title) : widget.id);
  const tables = dashboard.widgets.flatMap((widget): SavedTable[] => {
    const dataset = widget.type === "table" ? datasets.get(widget.dataset) : undefined;
    if (widget.type !== "table" || !dataset) return [];
    const columns = knownColumns(dataset, widget.dimensions);
    const saved = view.widgets[widget.id] ?? widget.config;
    return [{ id: widget.id, title: titleOf(widget), columns, standard: widget.config, saved }];
  });
  const texts = describeControls(state, infos, t);
  const unfiltered = (widget: Widget): string | undefined => {
    const dimensions = asksData(widget) ? datasets.get(widget.dataset)?.dimensions : undefined;
    const names = unreachedBy(widget, dashboard, new Set(dimensions?.map(({ name }) => name)));
    const labels = names.map((name) => infos[name]?.label ?? t("dashboard.range.label"));
    return dimensions && names.length > 0
      ? t("dashboard.unfiltered", { names: labels.join(", ") })
      : undefined;
  };
  const cross = await readCross(viewer, dashboard, { datasets, params: address, titleOf });
  const mayFormat = can(viewer, "view.format");
  const ignored = tables.flatMap(
    ({ id, columns }) => parseTableState(address, id, columns, mayFormat ? readFormats : null).ignored,
  );
  const dropped = [...new Set(Object.values(view.dropped).flat())];
  const told = [
    ...describeNotices(notices, infos, t),
    ...cross.notices.map(({ key, param, value }) => t(`dashboards.notices.${key}`, { param, value })),
    ...ignored.map(({ param, value, reason }) =>
      t(`dashboard.ignored.${reason}`, { param, value: value.slice(0, 60) }),
    ),
    ...(view.missing ? [t("dashboards.notices.viewMissing")] : []),
    ...(dropped.length > 0
      ? [t("dashboards.notices.droppedColumns", { count: dropped.length, names: dropped.join(", ") })]
      : []),
    ...(dashboard.issues?.length ? [t("dashboards.brokenParts", { count: dashboard.issues.length })] : []),
  ];
  const viewBar = {
    slug: dashboard.slug,
    tables,
    views,
    active: view.active,
    canShare: can(viewer, "view.saveShared"),
    mayOpenForAll: can(viewer, "dashboard.update", dashboard),
  };
  const clock = {
    now: now.toISOString(),
    timezone: viewer.timezone,
    calendar: { weekStart: viewer.weekStart ?? 1, fiscalYearStart: viewer.fiscalYearStart },
  };

  return (
    <NavigationProvider data={data}>
      <CrossFilters
        filters={cross.filters}
        sources={cross.sources}
        labels={cross.labels}
        state={state}
        {...clock}
      >
        <DashboardTables
          slug={dashboard.slug}
          tables={tables}
          mayFormat={mayFormat}
          formatTexts={mayFormat ? formatTextsOf(address) : {}}
        >
          <PanelProvider>
            <PrintHeader
              title={name}
              view={view.active ? (view.active.name ?? t("dashboard.views.own")) : undefined}
              period={subtitleOf(state, viewer, now)}
              filters={[...texts.all, ...chosenOf(cross, viewer, t("chart.none"))]}
              asOf={dataAsOf ? writtenOut(dataAsOf, viewer) : undefined}
            />
            <KioskBar
              title={name}
              subtitle={[subtitleOf(state, viewer, now) ?? [], ...texts.set].flat().join(" · ") || undefined}
            >
              <Freshness dataAsOf={dataAsOf} {...clock} />
            </KioskBar>
            <OutsideKiosk>
              <PageHeader
                title={name}
                breadcrumbs={[{ label: t("layout.dashboards"), href: "/" }]}
                subtitle={subtitleOf(state, viewer, now)}
                actions={
                  <>
                    <Freshness dataAsOf={dataAsOf} {...clock} />
                    <KioskButton />
                    {can(viewer, "dashboard.seeShares", dashboard) ? (
                      <ShareButton slug={dashboard.slug} name={name} />
                    ) : null}
                    {can(viewer, "dashboard.update", dashboard) ? (
                      <DashboardMenu
                        slug={dashboard.slug}
                        name={name}
                        mayDelete={can(viewer, "dashboard.delete", dashboard)}
                        timezone={viewer.timezone}
                      />
                    ) : null}
                  </>
                }
              >
                <FavoriteStar
                  slug={dashboard.slug}
                  name={name}
                  favorite={listed.some(({ slug, isFavorite }) => slug === dashboard.slug && isFavorite)}
                />
                <div className="hidden min-w-0 md:block">
                  <ViewBar {...viewBar} />
                </div>
              </PageHeader>
              <CrossStatus />
              <ControlBar
                controls={dashboard.controls}
                state={state}
                infos={infos}
                {...clock}
                end={<CrossChips className="flex flex-wrap items-center gap-1.5" />}
              >
                <ViewBar {...viewBar} compact />
              </ControlBar>
            </OutsideKiosk>
            <div className="flex flex-1">
              <main id="main" className="min-w-0 flex-1">
                <Notices notices={told} />
                {dashboard.widgets.length === 0 && !dashboard.issues ? (
                  <EmptyState
                    icon={LayoutDashboard}
                    title={t("dashboard.empty.title")}
                    description={t("dashboard.empty.text")}
                    className="min-h-[50dvh]"
                  />
                ) : null}
                <PendingArea>
                  <Canvas layout={dashboard.layout}>
                    {inReadingOrder(dashboard.widgets, dashboard.layout).map(({ widget, box }) => (
                      <CanvasBox
                        key={widget.id}
                        box={box}
                        width={dashboard.layout.width}
                        narrow={widget.type === "table" ? "keep" : "fit"}
                      >
                        <WidgetFrame
                          title={titleOf(widget)}
                          description={widget.description && textOf(widget.description)}
                          bare={widget.type === "kpi"}
                          actions={widget.type === "table" || widget.type === "chart"}
                          unfiltered={unfiltered(widget)}
                        >
                          <WidgetBoundary title={titleOf(widget)}>
                            <Suspense fallback={<WidgetSkeleton widget={widget} box={box} />}>
                              <WidgetBody
                                viewer={viewer}
                                widget={widget}
                                title={titleOf(widget)}
                                box={box}
                                controls={state}
                                chosen={cross.filters}
                                saved={view.widgets[widget.id] ?? {}}
                                params={address}
                                now={now}
                              />
                            </Suspense>
                          </WidgetBoundary>
                        </WidgetFrame>
                      </CanvasBox>
                    ))}
                    {brokenParts(dashboard.issues).map(({ path, message, widgetId, box }) => (
                      <CanvasBox key={path} box={box} width={dashboard.layout.width} narrow="fit">
                        <WidgetFrame title={widgetId}>
                          <WidgetFailure
                            message={t("dashboards.brokenWidget", { reason: message })}
                            detail={path}
                            retry={false}
                          />
                        </WidgetFrame>
                      </CanvasBox>
                    ))}
                  </Canvas>
                </PendingArea>
              </main>
              <PanelSlot />
            </div>
          </PanelProvider>
        </DashboardTables>
      </CrossFilters>
    </NavigationProvider>
  );
}

/** On paper, beside the selects: what is chosen on the widgets. */
const chosenOf = ({ filters, labels }: Cross, { locale, timezone }: Viewer, none: string) =>
  filters.flatMap(({ conditions }) =>
    conditions.map((condition) => ({
      label: labels[condition.dimension] ?? condition.dimension,
      values: conditionTexts(condition, { locale, timezone, none }),
    })),
  );

function subtitleOf({ range }: ControlState, viewer: Viewer, now: Date): string | undefined {
  const from = range && resolveDay(range.from, "from", now, viewer.timezone, viewer);
  const to = range && resolveDay(range.to, "to", now, viewer.timezone, viewer);
  return from && to ? formatDateRange(from, to, viewer.locale, now.getFullYear()) : undefined;
}

/** On paper no “yesterday”: seen from long ago, a moment is written with its whole date. */
const writtenOut = (moment: string, { locale, timezone }: Viewer) =>
  formatMoment(moment, new Date(0), locale, timezone);

/** The broken widgets whose place is known: they are shown there, with what is wrong. */
const brokenParts = (issues: SpecIssue[] | undefined) =>
  (issues ?? []).flatMap(({ widgetId, box, ...issue }) =>
    widgetId && box ? [{ ...issue, widgetId, box }] : [],
  );
