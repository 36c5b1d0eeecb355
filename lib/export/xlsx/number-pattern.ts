/** A column's format as Excel's own pattern, in the reader's language. Pure. */
import type { Format, Locale } from "@/lib/format/format";
import type { ResultColumn } from "@/lib/query/result";

/** Patterns of text: what looks like a number or a date stays as it was written. */
export const TEXT_PATTERN = "@";

/** Text inside of a pattern. */
const literal = (text: string): string =>
  text
    .split('"')
    .map((part) => (part === "" ? "" : `"${part}"`))
    .join('\\"');

const MOST_DECIMALS = 20;
const decimals = (count: number): string =>
  count > 0 ? `0.${"0".repeat(Math.min(count, MOST_DECIMALS))}` : "0";

/** Signs of currencies, and where Excel takes them from: `[$₩-412]` is the won of Korea. */
const KOREAN = 412;
const AMERICAN = 409;

function currencyDigits(currency: string): number {
  try {
    const { maximumFractionDigits } = new Intl.NumberFormat("en", {
      style: "currency",
      currency,
    }).resolvedOptions();
    return maximumFractionDigits ?? 2;
  } catch {
    return 2;
  }
}

function currencySign(currency: string, locale: Locale): string {
  try {
    const parts = new Intl.NumberFormat(locale, {
      style: "currency",
      currency,
      currencyDisplay: "narrowSymbol",
    }).formatToParts(0);
    return parts.find(({ type }) => type === "currency")?.value ?? currency;
  } catch {
    return currency;
  }
}

/** The digits of a number of this format; without a rule two decimals, and none where all are zero. */
function digits(format: Format | undefined, whole: boolean): string {
  if (format?.decimals !== undefined) return `#,##${decimals(format.decimals)}`;
  if (format?.style === "currency") return `#,##${decimals(currencyDigits(format.currency ?? "KRW"))}`;
  if (format?.style === "percent") return "#,##0.0";
  return whole ? "#,##0" : "#,##0.00";
}

function numberPattern(
  { format, of }: Pick<ResultColumn, "format" | "of">,
  locale: Locale,
  whole: boolean,
): string {
  if (of?.part === "change") return signed('#,##0.0"%"');
  const style = format?.style;
  if (style === "text") return "0";
  const number = digits(format, whole);
  const prefix = literal(format?.prefix ?? "");
  const suffix = literal(format?.suffix ?? "");
  const points = locale === "ko" ? "%p" : " pp";
  const core =
    style === "percent" && !suffix
      ? `${number}${literal(of?.part === "delta" ? points : "%")}`
      : style === "currency" && !prefix && !suffix
        ? money(number, format?.currency ?? "KRW", locale)
        : number;
  const written = `${prefix}${core}${suffix}`;
  return of?.part === "delta" ? signed(written) : written;
}

/** Differences carry their sign. */
const signed = (pattern: string): string => `+${pattern};-${pattern};${pattern}`;

function money(number: string, currency: string, locale: Locale): string {
  if (locale === "ko" && currency === "KRW") return `${number}"원"`;
  if (locale === "ko" && currency === "JPY") return `${number}"엔"`;
  return `[$${currencySign(currency, locale)}-${locale === "ko" ? KOREAN : AMERICAN}]${number}`;
}

/** Days and coarser by their grain, moments to the second. */
function datePattern({ type, grain }: Pick<ResultColumn, "type" | "grain">, locale: Locale): string {
  if (type === "time" && (grain === undefined || grain === "hour")) return "yyyy-mm-dd hh:mm:ss";
  switch (grain) {
    case "year":
      return locale === "ko" ? 'yyyy"년"' : "yyyy";
    case "month":
      return locale === "ko" ? 'yyyy"년" m"월"' : "mmm yyyy";
    default:
      return "yyyy-mm-dd";
  }
}

/** Grains that Excel has no pattern for: their cells are texts. */
const WRITTEN: readonly string[] = ["quarter", "fiscal_quarter", "fiscal_year"];

/**
 * How Excel writes a column's cells; percents are points (50 is `50.0%`), so that rules and SUBTOTAL keep their values. A duration
 * is written as its seconds' share of a day.
 * @param whole the value has no decimals: Excel would write a point behind it
 */
export function patternOf(
  column: Pick<ResultColumn, "type" | "format" | "of" | "grain">,
  locale: Locale,
  whole = true,
): string {
  if (column.type === "date" || column.type === "time")
    return column.grain && WRITTEN.includes(column.grain) ? TEXT_PATTERN : datePattern(column, locale);
  if (column.type !== "number") return column.type === "boolean" ? "General" : TEXT_PATTERN;
  if (column.format?.style === "duration") return "[h]:mm:ss";
  return numberPattern(column, locale, whole);
}

const DAY_MS = 86_400_000;
const EPOCH = Date.UTC(1899, 11, 30);
const DAY = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,3})\d*)?)?/;

/** A day or moment, as written on the wall, as Excel counts days; null before 1900-03-01, where Excel's count is wrong. */
export function serialOf(text: string): number | null {
  const found = DAY.exec(text);
  if (!found) return null;
  const [year, month, day, hour, minute, second] = found.slice(1, 7).map((part) => Number(part ?? 0));
  const at = Date.UTC(year ?? 0, (month ?? 1) - 1, day ?? 1, hour ?? 0, minute ?? 0, second ?? 0);
  const serial = (at - EPOCH) / DAY_MS;
  return serial >= 61 && serial < 2_958_466 ? serial : null;
}
