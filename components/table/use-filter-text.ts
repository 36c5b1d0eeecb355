"use client";

import { useLocale, useTranslations } from "next-intl";
import type { Locale } from "@/lib/format/format";
import { formatDate } from "@/lib/format/format-date";
import { formatNumber } from "@/lib/format/format-number";
import type { Filter, Scalar } from "@/lib/query/query";
import { columnUnit } from "@/lib/table/columns";
import type { KnownColumn } from "@/lib/table/known-columns";

/** Values listed in a chip before it counts the rest. */
const LISTED = 3;

/** Writes a filter as people would say it: `브랜드 ‘닥터’ 포함`, `ROI ≥ 50%`. */
export function useFilterText(): (
  filter: Filter,
  column: KnownColumn | undefined,
) => { name: string; text: string } {
  const t = useTranslations("table");
  const locale: Locale = useLocale() === "en" ? "en" : "ko";
  return (filter, column) => {
    const write = (value: Scalar | undefined): string => {
      if (value === null || value === undefined) return t("nothing");
      if (column?.type === "number" && typeof value !== "boolean")
        return `${formatNumber(value, { ...column.format, style: "number" }, locale)}${columnUnit(column, locale)}`;
      if ((column?.type === "date" || column?.type === "time") && typeof value === "string")
        return formatDate(value, undefined, locale);
      if (typeof value === "boolean") return t(value ? "yes" : "no");
      return String(value);
    };
    const { op, values } = filter;
    const listed = values.slice(0, LISTED).map(write).join(", ");
    const more = values.length - LISTED;
    const list = more > 0 ? t("andMore", { list: listed, count: more }) : listed;
    const text = t(`filterText.${op}`, { value: list, from: write(values[0]), to: write(values[1]) });
    return { name: column?.label ?? filter.name, text };
  };
}
