import type { ReactNode } from "react";
import { axisLabels, labelWidth } from "@/lib/chart/axis-labels";
import type { PreparedChart } from "@/lib/chart/prepared-chart";

const LEVEL = ["", "hidden @min-[420px]/plot:block", "hidden @min-[840px]/plot:block"] as const;

/**
 * Grid lines and labels in HTML, in percent of the box, around the plot given as children: sharp at every width, and
 * the same before and after the interactive plot takes over.
 */
export function ChartAxes({ chart, children }: { chart: PreparedChart; children: ReactNode }) {
  const { min, max, ticks } = chart.y;
  const gutter = Math.ceil(Math.max(...ticks.map((tick) => labelWidth(tick.label)))) + 10;
  const dates = chart.x.time;
  return (
    <div
      className="absolute inset-0 text-11 text-ink-3"
      style={{ paddingLeft: gutter, paddingRight: dates ? 12 : 4, paddingTop: 8, paddingBottom: 24 }}
    >
      <div className="@container/plot relative h-full">
        <div aria-hidden className="absolute inset-0">
          {ticks.map(({ value, label }) => (
            <div
              key={value}
              className={`absolute inset-x-0 border-t ${value === 0 || value === min ? "border-line-2" : "border-grid"}`}
              style={{ top: `${((max - value) / (max - min)) * 100}%` }}
            >
              <span className="-translate-y-1/2 absolute right-full mr-2 whitespace-nowrap">{label}</span>
            </div>
          ))}
        </div>
        {children}
        <div aria-hidden className="absolute inset-x-0 top-full mt-1.5">
          {axisLabels(chart.categories, dates).map(({ text, left, level, room }) => (
            <span
              key={left}
              className={`-translate-x-1/2 absolute truncate text-center ${LEVEL[level]}`}
              style={{ left: `${left}%`, ...(dates ? {} : { maxWidth: `${room}%` }) }}
            >
              {text}
            </span>
          ))}
        </div>
      </div>
    </div>
  );
}
