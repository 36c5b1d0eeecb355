"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Cells } from "@/components/table/use-cell-selection";
import type { Locale } from "@/lib/format/format";
import { formatNumber } from "@/lib/format/format-number";
import { aggregateSelection } from "@/lib/table/aggregate-selection";
import type { CellSelection } from "@/lib/table/cell-selection";
import { cellText } from "@/lib/table/columns";

export interface SelectionFiguresProps extends Pick<Cells, "lines" | "columns"> {
  selection: CellSelection;
  copied: boolean;
  locale: Locale;
}

/** What several selected cells come to. */
export function SelectionFigures({ selection, lines, columns, copied, locale }: SelectionFiguresProps) {
  const t = useTranslations("table.cells");
  const found = aggregateSelection(selection, lines, columns);
  const number = (value: string | null) =>
    value === null ? null : (
      <b className="font-medium text-ink" title={value}>
        {found.column
          ? cellText({ ...found.column, type: "number" }, value, locale)
          : formatNumber(value, undefined, locale)}
      </b>
    );
  const figure = (label: string, value: ReactNode) =>
    value === null ? null : (
      <span className="whitespace-nowrap">
        {label} {value}
      </span>
    );
  const count = (value: number) => (
    <b className="font-medium text-ink">{formatNumber(value, undefined, locale)}</b>
  );
  return (
    <>
      <span className="whitespace-nowrap">{t("size", { rows: found.rows, columns: found.columns })}</span>
      {figure(t("sum"), number(found.sum))}
      {figure(t(found.ratio ? "plainAverage" : "average"), number(found.average))}
      {figure(t("count"), count(found.count))}
      {figure(t("min"), number(found.min))}
      {figure(t("max"), number(found.max))}
      {found.nulls > 0 ? figure(t("nulls"), count(found.nulls)) : null}
      {found.unknown > 0 ? figure(t("unknown"), count(found.unknown)) : null}
      {found.mixed ? <span>{t("mixed")}</span> : null}
      {found.withoutTotals ? <span>{t("withoutTotals")}</span> : null}
      {copied ? <span className="text-accent">{t("copied")}</span> : null}
    </>
  );
}
