"use client";

import { useTranslations } from "next-intl";
import { type ComponentType, type ReactNode, useEffect, useRef, useState } from "react";
import type { ChartProps } from "@/components/chart/chart";
import { ChartTooltip } from "@/components/chart/chart-tooltip";
import type { PreparedChart } from "@/lib/chart/prepared-chart";
import { shortNumber } from "@/lib/chart/short-number";

export interface ChartStageProps {
  /** With its blanks named. */
  chart: PreparedChart;
  title: string;
  /** Of the plot in px as laid out. */
  width: number;
  /** The server's drawing, shown until the interactive one is painted. */
  children: ReactNode;
}

/** The plot's box: fetches the interactive chart once it is in view and swaps it in, and says what is pointed at. */
export function ChartStage({ chart, title, width, children }: ChartStageProps) {
  const t = useTranslations("chart");
  const box = useRef<HTMLDivElement>(null);
  const [Interactive, setInteractive] = useState<ComponentType<ChartProps> | null>(null);
  const [painted, setPainted] = useState(false);
  const [place, setPlace] = useState<number | null>(null);

  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const observer = new IntersectionObserver((entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      observer.disconnect();
      import("@/components/chart/chart").then(
        (module) => setInteractive(() => module.default),
        // The server's drawing stays: only pointing is lost, and the next page load tries again.
        (error: unknown) => console.error("The interactive chart did not load.", error),
      );
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  // A finger never leaves the chart the way a pointer does: a touch elsewhere closes the tooltip.
  useEffect(() => {
    if (place === null) return;
    const close = (event: PointerEvent) => {
      if (!(event.target instanceof Node && box.current?.contains(event.target))) setPlace(null);
    };
    document.addEventListener("pointerdown", close);
    return () => document.removeEventListener("pointerdown", close);
  }, [place]);

  const count = chart.categories.length;
  const shown = place !== null && place < count ? place : null;
  const spoken = (i: number) => {
    const parts = chart.series
      .filter((series) => (series.values[i] ?? null) !== null)
      .map(
        (series) =>
          `${series.label} ${shortNumber(series.values[i] ?? null, chart.measure.format, chart.locale)}`,
      );
    return [chart.categories[i]?.title, ...(parts.length > 0 ? parts : [t("noValue")])].join(", ");
  };

  return (
    <div
      ref={box}
      className="absolute inset-0 rounded-1 has-[input:focus-visible]:outline-2 has-[input:focus-visible]:outline-accent"
    >
      {shown === null ? null : (
        <div
          aria-hidden
          className="absolute inset-y-0 bg-select"
          style={{ left: `${(shown / count) * 100}%`, width: `max(1px, ${100 / count}%)` }}
        />
      )}
      {painted ? null : (
        <div aria-hidden className="absolute inset-0">
          {children}
        </div>
      )}
      {Interactive ? (
        <div aria-hidden className="absolute inset-0">
          <Interactive chart={chart} width={width} onReady={() => setPainted(true)} onHover={setPlace} />
        </div>
      ) : null}
      {shown === null ? null : <ChartTooltip chart={chart} place={shown} />}
      {/* The keyboard's way to the same tooltip: arrows, Home and End walk along the axis. */}
      <input
        type="range"
        className="sr-only"
        aria-label={t("walk", { title })}
        aria-valuetext={spoken(shown ?? count - 1)}
        min={0}
        max={count - 1}
        value={shown ?? count - 1}
        onChange={(event) => setPlace(event.target.valueAsNumber)}
        onFocus={(event) => {
          if (event.target.matches(":focus-visible")) setPlace(count - 1);
        }}
        onBlur={() => setPlace(null)}
        onKeyDown={(event) => {
          if (event.key === "Escape") setPlace(null);
        }}
      />
    </div>
  );
}
