import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ChartBody } from "@/components/chart/chart-body-part";
import { ChartEmpty } from "@/components/chart/chart-empty";
import {
  type AxisChart,
  isEmptyChart,
  type MarkChart,
  nameBlanks,
  type PreparedChart,
} from "@/lib/chart/prepared-chart";
import { shortNumber } from "@/lib/chart/short-number";
import type { PlotSize } from "@/lib/chart/to-echarts";

/** Sizes in px the layout leaves for what stands beside the plot, and from which width the legend is at its side. */
const LEGEND_ROOM = 264;
const LEGEND_BESIDE = 640;
const LEGEND_BELOW = 40;
const AXIS_ROOM = 56;
const X_AXIS_HEIGHT = 24;
const SCALE_HEIGHT = 20;

export interface ChartDrawingProps {
  /** The widget's. */
  id: string;
  chart: PreparedChart;
  /** The figure's accessible name: the widget's title. */
  title: string;
  /** Of the widget's body in px, as the dashboard's layout has it; the drawing fits itself to the real width. */
  width: number;
  height: number;
  /** IANA zone, where a stretch of the axis can be zoomed into: its dimension is the date control's. */
  zoom: string | null;
  /** What stands in the plot until the interactive one is painted: the server's drawing, or nothing. */
  plot?: (chart: PreparedChart, size: PlotSize) => ReactNode;
}

/** A chart with axes, legend and notes as HTML around its plot. An empty chart says so and keeps the room. */
export function ChartDrawing({ id, chart: unnamed, title, width, height, zoom, plot }: ChartDrawingProps) {
  const t = useTranslations("chart");
  if (isEmptyChart(unnamed)) return <ChartEmpty height={height} />;

  const chart = nameBlanks(unnamed, {
    none: t("none"),
    others: t("others"),
    total: t("total"),
    count: t("count"),
    previous: (name, yearBefore) => t(yearBefore ? "yearBeforeSeries" : "previousSeries", { name }),
    columns: {
      share: t("share"),
      ofFirst: t("ofFirst"),
      ofPrevious: t("ofPrevious"),
      running: t("running"),
      step: t("step"),
    },
  });
  const notes = notesOf(chart, t);
  const size = plotSize(chart, width, height);
  return (
    <figure className="@container/figure relative" aria-label={title}>
      <figcaption className="sr-only">{summary(chart, t)}</figcaption>
      <ChartBody
        id={id}
        chart={chart}
        title={title}
        height={height - (notes.length > 0 ? 20 : 0)}
        plot={size}
        zoom={zoom}
      >
        {plot?.(chart, size)}
      </ChartBody>
      {notes.length > 0 ? (
        <p
          title={notes.join(" ")}
          className="mt-1 truncate text-11 text-ink-3 pointer-coarse:whitespace-normal"
        >
          {notes.join(" ")}
        </p>
      ) : null}
    </figure>
  );
}

function plotSize(chart: PreparedChart, width: number, height: number) {
  const legend = chart.view === "axes" ? chart.series.length > 1 : chart.legend.length > 0;
  const beside = width >= LEGEND_BESIDE;
  const bare = chart.view === "marks" && chart.x === null;
  const scale = chart.view === "marks" && chart.scale !== null ? SCALE_HEIGHT : 0;
  return {
    width: Math.max(240, width - AXIS_ROOM - (legend && beside ? LEGEND_ROOM : 0)),
    height: Math.max(
      80,
      height - (bare ? 0 : X_AXIS_HEIGHT) - scale - (legend && !beside ? LEGEND_BELOW : 0),
    ),
  };
}

type Words = ReturnType<typeof useTranslations<"chart">>;

function notesOf(chart: PreparedChart, t: Words): string[] {
  const notes: string[] = [];
  if (chart.view === "axes") {
    if (chart.leftOut > 0) notes.push(t("leftOut", { count: chart.leftOut }));
    if (chart.sampledFrom !== null) notes.push(t("sampled", { count: chart.sampledFrom }));
  } else if (chart.leftOut) {
    notes.push(t(`leftOutMarks.${chart.leftOut.reason}`, { count: chart.leftOut.count }));
  }
  if (chart.truncated) notes.push(t("truncated"));
  return notes;
}

/** One sentence for those who hear the chart: what, from when to when, how much, and the peak. */
function summary(chart: PreparedChart, t: Words): string {
  return chart.view === "axes" ? summaryOfAxes(chart, t) : summaryOfMarks(chart, t);
}

function summaryOfMarks(chart: MarkChart, t: Words): string {
  const count = t("summaryMarks", { measure: chart.measure.label, count: chart.marks.length });
  return chart.total === null ? count : `${count} ${t("summaryTotal", { total: chart.total })}`;
}

function summaryOfAxes(chart: AxisChart, t: Words): string {
  const write = (value: number | null) => shortNumber(value, chart.measure.format, chart.locale);
  const span = {
    measure: chart.measure.label,
    from: chart.categories[0]?.title ?? "",
    to: chart.categories.at(-1)?.title ?? "",
  };
  const notes = chart.annotations.map(({ from, text }) =>
    t("noteAt", { title: chart.categories[from]?.title ?? "", text }),
  );
  if (!chart.measure.additive || chart.kind === "combo")
    return [t("summaryRatio", { ...span, count: chart.series.length }), ...notes].join(" ");
  const peak = chart.totals.reduce<number>(
    (best, value, i) =>
      (value ?? Number.NEGATIVE_INFINITY) > (chart.totals[best] ?? Number.NEGATIVE_INFINITY) ? i : best,
    0,
  );
  const sums = t("summary", {
    ...span,
    total: write(chart.totals.reduce<number>((sum, value) => sum + (value ?? 0), 0)),
    peak: chart.categories[peak]?.title ?? "",
    peakValue: write(chart.totals[peak] ?? null),
  });
  return [sums, ...notes].join(" ");
}
