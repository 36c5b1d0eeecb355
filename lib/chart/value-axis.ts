import type { ValueAxis } from "@/lib/chart/prepared-chart";
import type { Format, Locale } from "@/lib/format/format";
import { formatNumber } from "@/lib/format/format-number";

const NICE = [1, 2, 2.5, 5, 10];
const INTERVALS = 4;
/** A smaller span is rounding dust: there is nothing to tell apart. */
const NOTHING = 1e-12;

/** The smallest nice step (1, 2, 2.5, 5 times a power of ten) that covers `span` in about so many. */
export function niceStep(span: number, intervals: number = INTERVALS): number {
  const rough = span / intervals;
  const power = 10 ** Math.floor(Math.log10(rough));
  // The tolerance lets 8,000 / 4 be 2,000 although 0.1 + 0.2 is not 0.3.
  return power * (NICE.find((nice) => nice * power >= rough * (1 - 1e-9)) ?? 10);
}

/** A value on an axis, with the decimals its step needs. */
export function tickLabel(value: number, step: number, format: Format | undefined, locale: Locale): string {
  if (format?.style === "duration") return formatNumber(value, format, locale);
  const decimals = Math.min(10, Math.max(0, -Math.floor(Math.log10(step) + 1e-9)));
  if (format?.style === "percent") {
    const fine = Number.isInteger(step * 10 ** decimals) ? decimals : decimals + 1;
    return formatNumber(value, { style: "percent", decimals: fine }, locale, { unit: true });
  }
  return formatNumber(value, { style: "number", units: "compact" }, locale);
}

/**
 * A value axis from nice step to nice step, its ticks in 만 / 억 or K / M.
 * @param low,high extremes of what is drawn (of the stacks, when stacked), in the measure's unit.
 * @param fromZero bars and areas must stand on zero; lines of ratios need not.
 */
export function valueAxis(
  low: number,
  high: number,
  fromZero: boolean,
  format: Format | undefined,
  locale: Locale,
): ValueAxis {
  const bottom = fromZero ? Math.min(0, low) : low;
  let top = fromZero ? Math.max(0, high) : high;
  if (top - bottom < NOTHING) top = bottom + (Math.abs(bottom) < NOTHING ? 1 : Math.abs(bottom) / 2);

  const step = niceStep(top - bottom);
  const first = Math.floor(bottom / step + 1e-9);
  const last = Math.ceil(top / step - 1e-9);
  const ticks: ValueAxis["ticks"] = [];
  for (let i = first; i <= last; i++) {
    const value = Number((i * step).toPrecision(12));
    ticks.push({ value, label: tickLabel(value, step, format, locale) });
  }
  return {
    min: Number((first * step).toPrecision(12)),
    max: Number((last * step).toPrecision(12)),
    ticks,
  };
}
