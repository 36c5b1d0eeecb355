import type { Format, Locale } from "@/lib/format/format";
import { formatNumber } from "@/lib/format/format-number";

/** From here on all digits are too many for a legend, a tooltip or a KPI. */
const LONG = 1e8;

/** The measure's format where room is short: money and long numbers in 만 / 억 or K / M, unless it says otherwise. */
export function shortFormat(format: Format | undefined, value: number | string | null): Format {
  const own = format ?? { style: "number" };
  if (own.units || own.style === "percent" || own.style === "duration") return own;
  const long = Math.abs(Number(value ?? 0)) >= LONG;
  return own.style === "currency" || long ? { ...own, units: "korean" } : own;
}

/** A value of a legend or tooltip: `1억 3,577만`, `38.2%`. */
export function shortNumber(value: number | null, format: Format | undefined, locale: Locale): string {
  const percent = format?.style === "percent" && value !== null;
  return formatNumber(value, shortFormat(format, value), locale, { unit: percent });
}
