"use client";

import { useTranslations } from "next-intl";
import { useEffect, useMemo } from "react";
import { ChartDrawing } from "@/components/chart/chart-drawing";
import { ChartSkeleton } from "@/components/chart/chart-skeleton";
import { KpiSkeleton } from "@/components/chart/kpi-skeleton";
import { KpiStrip } from "@/components/chart/kpi-strip";
import { useSignInAgain } from "@/components/layout/sign-in-again";
import { useViewerLocale } from "@/components/layout/use-viewer-locale";
import { ErrorState } from "@/components/ui/error-state";
import { chartFields } from "@/lib/chart/chart-fields";
import { prepareChart } from "@/lib/chart/prepare-chart";
import { prepareKpi } from "@/lib/chart/prepare-kpi";
import type { ControlState } from "@/lib/dashboards/control-state";
import type { ChartWidget, KpiWidget } from "@/lib/dashboards/schema";
import { widgetQueries } from "@/lib/dashboards/widget-query";
import type { QueryInput } from "@/lib/query/query";
import type { ResultMeta } from "@/lib/query/result";
import { useQuery } from "@/lib/query/use-query";

/** As many values as a dashboard gives colours by their place. */
const COLOURED = 100;

export interface DrawnChartProps {
  widget: ChartWidget | KpiWidget;
  controls: ControlState;
  /** The days asked for. */
  range: { from: string; to: string } | null;
  title: string;
  /** Of the chart's body in px; the drawing fits itself to the real width. */
  width: number;
  height: number;
  timezone: string;
  weekStart: 0 | 1;
  /** Names of the dataset's dimensions: where given, a date range on another dimension is left out. */
  dimensions?: ReadonlySet<string>;
  /** Told what an answer says of itself, with its question. Must be stable. */
  onMeta: (query: QueryInput, meta: ResultMeta) => void;
}

/** Draws what a dashboard would draw of the same widget. A question that is asked no longer is cancelled. */
export function DrawnChart({
  widget,
  controls,
  range,
  title,
  width,
  height,
  timezone,
  weekStart,
  dimensions,
  onMeta,
}: DrawnChartProps) {
  const t = useTranslations("table");
  const locale = useViewerLocale();
  // Its title is no reason to draw it anew.
  const preparable = widget.type === "chart" ? widget.chart : null;
  const queries = useMemo(
    () => widgetQueries(widget, controls, dimensions ? { dimensions } : {}),
    [widget, controls, dimensions],
  );
  const [main, trend] = queries.map(({ query }) => query);
  const colored = widget.type === "chart" ? chartFields(widget.chart).colored : undefined;
  const answer = useQuery(main ?? null);
  const days = useQuery(trend ?? null);
  const known = useQuery(
    colored === undefined ? null : { dataset: widget.dataset, dimensions: [colored], limit: COLOURED },
  );
  useSignInAgain(answer.error);
  const { data, loading, error } = answer;
  const meta = loading || error ? undefined : data?.meta;
  useEffect(() => {
    if (main && meta) onMeta(main, meta);
  }, [main, meta, onMeta]);
  const isReady = Boolean(data) && !error && !loading && !known.loading && !days.loading;
  const chart = useMemo(
    () =>
      isReady && data && preparable
        ? prepareChart(preparable, data, {
            locale,
            timezone,
            ...(range ? { range } : {}),
            known: (known.data?.rows ?? []).map(([value]) => String(value ?? null)),
            weekStart,
            compare: controls.compare,
          })
        : null,
    [isReady, data, preparable, locale, timezone, range, known.data, weekStart, controls.compare],
  );

  if (error)
    return (
      <ErrorState
        title={error.id === null ? t("unreachable") : error.message}
        id={error.id ?? undefined}
        onRetry={answer.refetch}
        retrying={loading}
      />
    );
  // Another question's answer has other columns: it can't be drawn meanwhile.
  if (!data || !isReady)
    return (
      <div role="status" aria-label={t("loading")} className="p-3">
        {widget.type === "kpi" ? (
          <div className="h-[92px]">
            <KpiSkeleton count={widget.measures.length} />
          </div>
        ) : (
          <ChartSkeleton height={height} />
        )}
      </div>
    );
  if (widget.type === "kpi")
    return (
      <div className="h-full min-h-[92px]">
        <KpiStrip
          kpis={prepareKpi(data, trend ? days.data : null, {
            locale,
            timezone,
            ...(range ? { range } : {}),
            ...(widget.goals ? { goals: widget.goals } : {}),
          })}
        />
      </div>
    );
  if (!chart) return null;
  const zooms = controls.range !== null && chart.view === "axes" && chart.x.name === controls.range.name;
  return (
    <div className="px-3 pb-3">
      <ChartDrawing
        // A kind is another drawing altogether: nothing hidden in the last one's legend is meant in this one's.
        key={widget.chart.kind}
        id={widget.id}
        chart={chart}
        title={title}
        width={width}
        height={height}
        zoom={zooms ? timezone : null}
      />
    </div>
  );
}
