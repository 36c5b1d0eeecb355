"use client";

import { ChartColumn } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { type ReactNode, useEffect, useMemo } from "react";
import { ChartDrawing } from "@/components/chart/chart-drawing";
import { ChartSkeleton } from "@/components/chart/chart-skeleton";
import { KpiSkeleton } from "@/components/chart/kpi-skeleton";
import { KpiStrip } from "@/components/chart/kpi-strip";
import { useSignInAgain } from "@/components/layout/sign-in-again";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { chartFields } from "@/lib/chart/chart-fields";
import { prepareChart } from "@/lib/chart/prepare-chart";
import { prepareKpi } from "@/lib/chart/prepare-kpi";
import type { ControlState } from "@/lib/dashboards/control-state";
import type { ChartWidget, KpiWidget } from "@/lib/dashboards/schema";
import { widgetQueries } from "@/lib/dashboards/widget-query";
import type { Explored } from "@/lib/explore/explore-widget";
import type { Locale } from "@/lib/format/format";
import type { QueryInput } from "@/lib/query/query";
import type { ResultMeta } from "@/lib/query/result";
import { useQuery } from "@/lib/query/use-query";

/** Of the chart's body in px. */
const HEIGHT = 400;
const WIDTH = 1000;
/** As many values as a dashboard gives colours by their place. */
const COLOURED = 100;

export interface DrawnChartProps {
  widget: ChartWidget | KpiWidget;
  controls: ControlState;
  /** The days asked for. */
  range: { from: string; to: string } | null;
  title: string;
  timezone: string;
  weekStart: 0 | 1;
  onMeta: (query: QueryInput, meta: ResultMeta) => void;
}

/** Draws what a dashboard would draw of the same widget. A question that is asked no longer is cancelled. */
export function DrawnChart({ widget, controls, range, title, timezone, weekStart, onMeta }: DrawnChartProps) {
  const t = useTranslations("table");
  const locale: Locale = useLocale() === "en" ? "en" : "ko";
  const queries = useMemo(() => widgetQueries(widget, controls), [widget, controls]);
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
  if (!data || loading || known.loading || days.loading)
    return (
      <div role="status" aria-label={t("loading")} className="p-3">
        {widget.type === "kpi" ? (
          <div className="h-[92px]">
            <KpiSkeleton count={widget.measures.length} />
          </div>
        ) : (
          <ChartSkeleton height={HEIGHT} />
        )}
      </div>
    );
  const drawing = { locale, timezone, ...(range ? { range } : {}) };
  if (widget.type === "kpi")
    return (
      <div className="min-h-[92px]">
        <KpiStrip kpis={prepareKpi(data, trend ? days.data : null, drawing)} />
      </div>
    );
  const values = (known.data?.rows ?? []).map(([value]) => String(value ?? null));
  const chart = prepareChart(widget.chart, data, {
    ...drawing,
    known: values,
    weekStart,
    compare: controls.compare,
  });
  const zooms = controls.range !== null && chart.view === "axes" && chart.x.name === controls.range.name;
  return (
    <div className="px-3 pb-3">
      <ChartDrawing
        // A kind is another drawing altogether: nothing hidden in the last one's legend is meant in this one's.
        key={widget.chart.kind}
        id={widget.id}
        chart={chart}
        title={title}
        width={WIDTH}
        height={HEIGHT}
        zoom={zooms ? timezone : null}
      />
    </div>
  );
}

export interface NoChartProps {
  why: Exclude<Explored<never>["why"], null>;
  /** Takes the quick search away. */
  onSearch: () => void;
}

/** Why there is no chart, and the next step. */
export function NoChart({ why, onSearch }: NoChartProps): ReactNode {
  const t = useTranslations("explore");
  return (
    <EmptyState
      icon={ChartColumn}
      title={t(`noWidget.${why}.title`)}
      description={t(`noWidget.${why}.text`)}
      actions={why === "search" ? <Button onClick={onSearch}>{t("clearSearch")}</Button> : undefined}
      className="min-h-80"
    />
  );
}
