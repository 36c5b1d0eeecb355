"use client";

import { useTranslations } from "next-intl";
import { type CSSProperties, type ReactNode, useMemo, useRef, useState } from "react";
import { ChartActions } from "@/components/chart/chart-actions";
import { ChartAxes } from "@/components/chart/chart-axes";
import { ChartLegend, legendEntries, ScaleLegend } from "@/components/chart/chart-legend";
import { ChartStage } from "@/components/chart/chart-stage";
import { ChartTable } from "@/components/chart/chart-table";
import type { Brush } from "@/components/chart/use-plot-pointer";
import { useWidgetCross } from "@/components/dashboard/cross-filter";
import { useNavigation } from "@/components/dashboard/navigation";
import { useExportOf } from "@/components/exports/export-source";
import { brushedDays } from "@/lib/chart/brushed-days";
import { dimSeries } from "@/lib/chart/mark-keys";
import type { PreparedChart } from "@/lib/chart/prepared-chart";
import { showGroups } from "@/lib/chart/show-groups";
import type { PlotSize } from "@/lib/chart/to-echarts";
import { chosenValues } from "@/lib/dashboards/cross-filter";

export interface ChartBodyProps {
  /** The widget's. */
  id: string;
  /** With its blanks named. */
  chart: PreparedChart;
  title: string;
  /** Of the widget's body in px. */
  height: number;
  plot: PlotSize;
  /** IANA zone in which brushed hours are days; null where the axis is not the date control's. */
  zoom: string | null;
  /** The server's drawing. */
  children: ReactNode;
}

/** Plot, axes, legend and table, with what the reader has hidden or brushed. */
export function ChartBody({ id, chart: drawn, title, height, plot, zoom, children }: ChartBodyProps) {
  const t = useTranslations("chart");
  const { navigate } = useNavigation();
  const cross = useWidgetCross(id);
  const exportOf = useExportOf(id);
  // The server draws what the address says: what has just been chosen shows at once.
  const chart = useMemo(
    () => dimSeries(drawn, cross && chosenValues(cross.chosen, cross.source.dimensions[1]?.name)),
    [drawn, cross],
  );
  const drawing = useRef<HTMLDivElement>(null);
  const [chosen, setHidden] = useState<ReadonlySet<string>>(new Set());
  const [asTable, setAsTable] = useState(false);
  const entries = useMemo(() => legendEntries(chart), [chart]);
  // With other data a series may be gone: what hid it hides nothing then.
  const hidden = useMemo(
    () => new Set([...chosen].filter((key) => entries.some((entry) => entry.key === key))),
    [chosen, entries],
  );
  const shown = useMemo(
    () => showGroups(chart, hidden.size < entries.length ? hidden : new Set()),
    [chart, hidden, entries],
  );

  const toggle = (key: string) =>
    setHidden((before) => {
      const next = new Set(before);
      if (!next.delete(key)) next.add(key);
      return entries.some((entry) => !next.has(entry.key)) ? next : before;
    });
  // The brushed days are the dashboard's: the date control shows them, and sets them by keyboard.
  const brush = ({ from, to }: Brush) => {
    const days = shown.view === "axes" && zoom !== null ? brushedDays(shown, from, to, zoom) : null;
    if (!days) return;
    const params = new URLSearchParams(
      [...new URLSearchParams(window.location.search)].filter(([param]) => !/^t\.[^.]+\.page$/.test(param)),
    );
    params.set("from", days.from);
    params.set("to", days.to);
    navigate(params);
  };

  return (
    <>
      <div
        ref={drawing}
        data-drawing
        className="flex h-(--chart-height) @min-[640px]/figure:flex-row flex-col @min-[640px]/figure:gap-5 gap-2 @max-[639px]/canvas:h-auto"
        style={{ "--chart-height": `${height}px` } as CSSProperties}
      >
        <div className="flex min-h-0 min-w-0 flex-1 flex-col gap-1 @max-[639px]/canvas:h-[min(var(--chart-height),240px)] @max-[639px]/canvas:flex-none">
          <div className="relative min-h-0 flex-1">
            <ChartAxes chart={shown} height={plot.height}>
              <ChartStage
                chart={shown}
                title={title}
                size={plot}
                cross={cross}
                onBrush={zoom !== null && shown.view === "axes" && shown.x.time ? brush : null}
              >
                {children}
              </ChartStage>
            </ChartAxes>
          </div>
          {shown.view === "marks" && shown.scale ? <ScaleLegend scale={shown.scale} /> : null}
        </div>
        {entries.length > 0 ? <ChartLegend chart={chart} hidden={hidden} onToggle={toggle} /> : null}
      </div>
      {asTable ? (
        <section
          aria-label={t("table", { title })}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable to be scrolled by keyboard
          tabIndex={0}
          className="-inset-x-3 -bottom-3 absolute top-0 z-20 overflow-auto bg-surface px-3 outline-offset-[-2px]"
        >
          <ChartTable chart={chart} title={title} />
        </section>
      ) : null}
      <ChartActions
        title={title}
        figure={drawing}
        exportOf={exportOf}
        asTable={asTable}
        onTable={setAsTable}
      />
    </>
  );
}
