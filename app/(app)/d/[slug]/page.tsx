import { LayoutDashboard } from "lucide-react";
import type { Metadata } from "next";
import { after } from "next/server";
import { getTranslations } from "next-intl/server";
import { cache } from "react";
import { ControlBar } from "@/components/dashboard/control-bar";
import { CrossChips, CrossStatus } from "@/components/dashboard/cross-chips-part";
import { CrossFilters } from "@/components/dashboard/cross-filter";
import { DashboardMenu } from "@/components/dashboard/dashboard-menu-part";
import { EditButton } from "@/components/dashboard/edit-button";
import { FavoriteStar } from "@/components/dashboard/favorite-star";
import { Freshness } from "@/components/dashboard/freshness";
import { KioskBar, KioskButton, OutsideKiosk } from "@/components/dashboard/kiosk";
import { NavigationProvider, PendingArea } from "@/components/dashboard/navigation";
import { Notices } from "@/components/dashboard/notices";
import { PageTabs } from "@/components/dashboard/page-tabs-part";
import { PrintHeader } from "@/components/dashboard/print-header";
import { ShareButton } from "@/components/dashboard/share-button-part";
import { ViewBar } from "@/components/dashboard/view-bar";
import { ExportMenu } from "@/components/exports/export-menu";
import { ExportFrom } from "@/components/exports/export-source";
import { PageHeader } from "@/components/layout/page-header";
import { DashboardTables } from "@/components/table/dashboard-tables";
import { PanelProvider, PanelSlot } from "@/components/table/panel";
import { EmptyState } from "@/components/ui/empty-state";
import { can } from "@/lib/access/can";
import type { Viewer } from "@/lib/access/viewer";
import { requireViewer } from "@/lib/auth/require-viewer";
import { conditionTexts } from "@/lib/dashboards/condition-text";
import type { ControlState } from "@/lib/dashboards/control-state";
import { getDashboard } from "@/lib/dashboards/get-dashboard";
import { parsePage } from "@/lib/dashboards/page-address";
import type { Cross } from "@/lib/dashboards/read-cross";
import { recordVisit } from "@/lib/dashboards/record-visit";
import { localText } from "@/lib/format/format";
import { formatDateRange, formatMoment } from "@/lib/format/format-date";
import { toParams } from "@/lib/http/search-params";
import { resolveDay } from "@/lib/query/relative-date";
import { formatTextsOf } from "@/lib/table/format-param";
import { openOrRefuse } from "./open-or-refuse";
import { PageCanvas } from "./page-canvas";
import { readPage } from "./read-page";

interface Props {
  params: Promise<{ slug: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** The dashboard, once a request: title and page share it. */
const openDashboard = cache((viewer: Viewer, slug: string) =>
  openOrRefuse(viewer, () => getDashboard(viewer, slug)),
);

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const viewer = await requireViewer();
  const dashboard = await openDashboard(viewer, (await params).slug);
  const name = localText(dashboard.name, viewer.locale);
  const { page } = parsePage(dashboard, toParams(await searchParams));
  const first = dashboard.pages?.[0]?.id;
  const title = dashboard.pages?.find(({ id }) => id === page && id !== first)?.title;
  return { title: title ? `${localText(title, viewer.locale)} · ${name}` : name };
}

export default async function DashboardPage({ params, searchParams }: Props) {
  const viewer = await requireViewer();
  const published = await openDashboard(viewer, (await params).slug);
  // The page does not wait for it, nor does it fail with it.
  after(() => recordVisit(viewer, published.id));
  const address = toParams(await searchParams);
  const now = new Date();
  const [open, t] = await Promise.all([readPage(viewer, published, address, now), getTranslations()]);
  const { dashboard, name, state, infos, texts, tables, view, cross, dataAsOf, pages } = open;
  const days = subtitleOf(state, viewer, now);
  const page = pages.find(({ id }) => id === open.page)?.title;
  const mayFormat = can(viewer, "view.format");
  const mayExport = can(viewer, "export.run");
  const viewBar = {
    slug: dashboard.slug,
    tables,
    views: open.views,
    active: view.active,
    canShare: can(viewer, "view.saveShared"),
    mayOpenForAll: can(viewer, "dashboard.update", dashboard),
  };
  const clock = {
    now: now.toISOString(),
    timezone: viewer.timezone,
    calendar: { weekStart: viewer.weekStart ?? 1, fiscalYearStart: viewer.fiscalYearStart },
  };
  // A broken widget says so in its place.
  const isEmpty = open.widgets.length === 0 && !dashboard.issues;

  return (
    <NavigationProvider data={open.data}>
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
              title={page ? `${name} · ${page}` : name}
              view={view.active ? (view.active.name ?? t("dashboard.views.own")) : undefined}
              period={days}
              filters={[...texts.all, ...chosenOf(cross, viewer, t("chart.none"))]}
              asOf={dataAsOf ? writtenOut(dataAsOf, viewer) : undefined}
            />
            <KioskBar
              title={page ? `${name} · ${page}` : name}
              subtitle={[days ?? [], ...texts.set].flat().join(" · ") || undefined}
            >
              <Freshness dataAsOf={dataAsOf} {...clock} />
            </KioskBar>
            <OutsideKiosk>
              <PageHeader
                title={name}
                breadcrumbs={[{ label: t("layout.dashboards"), href: "/" }]}
                subtitle={days}
                actions={
                  <>
                    <Freshness dataAsOf={dataAsOf} {...clock} />
                    <KioskButton />
                    {can(viewer, "dashboard.seeShares", dashboard) ? (
                      <ShareButton slug={dashboard.slug} name={name} />
                    ) : null}
                    {viewBar.mayOpenForAll ? <EditButton slug={dashboard.slug} /> : null}
                    {viewBar.mayOpenForAll || can(viewer, "dashboard.create") ? (
                      <DashboardMenu
                        slug={dashboard.slug}
                        name={name}
                        mayChange={viewBar.mayOpenForAll}
                        mayDelete={can(viewer, "dashboard.delete", dashboard)}
                        mayDuplicate={can(viewer, "dashboard.create")}
                        mayExport={mayExport}
                        timezone={viewer.timezone}
                      />
                    ) : mayExport ? (
                      <ExportMenu
                        of={{ kind: "dashboard", dashboard: dashboard.slug }}
                        label={t("exports.dashboardMenu")}
                      />
                    ) : null}
                  </>
                }
              >
                <FavoriteStar slug={dashboard.slug} name={name} favorite={open.isFavorite} />
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
              {open.page && pages.length > 0 ? <PageTabs pages={pages} page={open.page} /> : null}
            </OutsideKiosk>
            <div className="flex flex-1">
              <main id="main" className="min-w-0 flex-1">
                <Notices notices={open.told} />
                {isEmpty ? (
                  <EmptyState
                    icon={LayoutDashboard}
                    title={t(pages.length > 0 ? "dashboard.empty.page" : "dashboard.empty.title")}
                    description={t(pages.length > 0 ? "dashboard.empty.pageText" : "dashboard.empty.text")}
                    className="min-h-[50dvh]"
                  />
                ) : null}
                <PendingArea>
                  <ExportFrom source={mayExport ? { dashboard: dashboard.slug } : null}>
                    <PageCanvas viewer={viewer} open={open} address={address} now={now} />
                  </ExportFrom>
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
