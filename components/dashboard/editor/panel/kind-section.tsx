"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { PanelSection } from "@/components/dashboard/editor/panel/panel-section";
import { useChange } from "@/components/dashboard/editor/panel/use-change";
import type { WidgetProps } from "@/components/dashboard/editor/panel/use-widget";
import { ChartKindSelect } from "@/components/explore/chart-kind-select";
import type { ChartWidget } from "@/lib/dashboards/schema";
import { changeKind, partsOf } from "@/lib/editor/change-kind";
import { mapWidgets } from "@/lib/editor/set-widget";
import { CHART_CHOICES, type ChartOption, suggestChart } from "@/lib/explore/suggest-chart";

/** Which chart it is: every kind the dataset has the fields for; what the chart has already is carried over. */
export function KindSection({ widget, info }: WidgetProps<ChartWidget>) {
  const t = useTranslations("editor.panels.chart");
  const change = useChange();
  const { chart } = widget;
  const charts = useMemo(() => {
    const { dimensions, measures } = partsOf(chart);
    const { suits } = suggestChart({ dimensions, measures }, info);
    const options = CHART_CHOICES.filter((kind) => kind !== "kpi").map((kind): ChartOption => {
      const next = changeKind(chart, kind, info);
      return typeof next === "string"
        ? { kind, draws: null, unfit: next }
        : { kind, draws: { spec: next, leaves: [] }, unfit: null };
    });
    return { suits, options };
  }, [chart, info]);
  return (
    <PanelSection title={t("kind")}>
      <ChartKindSelect
        charts={charts}
        drawn={chart.kind}
        onKind={(kind) => {
          const wanted = kind ?? charts.suits;
          if (wanted === null || wanted === "kpi" || wanted === chart.kind) return;
          change("kind", (spec) =>
            mapWidgets(spec, [widget.id], (one) => {
              if (one.type !== "chart") return one;
              const next = changeKind(one.chart, wanted, info);
              return typeof next === "string" ? one : { ...one, chart: next };
            }),
          );
        }}
      />
    </PanelSection>
  );
}
