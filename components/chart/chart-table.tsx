import { useTranslations } from "next-intl";
import { chartTable } from "@/lib/chart/chart-table";
import type { PreparedChart } from "@/lib/chart/prepared-chart";

/** A chart's numbers as a table: a row for each place or mark, all digits. */
export function ChartTable({ chart, title }: { chart: PreparedChart; title: string }) {
  const t = useTranslations("chart");
  const { columns, rows } = chartTable(chart, { total: t("total") });
  const sampled = chart.view === "axes" ? chart.sampledFrom : null;
  const head = "sticky top-0 h-8 bg-surface px-2 font-medium whitespace-nowrap";
  const side = (numeric: boolean) => (numeric ? "text-right" : "text-left");
  return (
    <table className="w-full text-12">
      <caption className="sr-only">{title}</caption>
      <thead>
        <tr>
          {columns.map(({ label, unit, numeric }, c) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: columns never move, and two may have one name
            <th key={c} scope="col" className={`${head} ${side(numeric)}`}>
              {label} {unit ? <span className="font-normal text-ink-3">{unit}</span> : null}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows never move, and two may have one name
          <tr key={i} className="border-line border-t">
            {row.map((cell, c) =>
              c === 0 ? (
                // biome-ignore lint/suspicious/noArrayIndexKey: as its column
                <th key={c} scope="row" className="h-7 whitespace-nowrap px-2 text-left font-normal">
                  {cell}
                </th>
              ) : (
                // biome-ignore lint/suspicious/noArrayIndexKey: as its column
                <td key={c} className={`h-7 whitespace-nowrap px-2 ${side(columns[c]?.numeric ?? true)}`}>
                  {cell}
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
      {sampled !== null ? (
        <tfoot>
          <tr>
            <td className="px-2 py-1 text-ink-3" colSpan={columns.length}>
              {t("tableSampled", { count: sampled })}
            </td>
          </tr>
        </tfoot>
      ) : null}
    </table>
  );
}
