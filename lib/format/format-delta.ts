import type { Format, Locale } from "@/lib/format/format";
import { formatNumber } from "@/lib/format/format-number";

export type DeltaPart = "delta" | "change";

/**
 * A difference with its sign: `+8.8`, `−2.3`, `+4.8%p`.
 * @param part `delta` is in the measure's own unit (percents differ in percentage points), `change` in percent of the base.
 * @param options.unit writes the unit; off in tables, whose header has it.
 */
export function formatDelta(
  value: number | string | null | undefined,
  format: Format | undefined,
  locale: Locale,
  options: { part?: DeltaPart; unit?: boolean } = {},
): string {
  const common = { sign: "always", unit: options.unit ?? false } as const;
  if (options.part === "change") {
    return formatNumber(value, { style: "percent", decimals: 1 }, locale, common);
  }
  return formatNumber(value, format, locale, { ...common, difference: true });
}

/** Whether a difference is good or bad news for a measure with that direction; null where it is neither. */
export function deltaTone(
  value: number | string | null | undefined,
  good: "up" | "down" | undefined,
): "good" | "bad" | null {
  const number = value === null || value === undefined ? 0 : Number(value);
  if (!good || !number) return null;
  return number > 0 === (good === "up") ? "good" : "bad";
}
