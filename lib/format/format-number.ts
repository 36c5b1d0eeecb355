/** Numbers as people read them: one way for tables, KPIs, charts and exports. */
import type { Format, Locale } from "@/lib/format/format";
import { formatDuration } from "@/lib/format/format-duration";
import { scaleNumber } from "@/lib/format/scale-number";

/** What stands where there is no value: a gap, never a zero. */
export const NO_VALUE = "–";
const MINUS = "−";

/** A piece of a written number, so that a KPI can set digits large and units small. */
export interface NumberPart {
  /** `digits` carry the sign; `scale` is 만 / 억 / K / M / B (with its trailing space); `unit` is 원, %, ₩, 건. */
  kind: "digits" | "scale" | "unit";
  text: string;
}

export interface NumberOptions {
  /** Write the unit (원, %, a suffix) too. Off by default: a column says it once, in its header. */
  unit?: boolean;
  /** `always` writes + before positive values. */
  sign?: "auto" | "always";
  /** A difference between two percents is in percentage points: %p, pp. */
  difference?: boolean;
}

/** Currencies written behind the number in Korean, as a word. */
const KOREAN_CURRENCY: Readonly<Record<string, string>> = { KRW: "원", JPY: "엔" };

const NUMERIC = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;
const formatters = new Map<string, Intl.NumberFormat>();

/** Intl formatters are dear to build and a table asks for the same few, once a cell. */
function digitsFormatter(locale: Locale, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const { style, currency, signDisplay, minimumFractionDigits, maximumFractionDigits } = options;
  const key = `${locale} ${style} ${currency} ${options.currencyDisplay} ${signDisplay} ${minimumFractionDigits} ${maximumFractionDigits} ${options.maximumSignificantDigits}`;
  const known = formatters.get(key);
  if (known) return known;
  const made = new Intl.NumberFormat(locale, { signDisplay: "negative", ...options });
  formatters.set(key, made);
  return made;
}

function currencyParts(currency: string, locale: Locale): { symbol: string; decimals: number } {
  try {
    const made = digitsFormatter(locale, { style: "currency", currency, currencyDisplay: "narrowSymbol" });
    const symbol = made.formatToParts(0).find((part) => part.type === "currency")?.value ?? currency;
    return { symbol, decimals: made.resolvedOptions().maximumFractionDigits ?? 2 };
  } catch {
    // Not an ISO 4217 code: write the code itself rather than fail the whole table.
    return { symbol: currency, decimals: 2 };
  }
}

interface Unit {
  text: string;
  place: "before" | "after";
}

function unitFor(format: Format | undefined, locale: Locale, difference: boolean): Unit {
  if (format?.suffix) return { text: format.suffix, place: "after" };
  if (format?.style === "percent") {
    const points = locale === "ko" ? "%p" : " pp";
    return { text: difference ? points : "%", place: "after" };
  }
  if (format?.style === "currency") {
    const currency = format.currency ?? "KRW";
    const word = locale === "ko" ? KOREAN_CURRENCY[currency] : undefined;
    if (word) return { text: word, place: "after" };
    return { text: currencyParts(currency, locale).symbol, place: "before" };
  }
  return { text: "", place: "after" };
}

function decimalsFor(format: Format | undefined, locale: Locale, size: number): Intl.NumberFormatOptions {
  const fixed = (decimals: number) => ({
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
  if (format?.decimals !== undefined) return fixed(format.decimals);
  if (format?.style === "currency") return fixed(currencyParts(format.currency ?? "KRW", locale).decimals);
  if (format?.style === "percent") return fixed(1);
  // Without a rule, two decimals at most, but never a zero for something that is not zero.
  if (size > 0 && size < 0.01) return { maximumSignificantDigits: 2 };
  return { maximumFractionDigits: 2 };
}

/**
 * The pieces of a number, in order.
 * @param value percents in percentage points, durations in seconds; numbers beyond 2^53 as strings, written exactly.
 *   Null (and NaN) gives “–”; a string that is no number is handed back as it is.
 */
export function formatNumberParts(
  value: number | string | null | undefined,
  format: Format | undefined,
  locale: Locale,
  options: NumberOptions = {},
): NumberPart[] {
  const asDigits = (text: string): NumberPart[] => [{ kind: "digits", text }];
  if (value === null || value === undefined || value === "") return asDigits(NO_VALUE);
  if (typeof value === "string" && !NUMERIC.test(value)) return asDigits(value);
  const size = Math.abs(Number(value));
  if (Number.isNaN(size)) return asDigits(NO_VALUE);
  if (format?.style === "text") return asDigits(String(value));

  const sign = { signDisplay: options.sign === "always" ? "exceptZero" : "negative" } as const;
  const parts: NumberPart[] = [];
  const write = (digits: string) => parts.push({ kind: "digits", text: digits.replace("-", MINUS) });

  if (format?.style === "duration") {
    const text = formatDuration(Number(value), locale);
    return asDigits(options.sign === "always" && Number(value) > 0 ? `+${text}` : text);
  }

  const units = format?.style === "percent" ? "none" : (format?.units ?? "none");
  const groups = units === "none" || size === Infinity ? null : scaleNumber(value, units, locale);
  if (groups) {
    for (const [i, group] of groups.entries()) {
      const formatter = digitsFormatter(locale, {
        ...(i === 0 ? sign : {}),
        maximumFractionDigits: group.decimals,
      });
      write(formatter.format(group.value));
      if (group.scale)
        parts.push({ kind: "scale", text: i < groups.length - 1 ? `${group.scale} ` : group.scale });
    }
  } else {
    const formatter = digitsFormatter(locale, { ...sign, ...decimalsFor(format, locale, size) });
    write(formatter.format(value as number | `${number}`));
  }

  if (options.unit) {
    const unit = unitFor(format, locale, options.difference ?? false);
    if (unit.text && unit.place === "after") parts.push({ kind: "unit", text: unit.text });
    const before = format?.prefix ?? (unit.place === "before" ? unit.text : "");
    if (before) putBefore(parts, before);
  } else if (format?.prefix) {
    putBefore(parts, format.prefix);
  }
  return parts;
}

/** The sign stays outermost: −₩1,200 and not ₩−1,200. */
function putBefore(parts: NumberPart[], text: string): void {
  const first = parts[0];
  const sign = first?.text.match(/^[−+]/)?.[0];
  if (!first || !sign) {
    parts.unshift({ kind: "unit", text });
    return;
  }
  first.text = first.text.slice(1);
  parts.unshift({ kind: "digits", text: sign }, { kind: "unit", text });
}

/**
 * A number in one string, without its unit unless `options.unit` asks: `288,735,358`, `−15.3`, `12억 347만`, `1.2B`.
 * Percents in percentage points; null gives “–”; the minus is U+2212.
 */
export function formatNumber(
  value: number | string | null | undefined,
  format: Format | undefined,
  locale: Locale,
  options: NumberOptions = {},
): string {
  return formatNumberParts(value, format, locale, options)
    .map((part) => part.text)
    .join("");
}

/** The unit a header shows once for all its cells: 원, %, 건, ₩; empty where there is none. */
export function unitOf(
  format: Format | undefined,
  locale: Locale,
  options: Pick<NumberOptions, "difference"> = {},
): string {
  return unitFor(format, locale, options.difference ?? false).text.trim();
}
