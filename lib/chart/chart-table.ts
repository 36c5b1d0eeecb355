/** A chart's numbers as a table, all digits: for who reads them, and for screen readers. */
import type { AxisChart, ChartTableData, PreparedChart } from "@/lib/chart/prepared-chart";
import { formatNumber, unitOf } from "@/lib/format/format-number";

/** @param chart with its blanks named. @param words.total heads the column of sums. */
export function chartTable(chart: PreparedChart, words: { total: string }): ChartTableData {
  return chart.view === "axes" ? axisTable(chart, words.total) : chart.table;
}

function axisTable(chart: AxisChart, total: string): ChartTableData {
  const { locale, measure } = chart;
  const summed = chart.series.filter(({ role }) => role !== "previous").length > 1;
  const withTotal = measure.additive && chart.kind !== "combo" && summed;
  return {
    columns: [
      { label: chart.x.label, unit: "", numeric: false },
      ...chart.series.map(({ label, format }) => ({
        label: label ?? "",
        unit: unitOf(format, locale),
        numeric: true,
      })),
      ...(withTotal ? [{ label: total, unit: unitOf(measure.format, locale), numeric: true }] : []),
    ],
    rows: chart.categories.map(({ title }, i) => [
      title,
      ...chart.series.map(({ values, exact, format }) =>
        formatNumber(exact?.[i] ?? values[i] ?? null, format, locale),
      ),
      ...(withTotal ? [formatNumber(chart.totals[i] ?? null, measure.format, locale)] : []),
    ]),
  };
}
