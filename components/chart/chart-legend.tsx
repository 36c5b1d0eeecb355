import { useTranslations } from "next-intl";
import { SeriesSwatch } from "@/components/chart/series-swatch";
import { cn } from "@/components/ui/cn";
import type { PreparedChart } from "@/lib/chart/prepared-chart";
import { shortNumber } from "@/lib/chart/short-number";
import { formatNumber } from "@/lib/format/format-number";

/** Beside the plot a small table of names, sums and shares, the largest first; below it, on phones, names only. */
export function ChartLegend({ chart }: { chart: PreparedChart }) {
  const t = useTranslations("chart");
  const { format, additive } = chart.measure;
  return (
    <ul
      aria-label={t("legend")}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must scroll by keyboard too.
      tabIndex={0}
      className={cn(
        "flex shrink-0 flex-wrap gap-x-3 gap-y-1 text-12",
        "@min-[640px]/figure:w-[236px] @min-[640px]/figure:flex-nowrap @min-[640px]/figure:gap-0 @min-[640px]/figure:self-center",
        "@min-[640px]/figure:max-h-full @min-[640px]/figure:overflow-y-auto",
        "@min-[640px]/figure:flex-col",
      )}
    >
      {chart.series.map((series) => (
        <li
          key={series.key}
          className={cn(
            "flex min-w-0 items-center gap-2 border-line @min-[640px]/figure:border-b @min-[640px]/figure:py-[3px]",
            "@min-[640px]/figure:last:border-b-0",
          )}
        >
          <SeriesSwatch color={series.color} />
          <span className="min-w-0 flex-1 truncate" title={series.label ?? ""}>
            {series.label}
          </span>
          {additive ? (
            <span className="@max-[640px]/figure:hidden whitespace-nowrap text-right">
              {shortNumber(series.sum, format, chart.locale)}
            </span>
          ) : null}
          {series.share === null ? null : (
            <span className="@max-[640px]/figure:hidden w-10 text-right text-ink-3">
              {formatNumber(series.share, { style: "percent", decimals: 1 }, chart.locale, { unit: true })}
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}
