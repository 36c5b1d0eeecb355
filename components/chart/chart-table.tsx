import { useTranslations } from "next-intl";
import type { PreparedChart } from "@/lib/chart/prepared-chart";
import { formatNumber, unitOf } from "@/lib/format/format-number";

/** A chart's numbers as a table: a row for each place, a column for each series, all digits. */
export function ChartTable({ chart, title }: { chart: PreparedChart; title: string }) {
  const t = useTranslations("chart");
  const { format, additive } = chart.measure;
  const write = (value: number | null) => formatNumber(value, format, chart.locale);
  const unit = unitOf(format, chart.locale);
  const withTotal = additive && chart.series.length > 1;
  const head = "sticky top-0 h-8 bg-surface px-2 font-medium whitespace-nowrap";
  return (
    <table className="w-full text-12">
      <caption className="sr-only">
        {title}
        {unit ? ` (${unit})` : ""}
      </caption>
      <thead>
        <tr>
          <th scope="col" className={`${head} text-left`}>
            {chart.x.label}
          </th>
          {chart.series.map((series) => (
            <th key={series.key} scope="col" className={`${head} text-right`}>
              {series.label} {unit ? <span className="font-normal text-ink-3">{unit}</span> : null}
            </th>
          ))}
          {withTotal ? (
            <th scope="col" className={`${head} text-right`}>
              {t("total")}
            </th>
          ) : null}
        </tr>
      </thead>
      <tbody>
        {chart.categories.map((category, i) => (
          <tr key={category.key} className="border-line border-t">
            <th scope="row" className="h-7 whitespace-nowrap px-2 text-left font-normal">
              {category.title}
            </th>
            {chart.series.map((series) => (
              <td key={series.key} className="px-2 text-right">
                {write(series.values[i] ?? null)}
              </td>
            ))}
            {withTotal ? (
              <td className="px-2 text-right font-medium">{write(chart.totals[i] ?? null)}</td>
            ) : null}
          </tr>
        ))}
      </tbody>
      {chart.sampledFrom !== null ? (
        <tfoot>
          <tr>
            <td className="px-2 py-1 text-ink-3" colSpan={chart.series.length + 2}>
              {t("tableSampled", { count: chart.sampledFrom })}
            </td>
          </tr>
        </tfoot>
      ) : null}
    </table>
  );
}
