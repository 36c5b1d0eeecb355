"use client";

import { useTranslations } from "next-intl";
import { SeriesSwatch } from "@/components/chart/series-swatch";
import { cn } from "@/components/ui/cn";
import { colorToken } from "@/lib/chart/prepare/color-scale";
import type { LegendEntry, MarkChart, PreparedChart } from "@/lib/chart/prepared-chart";
import { shortNumber } from "@/lib/chart/short-number";
import { formatNumber } from "@/lib/format/format-number";

interface Entry extends Pick<LegendEntry, "key" | "label" | "color" | "value" | "share"> {
  dashed: boolean;
}

/** What the legend lists; empty where there is only one thing to see. */
export function legendEntries(chart: PreparedChart): Entry[] {
  if (chart.view === "marks") return chart.legend.map((entry) => ({ ...entry, dashed: false }));
  if (chart.series.length < 2) return [];
  return chart.series.map(({ key, label, color, sum, share, format, role }) => ({
    key,
    label,
    color: colorToken(color),
    value: sum === null ? null : shortNumber(sum, format, chart.locale),
    share,
    dashed: role === "previous",
  }));
}

export interface ChartLegendProps {
  chart: PreparedChart;
  hidden: ReadonlySet<string>;
  onToggle: (key: string) => void;
}

/**
 * Beside the plot a small table of names, sums and shares, the largest first; below it, on phones, names only. Each is a
 * switch for what it names.
 */
export function ChartLegend({ chart, hidden, onToggle }: ChartLegendProps) {
  const t = useTranslations("chart");
  const entries = legendEntries(chart);
  return (
    <ul
      aria-label={t("legend")}
      data-legend
      className={cn(
        "flex shrink-0 flex-wrap gap-x-3 gap-y-1 text-12",
        // Where the canvas is narrow the chart grows with it.
        "@min-[640px]/canvas:@max-[639px]/figure:max-h-14 @min-[640px]/canvas:@max-[639px]/figure:overflow-y-auto",
        "@min-[640px]/figure:w-[236px] @min-[640px]/figure:flex-nowrap @min-[640px]/figure:gap-0 @min-[640px]/figure:self-center",
        "@min-[640px]/figure:max-h-full @min-[640px]/figure:overflow-y-auto @min-[640px]/figure:flex-col",
      )}
    >
      {entries.map((entry) => (
        <li
          key={entry.key}
          className="min-w-0 border-line @min-[640px]/figure:border-b @min-[640px]/figure:last:border-b-0"
        >
          <button
            type="button"
            aria-pressed={!hidden.has(entry.key)}
            // The last one shown stays: a chart of nothing tells nothing.
            aria-disabled={!hidden.has(entry.key) && hidden.size === entries.length - 1 ? true : undefined}
            onClick={() => onToggle(entry.key)}
            className="flex w-full min-w-0 items-center gap-2 rounded-1 text-left outline-offset-[-2px] hover:bg-hover pointer-coarse:min-h-8 @min-[640px]/figure:py-[3px]"
          >
            <SeriesSwatch color={entry.color} off={hidden.has(entry.key)} dashed={entry.dashed} />
            <span
              className={cn("min-w-0 flex-1 truncate", hidden.has(entry.key) && "text-ink-3 line-through")}
              title={entry.label ?? ""}
            >
              {entry.label}
            </span>
            {entry.value === null ? null : (
              <span className="@max-[640px]/figure:hidden whitespace-nowrap text-right">{entry.value}</span>
            )}
            {entry.share === null ? null : (
              <span className="@max-[640px]/figure:hidden w-10 text-right text-ink-3">
                {formatNumber(entry.share, { style: "percent", decimals: 1 }, chart.locale, { unit: true })}
              </span>
            )}
          </button>
        </li>
      ))}
    </ul>
  );
}

/** From little to much: the colours of a heat map. */
export function ScaleLegend({ scale }: { scale: NonNullable<MarkChart["scale"]> }) {
  const t = useTranslations("chart");
  return (
    <div
      role="img"
      aria-label={t("scale", { low: scale.low, high: scale.high })}
      className="flex shrink-0 items-center justify-end gap-2 text-11 text-ink-3"
    >
      <span>{scale.low}</span>
      <span className="flex">
        {scale.colors.map((color) => (
          <span key={color} className="h-2 w-4" style={{ background: `var(--${color})` }} />
        ))}
      </span>
      <span>{scale.high}</span>
    </div>
  );
}
