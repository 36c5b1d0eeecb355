import "server-only";
import { useTranslations } from "next-intl";
import type { CSSProperties } from "react";
import { ChartAxes } from "@/components/chart/chart-axes";
import { ChartEmpty } from "@/components/chart/chart-empty";
import { ChartLegend } from "@/components/chart/chart-legend";
import { ChartPlot } from "@/components/chart/chart-plot";
import { ChartStage } from "@/components/chart/chart-stage";
import { ChartTableDisclosure } from "@/components/chart/chart-table-disclosure";
import { isEmptyChart, nameBlanks, type PreparedChart } from "@/lib/chart/prepared-chart";
import { shortNumber } from "@/lib/chart/short-number";

/** Widths in px the layout leaves for what stands beside the plot. */
const LEGEND_ROOM = 264;
const AXIS_ROOM = 56;
const X_AXIS_HEIGHT = 24;

export interface ChartFigureProps {
  chart: PreparedChart;
  /** The figure's accessible name: the widget's title. */
  title: string;
  /** Of the widget's body in px, as the dashboard's layout has it; the drawing fits itself to the real width. */
  width: number;
  height: number;
}

/**
 * A chart as the server sends it: axes and legend as HTML, the plot as SVG; the interactive plot takes over in place.
 * An empty chart says so and keeps the room.
 */
export function ChartFigure({ chart: unnamed, title, width, height }: ChartFigureProps) {
  const t = useTranslations("chart");
  if (isEmptyChart(unnamed)) return <ChartEmpty height={height} />;

  const chart = nameBlanks(unnamed, { none: t("none"), others: t("others") });
  const legend = chart.series.length > 1;
  const plot = {
    width: Math.max(240, width - AXIS_ROOM - (legend ? LEGEND_ROOM : 0)),
    height: Math.max(80, height - X_AXIS_HEIGHT),
  };
  const notes = [
    ...(chart.leftOut > 0 ? [t("leftOut", { count: chart.leftOut })] : []),
    ...(chart.truncated ? [t("truncated")] : []),
  ];
  return (
    <figure className="@container/figure relative" aria-label={title}>
      <figcaption className="sr-only">{summary(chart, t)}</figcaption>
      <div
        className="flex @min-[640px]/figure:h-(--chart-height) @min-[640px]/figure:flex-row flex-col @min-[640px]/figure:gap-5 gap-2"
        style={{ "--chart-height": `${height}px` } as CSSProperties}
      >
        <div className="relative h-[min(var(--chart-height),220px)] min-w-0 @min-[640px]/figure:flex-1 @min-[640px]/figure:h-full">
          <ChartAxes chart={chart}>
            <ChartStage chart={chart} title={title} width={plot.width}>
              <ChartPlot chart={chart} size={plot} />
            </ChartStage>
          </ChartAxes>
        </div>
        {legend ? <ChartLegend chart={chart} /> : null}
      </div>
      {notes.length > 0 ? <p className="mt-1 text-11 text-ink-3">{notes.join(" ")}</p> : null}
      <ChartTableDisclosure chart={chart} title={title} />
    </figure>
  );
}

/** One sentence for those who hear the chart: what, from when to when, how much, and the peak. */
function summary(chart: PreparedChart, t: ReturnType<typeof useTranslations<"chart">>): string {
  const write = (value: number | null) => shortNumber(value, chart.measure.format, chart.locale);
  const span = {
    measure: chart.measure.label,
    from: chart.categories[0]?.title ?? "",
    to: chart.categories.at(-1)?.title ?? "",
  };
  if (!chart.measure.additive) return t("summaryRatio", { ...span, count: chart.series.length });
  const peak = chart.totals.reduce<number>(
    (best, value, i) =>
      (value ?? Number.NEGATIVE_INFINITY) > (chart.totals[best] ?? Number.NEGATIVE_INFINITY) ? i : best,
    0,
  );
  return t("summary", {
    ...span,
    total: write(chart.totals.reduce<number>((sum, value) => sum + (value ?? 0), 0)),
    peak: chart.categories[peak]?.title ?? "",
    peakValue: write(chart.totals[peak] ?? null),
  });
}
