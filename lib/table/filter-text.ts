/** A filter as people would say it: `브랜드 ‘닥터’ 포함`, `ROI ≥ 50%`. Pure. */

import type { Locale } from "@/lib/format/format";
import { formatDate } from "@/lib/format/format-date";
import { formatNumber } from "@/lib/format/format-number";
import type { TableWords } from "@/lib/i18n/words";
import type { Filter, Scalar } from "@/lib/query/query";
import { isRelativeDay } from "@/lib/query/relative-date";
import { columnUnit } from "@/lib/table/columns";
import { namedRange } from "@/lib/table/date-filter";
import type { KnownColumn } from "@/lib/table/known-columns";

/** Values listed in a chip before it counts the rest. */
const LISTED = 3;

const isTime = (column: KnownColumn | undefined) => column?.type === "date" || column?.type === "time";

export interface FilterText {
  /** What it is about. */
  name: string;
  text: string;
}

/** How filters are said in a language. @param t messages of `table` */
export function filterTexts(
  t: TableWords,
  locale: Locale,
): (filter: Filter, column: KnownColumn | undefined) => FilterText {
  /** A day, or how far from today it lies; other relative forms as they were written. */
  const writeDay = (value: string): string => {
    if (!isRelativeDay(value)) return formatDate(value, undefined, locale);
    const days = /^now(?:([+-])(\d+)d)?$/.exec(value);
    if (!days) return value;
    const count = Number(days[2] ?? 0);
    return t(days[1] === "+" ? "dates.ahead" : "dates.ago", { count });
  };
  /** “last 28 days”, for two ends that have such a name. */
  const writeRange = (from: string, to: string): string | null => {
    const named = namedRange(from, to);
    if (named?.kind === "preset") return t(`dates.chips.${named.name}`);
    if (!named) return null;
    return t(`dates.lastChip.${named.including ? "with" : "before"}_${named.unit}`, { count: named.count });
  };
  return (filter, column) => {
    const write = (value: Scalar | undefined): string => {
      if (value === null || value === undefined) return t("nothing");
      if (column?.type === "number" && typeof value !== "boolean")
        return `${formatNumber(value, { ...column.format, style: "number" }, locale)}${columnUnit(column, locale)}`;
      if (isTime(column) && typeof value === "string") return writeDay(value);
      if (typeof value === "boolean") return t(value ? "yes" : "no");
      return value === "" ? t("emptyText") : String(value);
    };
    const { op, values } = filter;
    if (isTime(column) && (op === "between" || op === "eq")) {
      const [from, to = from] = values;
      const named = typeof from === "string" && typeof to === "string" ? writeRange(from, to) : null;
      if (named) return { name: column?.label ?? filter.name, text: named };
    }
    const listed = values.slice(0, LISTED).map(write).join(", ");
    const more = values.length - LISTED;
    const list = more > 0 ? t("andMore", { list: listed, count: more }) : listed;
    const text = t(`filterText.${op}`, { value: list, from: write(values[0]), to: write(values[1]) });
    return { name: column?.label ?? filter.name, text };
  };
}
