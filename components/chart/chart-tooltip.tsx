"use client";

import { useTranslations } from "next-intl";
import { SeriesSwatch } from "@/components/chart/series-swatch";
import { cn } from "@/components/ui/cn";
import type { PreparedChart } from "@/lib/chart/prepared-chart";
import { shortNumber } from "@/lib/chart/short-number";

/** More rows than this would leave the window. */
const MOST_ROWS = 12;

/** The values of one place, in the order of the stack, with their total. */
export function ChartTooltip({ chart, place }: { chart: PreparedChart; place: number }) {
  const t = useTranslations("chart");
  const write = (value: number | null) => shortNumber(value, chart.measure.format, chart.locale);
  const present = chart.series
    .filter((series) => (series.values[place] ?? null) !== null)
    .slice(0, MOST_ROWS);
  const rows = chart.stacked ? present.toReversed() : present;
  const total = chart.totals[place] ?? null;
  const middle = ((place + 0.5) / chart.categories.length) * 100;
  const right = middle < 50;
  return (
    <div
      aria-hidden
      data-tooltip
      className={cn(
        "pointer-events-none absolute inset-x-0 top-0 z-10 flex",
        right ? "" : "flex-row-reverse",
      )}
    >
      {/* Keeps its distance from what is pointed at as long as the plot has room for both. */}
      <div style={{ flexBasis: `calc(${right ? middle : 100 - middle}% + 16px)` }} />
      <div className="min-w-36 shrink-0 rounded-2 bg-ink px-3 py-2 text-12 text-surface">
        <p className="mb-1 whitespace-nowrap font-medium">{chart.categories[place]?.title}</p>
        {rows.length === 0 ? <p className="whitespace-nowrap opacity-75">{t("noValue")}</p> : null}
        {rows.map((series) => (
          <p key={series.key} className="flex items-center gap-2 py-0.5">
            <SeriesSwatch color={series.color} />
            <span className="max-w-40 flex-1 truncate">{series.label}</span>
            <span className="whitespace-nowrap pl-4 text-right">{write(series.values[place] ?? null)}</span>
          </p>
        ))}
        {total !== null && present.length > 1 ? (
          <p className="mt-1 flex justify-between border-current/25 border-t pt-1 font-medium">
            <span>{t("total")}</span>
            <span className="pl-4">{write(total)}</span>
          </p>
        ) : null}
      </div>
    </div>
  );
}
