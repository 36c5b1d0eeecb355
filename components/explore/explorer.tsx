"use client";

import { Link2, MousePointerClick } from "lucide-react";
import { useTranslations } from "next-intl";
import { Suspense, use, useCallback, useMemo, useState } from "react";
import { DrawnChart } from "@/components/dashboard/drawn-chart";
import { Freshness } from "@/components/dashboard/freshness";
import { Notices } from "@/components/dashboard/notices";
import { WidgetBoundary } from "@/components/dashboard/widget-failure";
import { WidgetFrame } from "@/components/dashboard/widget-frame";
import { ExploreBar } from "@/components/explore/explore-bar";
import { ExploreDetails } from "@/components/explore/explore-details";
import { ExploreFilters } from "@/components/explore/explore-filters";
import { FieldPanel } from "@/components/explore/field-panel";
import { NoChart } from "@/components/explore/no-chart";
import { SaveWidgetDialog } from "@/components/explore/save-widget-dialog";
import { useExplore } from "@/components/explore/use-explore";
import { useValueCount } from "@/components/explore/use-value-count";
import { ExportMenu } from "@/components/exports/export-menu";
import { useExportOf } from "@/components/exports/export-source";
import { PageHeader } from "@/components/layout/page-header";
import { PanelSlot } from "@/components/table/panel";
import { TableSkeleton } from "@/components/table/table-skeleton";
import { TableWidget, type TableWidgetProps } from "@/components/table/table-widget";
import type { TableAnswer } from "@/components/table/use-table-rows";
import { Button } from "@/components/ui/button";
import { copyText } from "@/components/ui/copy-text";
import { EmptyState } from "@/components/ui/empty-state";
import { toast } from "@/components/ui/toast";
import { widgetQueries } from "@/lib/dashboards/widget-query";
import type { DatasetInfo } from "@/lib/datasets/dataset-info";
import { chosenDimensions, chosenMeasures } from "@/lib/explore/choose-fields";
import { EXPLORE_TABLE, hasFields, NOTHING_CHOSEN } from "@/lib/explore/explore-state";
import { exploreChart, exploreCharts, exploreTable } from "@/lib/explore/explore-widget";
import type { Locale } from "@/lib/format/format";
import type { QueryInput } from "@/lib/query/query";
import { type CalendarRules, resolveDay } from "@/lib/query/relative-date";
import type { ResultMeta } from "@/lib/query/result";
import { rootQuery } from "@/lib/table/table-tree";

export interface ExplorerProps {
  info: DatasetInfo;
  /** The server's answer for the table in the address; null where nothing was asked. */
  initial: Promise<TableAnswer> | null;
  dataAsOf: string | null;
  mayCreate: boolean;
  /** The server's present, ISO 8601. */
  now: string;
  locale: Locale;
  timezone: string;
  calendar: CalendarRules;
}

/** Of the chart's body in px. */
const CHART = { width: 1000, height: 400 };

/** No answer, and to no question. */
const UNASKED: TableAnswer = { query: { dataset: "" }, result: null, total: null, error: null };

type LoadedTableProps = Omit<TableWidgetProps, "initial"> & { initial: Promise<TableAnswer> | null };
const LoadedTable = ({ initial, ...table }: LoadedTableProps) => (
  <TableWidget {...table} initial={initial ? use(initial) : UNASKED} />
);

/** One dataset, freely: its fields at the left, what they come to as table or chart, and how that is answered. */
export function Explorer({
  info,
  initial,
  dataAsOf,
  mayCreate,
  now,
  locale,
  timezone,
  calendar,
}: ExplorerProps) {
  const t = useTranslations("explore");
  const exports = useTranslations("exports");
  const notice = useTranslations("dashboards.notices");
  const words = useTranslations("dashboard");
  const clock = useMemo(() => ({ now: new Date(now), timezone, calendar }), [now, timezone, calendar]);
  const explore = useExplore(info, clock);
  const { state, notices, source, table } = explore;
  const { config, page, into } = table;
  const chosen = hasFields(config);
  const asChart = state.show === "chart";
  const parts = useValueCount(info, source, state, asChart);
  const charts = useMemo(
    () => exploreCharts(info, source, state, parts.count),
    [info, source, state, parts.count],
  );
  const chart = useMemo(() => exploreChart(source, state, charts), [source, state, charts]);
  const asTable = exploreTable(source, state);
  // What a table can't be without a dimension, the numbers alone can.
  const numbers =
    asTable.why === "noDimension" ? exploreChart(source, { ...state, kind: null }, charts) : null;
  const kept = asChart ? chart : (numbers ?? asTable);
  const query = useMemo(
    () =>
      asChart
        ? chart.widget && widgetQueries(chart.widget, state.controls)[0]?.query
        : rootQuery(source, config, { page, into }).query,
    [asChart, chart, state.controls, source, config, page, into],
  );

  const [answered, setAnswered] = useState<{ query: string; meta: ResultMeta } | null>(null);
  const onMeta = useCallback(
    (asked: QueryInput, meta: ResultMeta) => setAnswered({ query: JSON.stringify(asked), meta }),
    [],
  );
  const meta = answered && answered.query === JSON.stringify(query) ? answered.meta : null;

  const labelOf = (name: string) =>
    [...info.dimensions, ...info.measures].find((one) => one.name === name)?.label ?? name;
  const { rows, across } = chosenDimensions(config);
  const names = (list: readonly string[]) => list.map(labelOf).join(", ");
  const measures = names(chosenMeasures(config));
  const dimensions = names([...rows, ...across]);
  const title =
    measures && dimensions ? t("titleBy", { measures, dimensions }) : measures || dimensions || info.label;
  const told = [
    ...notices.controls.map(({ key, param, value }) =>
      notice(key, {
        param,
        value,
        control: words(param === "compare" ? "compare.label" : "range.label"),
      }),
    ),
    ...notices.ignored.map(({ param, value, reason }) =>
      words(`ignored.${reason}`, { param, value: value.slice(0, 60) }),
    ),
  ];
  const { range } = state.controls;
  const day = (side: "from" | "to") => range && resolveDay(range[side], side, clock.now, timezone, calendar);
  const [from, to] = [day("from"), day("to")];
  const frame = t("result", { dataset: info.label });
  const exportOf = useExportOf(EXPLORE_TABLE);

  return (
    <>
      <PageHeader
        title={info.label}
        breadcrumbs={[{ label: t("title"), href: "/explore" }]}
        actions={<Freshness dataAsOf={dataAsOf} now={now} timezone={timezone} />}
      />
      <div className="flex min-w-0 flex-1">
        <aside
          aria-label={t("fields")}
          data-print="hide"
          className="sticky top-11 hidden h-[calc(100dvh-44px)] w-66 shrink-0 flex-col border-line border-r bg-surface lg:flex"
        >
          <h2 className="sr-only">{t("fields")}</h2>
          <FieldPanel info={info} explore={explore} />
        </aside>
        <div className="flex min-w-0 flex-1 flex-col">
          <ExploreBar
            info={info}
            explore={explore}
            charts={charts}
            now={now}
            timezone={timezone}
            calendar={calendar}
          >
            <CopyLink label={t("copyLink")} />
            {chosen && kept.widget ? (
              <SaveWidgetDialog
                widget={kept.widget}
                title={title}
                controls={state.controls}
                mayCreate={mayCreate}
              />
            ) : null}
          </ExploreBar>
          <Notices notices={told} />
          <main id="main" className="@container/canvas flex min-w-0 flex-1 flex-col gap-3 px-4 py-3">
            {chosen && query ? null : <h2 className="sr-only">{frame}</h2>}
            {!chosen ? (
              <EmptyState
                icon={MousePointerClick}
                title={t("start.title")}
                description={t("start.text")}
                className="min-h-[50dvh]"
              />
            ) : (
              <div className={asChart ? "min-h-40" : "h-[max(420px,calc(100dvh-172px))]"}>
                <WidgetFrame title={frame} actions>
                  <WidgetBoundary title={frame}>
                    {asChart ? (
                      <>
                        <ExploreFilters explore={explore} title={frame} />
                        {/* A chart has a menu of its own. */}
                        {exportOf && chart.widget?.type === "kpi" ? (
                          <div
                            data-print="hide"
                            className="absolute top-1.5 right-2 z-10 pointer-coarse:top-0"
                          >
                            <ExportMenu of={exportOf} label={exports("widget", { title: frame })} />
                          </div>
                        ) : null}
                        {chart.widget && !parts.loading ? (
                          <DrawnChart
                            widget={chart.widget}
                            controls={state.controls}
                            range={from && to ? { from, to } : null}
                            title={title}
                            {...CHART}
                            timezone={timezone}
                            weekStart={calendar.weekStart ?? 1}
                            onMeta={onMeta}
                          />
                        ) : chart.why && !parts.loading ? (
                          <NoChart why={chart.why} onSearch={() => table.change({ search: "" })} />
                        ) : null}
                        {chart.widget && chart.leaves.length > 0 ? (
                          <p className="px-3 pb-3 text-12 text-ink-2">
                            {t("leaves", { names: names(chart.leaves) })}
                          </p>
                        ) : null}
                      </>
                    ) : (
                      <Suspense
                        fallback={<TableSkeleton columns={rows.length + chosenMeasures(config).length} />}
                      >
                        <LoadedTable
                          id={EXPLORE_TABLE}
                          title={frame}
                          {...source}
                          saved={NOTHING_CHOSEN}
                          initial={initial}
                          locale={locale}
                          timezone={timezone}
                          onMeta={onMeta}
                        />
                      </Suspense>
                    )}
                  </WidgetBoundary>
                </WidgetFrame>
              </div>
            )}
            {chosen && query ? <ExploreDetails query={query} meta={meta} /> : null}
          </main>
        </div>
        <PanelSlot />
      </div>
    </>
  );
}

/** The address as it is when it is pressed: all there is to share. */
function CopyLink({ label }: { label: string }) {
  const t = useTranslations("common");
  const copy = async () => {
    if (await copyText(window.location.href, label)) toast({ title: t("copied") });
  };
  return (
    <Button aria-label={label} onClick={copy}>
      <Link2 aria-hidden />
      <span className="max-md:hidden">{label}</span>
    </Button>
  );
}
