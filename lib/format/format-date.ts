/** Dates as people read them, by hand rather than by Intl: server and browser may hold different ICU data. */
import type { Locale } from "@/lib/format/format";

export type DateGrain =
  | "minute"
  | "hour"
  | "day"
  | "week"
  | "month"
  | "quarter"
  | "year"
  | "fiscal_quarter"
  | "fiscal_year";

/** `full` with the year, `short` without, `axis` the shortest, `weekday` for a tooltip: 11. 11. (수). */
export type DatePattern = "full" | "short" | "axis" | "weekday";

export interface DateOptions {
  pattern?: DatePattern;
  /** Moves a time (never a plain date) into this IANA zone; without it the wall clock stays as written. */
  timezone?: string;
}

interface WallClock {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const WEEKDAYS = {
  ko: ["일", "월", "화", "수", "목", "금", "토"],
  en: ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"],
} as const;

const WRITTEN = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/;

/** The wall clock a moment shows in `timezone`. */
function inZone(moment: Date, timezone: string): WallClock {
  const parts = new Intl.DateTimeFormat("en", {
    timeZone: timezone,
    calendar: "gregory",
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
  }).formatToParts(moment);
  const part = (type: string) => Number(parts.find((p) => p.type === type)?.value ?? 0);
  return {
    year: part("year"),
    month: part("month"),
    day: part("day"),
    hour: part("hour"),
    minute: part("minute"),
  };
}

function parse(value: string, timezone: string | undefined): WallClock | null {
  const match = WRITTEN.exec(value);
  if (!match) return null;
  const [, year, month, day, hour, minute, offset] = match;
  if (timezone && hour && offset) return inZone(new Date(value), timezone);
  return {
    year: Number(year),
    month: Number(month),
    day: Number(day),
    hour: Number(hour ?? 0),
    minute: Number(minute ?? 0),
  };
}

const two = (n: number) => String(n).padStart(2, "0");

function dayText(at: WallClock, locale: Locale, pattern: DatePattern): string {
  const weekday = WEEKDAYS[locale][new Date(Date.UTC(at.year, at.month - 1, at.day)).getUTCDay()] ?? "";
  if (locale === "ko") {
    if (pattern === "axis") return `${at.month}.${at.day}`;
    if (pattern === "short") return `${at.month}. ${at.day}.`;
    if (pattern === "weekday") return `${at.month}. ${at.day}. (${weekday})`;
    return `${at.year}. ${at.month}. ${at.day}.`;
  }
  const short = `${MONTHS[at.month - 1] ?? ""} ${at.day}`;
  if (pattern === "weekday") return `${weekday}, ${short}`;
  return pattern === "full" ? `${short}, ${at.year}` : short;
}

function monthText(at: WallClock, locale: Locale, pattern: DatePattern): string {
  if (pattern === "axis") return locale === "ko" ? `${at.year}.${at.month}` : monthName(at, true);
  if (locale === "ko") return pattern === "short" ? `${at.month}월` : `${at.year}년 ${at.month}월`;
  return monthName(at, pattern !== "short");
}

const monthName = (at: WallClock, withYear: boolean) =>
  `${MONTHS[at.month - 1] ?? ""}${withYear ? ` ${at.year}` : ""}`;

/**
 * A date of a result, at its grain.
 * @param value `YYYY-MM-DD`, or ISO 8601; null gives “–”, anything else is handed back as it is.
 */
export function formatDate(
  value: string | null | undefined,
  grain: DateGrain | undefined,
  locale: Locale,
  options: DateOptions = {},
): string {
  if (!value) return "–";
  const at = parse(value, options.timezone);
  if (!at) return value;
  const pattern = options.pattern ?? "full";
  const time = `${two(at.hour)}:${two(at.minute)}`;
  const quarter = Math.ceil(at.month / 3);
  switch (grain ?? (value.length > 10 ? "minute" : "day")) {
    case "minute":
    case "hour":
      return pattern === "axis" ? time : `${dayText(at, locale, pattern)} ${time}`;
    case "week":
      if (pattern === "axis") return dayText(at, locale, pattern);
      return locale === "ko"
        ? `${dayText(at, locale, pattern)} 주`
        : `Week of ${dayText(at, locale, pattern)}`;
    case "month":
      return monthText(at, locale, pattern);
    case "quarter":
      return locale === "ko" && pattern !== "axis" ? `${at.year}년 ${quarter}분기` : `Q${quarter} ${at.year}`;
    case "year":
      return locale === "ko" && pattern !== "axis" ? `${at.year}년` : String(at.year);
    // Whose number or year counts differs from firm to firm: the month it begins in does not.
    case "fiscal_quarter":
    case "fiscal_year": {
      const month = monthText(at, locale, pattern);
      if (pattern === "axis") return month;
      if (locale === "ko") return `${month} 시작 ${grain === "fiscal_year" ? "회계연도" : "회계분기"}`;
      return `${grain === "fiscal_year" ? "FY" : "FQ"} from ${month}`;
    }
    default:
      return dayText(at, locale, pattern);
  }
}

/** Both days of a range, years only where they are needed: `10. 23. – 11. 19.`. @param thisYear leaves out that year. */
export function formatDateRange(from: string, to: string, locale: Locale, thisYear?: number): string {
  const years = [from.slice(0, 4), to.slice(0, 4)];
  const pattern = years.every((year) => year === String(thisYear)) ? "short" : "full";
  if (from === to) return formatDate(from, "day", locale, { pattern });
  return `${formatDate(from, "day", locale, { pattern })} – ${formatDate(to, "day", locale, { pattern })}`;
}

/** `07:42` in the reader's time zone. @param moment ISO 8601. */
export function formatTime(moment: string, timezone: string): string {
  const at = inZone(new Date(moment), timezone);
  return `${two(at.hour)}:${two(at.minute)}`;
}

/**
 * When something happened, as a list shows it: `방금`, `14분 전`, `1시간 전`, `어제 18:20`, `11. 18. 09:12`.
 * @param moment ISO 8601; null gives “–”. @param now the reader's present, passed in so that it can be tested.
 */
export function formatMoment(
  moment: string | null | undefined,
  now: Date,
  locale: Locale,
  timezone: string,
): string {
  if (!moment) return "–";
  const then = inZone(new Date(moment), timezone);
  const today = inZone(now, timezone);
  const dayNumber = (at: WallClock) => Date.UTC(at.year, at.month - 1, at.day) / 86_400_000;
  const days = dayNumber(today) - dayNumber(then);
  const time = `${two(then.hour)}:${two(then.minute)}`;
  if (days === 0) return formatAge(moment, now, locale);
  if (days === 1) return `${locale === "ko" ? "어제" : "yesterday"} ${time}`;
  return `${dayText(then, locale, then.year === today.year ? "short" : "full")} ${time}`;
}

/** How long ago: `방금`, `18분 전`, `3시간 전`, `2일 전`. Moments yet to come count as now. @param moment ISO 8601. */
export function formatAge(moment: string, now: Date, locale: Locale): string {
  const minutes = Math.floor((now.getTime() - new Date(moment).getTime()) / 60_000);
  if (minutes < 1) return locale === "ko" ? "방금" : "just now";
  const [count, unit] =
    minutes < 60
      ? ([minutes, "minute"] as const)
      : minutes < 1440
        ? ([Math.floor(minutes / 60), "hour"] as const)
        : ([Math.floor(minutes / 1440), "day"] as const);
  if (locale === "ko") return `${count}${{ minute: "분", hour: "시간", day: "일" }[unit]} 전`;
  return `${count} ${unit}${count === 1 ? "" : "s"} ago`;
}
