/** What is chosen, in words. Pure. */
import type { CrossCondition } from "@/lib/dashboards/cross-filter";
import type { Locale } from "@/lib/format/format";
import { formatDate, formatDateRange } from "@/lib/format/format-date";

export interface ConditionWords {
  locale: Locale;
  timezone: string;
  /** Of no value. */
  none: string;
}

/** Weeks and years of a firm's own are their days: named by their first alone they would not tell where they end. */
const IN_DAYS = new Set(["day", "week", "fiscal_quarter", "fiscal_year"]);
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/;

/** Each value of a condition as people read it; a stretch of time is one. */
export function conditionTexts(
  condition: CrossCondition,
  { locale, timezone, none }: ConditionWords,
): string[] {
  if ("values" in condition)
    return condition.values.map((value) =>
      value === null
        ? none
        : INSTANT.test(value)
          ? formatDate(value, undefined, locale, { timezone })
          : value,
    );
  const { grain, from, to } = condition;
  if (IN_DAYS.has(grain)) return [formatDateRange(from, to, locale)];
  const [first, last] = [from, to].map((end) => formatDate(end, grain, locale, { timezone }));
  return [first === last ? (first ?? "") : `${first} – ${last}`];
}
