"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { ChosenVeil, chosenPlaces } from "@/components/chart/chart-chosen";
import { MarkOutline, MarkTexts } from "@/components/chart/chart-marks";
import { ChartTooltip } from "@/components/chart/chart-tooltip";
import { useChosenMarks } from "@/components/chart/use-chosen-marks";
import { useInteractiveChart } from "@/components/chart/use-interactive-chart";
import { type Brush, usePlotPointer } from "@/components/chart/use-plot-pointer";
import type { WidgetCross } from "@/components/dashboard/cross-filter";
import { describePlace, placeCount } from "@/lib/chart/describe-place";
import type { AxisChart, PreparedChart } from "@/lib/chart/prepared-chart";
import type { PlotSize } from "@/lib/chart/to-echarts";

export interface ChartStageProps {
  /** With its blanks named. */
  chart: PreparedChart;
  title: string;
  /** Of the plot in px as laid out. */
  size: PlotSize;
  /** What choosing its marks does elsewhere; null for nothing. */
  cross: WidgetCross | null;
  /** What to do with a stretch of the axis that was dragged over; null where that means nothing. */
  onBrush: ((brush: Brush) => void) | null;
  /** The server's drawing, shown until the interactive one is painted. */
  children: ReactNode;
}

/** The plot's box: fetches the interactive chart once it is in view and swaps it in, and says what is pointed at. */
export function ChartStage({ chart, title, size, cross, onBrush, children }: ChartStageProps) {
  const t = useTranslations("chart");
  const box = useRef<HTMLDivElement>(null);
  const Interactive = useInteractiveChart(box);
  const [painted, setPainted] = useState(false);
  const onReady = useCallback(() => setPainted(true), []);
  const marks = useChosenMarks(chart, cross);
  const { place, setPlace, brush, stopBrush, handlers } = usePlotPointer(chart, onBrush, marks.onClick);
  const chosen = useMemo(() => cross && chosenPlaces(chart, cross.source, cross.chosen), [chart, cross]);

  // A finger never leaves the chart the way a pointer does: a touch elsewhere closes the tooltip.
  useEffect(() => {
    if (place === null) return;
    const close = (event: PointerEvent) => {
      if (!(event.target instanceof Node && box.current?.contains(event.target))) setPlace(null);
    };
    document.addEventListener("pointerdown", close);
    return () => document.removeEventListener("pointerdown", close);
  }, [place, setPlace]);

  const count = placeCount(chart);
  const shown = place !== null && place < count ? place : null;
  const start = chart.view === "axes" ? count - 1 : 0;
  const mark = shown === null || chart.view !== "marks" ? undefined : chart.marks[shown];
  const said = (i: number) => (chosen?.[i] ? [marks.chosenWord] : []);
  const spoken = (i: number) => {
    const { title: at, rows, notes } = describePlace(chart, i);
    const parts = rows.map(({ label, value }) => `${label} ${value}`);
    return [at, ...(parts.length > 0 ? parts : [t("noValue")]), ...notes, ...said(i)].join(", ");
  };

  return (
    <>
      <div
        ref={box}
        data-plot
        className={`absolute inset-0 rounded-1 has-[input:focus-visible]:outline-2 has-[input:focus-visible]:outline-accent ${onBrush ? "cursor-crosshair select-none" : marks.can(shown) ? "cursor-pointer" : ""}`}
        {...handlers}
        {...marks.menuHandlers(shown ?? start)}
      >
        {chart.view === "axes" && shown !== null ? (
          <Band chart={chart} from={shown} to={shown} className="bg-select" />
        ) : null}
        {painted ? null : (
          <div aria-hidden className="absolute inset-0">
            {children}
          </div>
        )}
        {Interactive ? (
          <div
            aria-hidden
            className="pointer-events-none absolute inset-0"
            data-interactive={painted ? "" : undefined}
          >
            <Interactive chart={chart} size={size} onReady={onReady} />
          </div>
        ) : null}
        {chosen ? <ChosenVeil chart={chart} places={chosen} /> : null}
        {chart.view === "marks" ? <MarkTexts chart={chart} /> : null}
        {chart.view === "marks" && mark ? <MarkOutline chart={chart} mark={mark} /> : null}
        {chart.view === "axes" && brush ? (
          <Band chart={chart} {...brush} className="border-accent border-x bg-select" />
        ) : null}
        {shown === null || marks.menu ? null : <ChartTooltip chart={chart} place={shown} />}
        {/* The keyboard's way to the same tooltip: arrows, Home and End walk along the axis. */}
        <input
          type="range"
          className="sr-only"
          aria-label={t("walk", { title })}
          aria-valuetext={spoken(shown ?? start)}
          min={0}
          max={count - 1}
          value={shown ?? start}
          onChange={(event) => setPlace(event.target.valueAsNumber)}
          onFocus={(event) => {
            if (event.target.matches(":focus-visible")) setPlace(start);
          }}
          onBlur={() => setPlace(null)}
          onKeyDown={(event) => {
            if (event.key === "Enter") marks.press(shown ?? start, event.ctrlKey || event.metaKey);
            if (event.key !== "Escape") return;
            setPlace(null);
            stopBrush();
          }}
        />
      </div>
      {/* Beside the plot: what is clicked in it is no mark. */}
      {marks.menu}
    </>
  );
}

/** A stretch of the axis, lit up. */
function Band({ chart, from, to, className }: Brush & { chart: AxisChart; className: string }) {
  const count = chart.categories.length;
  const [start, size] = [`${(from / count) * 100}%`, `max(1px, ${((to - from + 1) / count) * 100}%)`];
  return (
    <div
      aria-hidden
      className={`pointer-events-none absolute ${chart.horizontal ? "inset-x-0" : "inset-y-0"} ${className}`}
      style={chart.horizontal ? { top: start, height: size } : { left: start, width: size }}
    />
  );
}
