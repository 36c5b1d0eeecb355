/** Calendar days as `YYYY-MM-DD` and the relative forms of a time range. Pure: `now` and zone are handed in. */

/** A calendar day, `YYYY-MM-DD`, years 0001 to 9999. */
export type Day = string;
export type RangeSide = "from" | "to";
/** Days, weeks, months, quarters, years; fiscal quarters and years. */
type Period = "d" | "w" | "M" | "Q" | "y" | "fQ" | "fy";
const MONTHS = { M: 1, Q: 3, y: 12, fQ: 3, fy: 12 } as const;

const RELATIVE = /^now((?:[+-]\d{1,5}(?:f[Qy]|[dwMQy])){0,4})(?:\/([dwMQy]|f[Qy]))?$/;
/** True for `now`, `now-28d`, `now-1M/M`. */
export const isRelativeDay = (text: string): boolean => RELATIVE.test(text);
const STEP = /([+-]\d{1,5})(f[Qy]|[dwMQy])/g;
const DAY_MS = 86_400_000;

const dayToDate = (day: Day): Date => new Date(`${day}T00:00:00Z`);

const dateToDay = (date: Date): Day | null => {
  const year = date.getUTCFullYear();
  return year >= 1 && year <= 9999 ? date.toISOString().slice(0, 10) : null;
};

/** True for a day that exists: `2026-02-29` does not. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || text.startsWith("0000")) return false;
  const date = dayToDate(text);
  return !Number.isNaN(date.getTime()) && dateToDay(date) === text;
}

/** Making one costs more than a whole plan. Zones may be spelled in many ways, so the store has a bound. */
const formatters = new Map<string, Intl.DateTimeFormat>();
const MOST_FORMATTERS = 500;

/** @throws RangeError for a zone JavaScript does not know. */
function dayFormatter(zone: string): Intl.DateTimeFormat {
  const kept = formatters.get(zone);
  if (kept) return kept;
  const formatter = new Intl.DateTimeFormat("en-US-u-ca-iso8601", {
    timeZone: zone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  });
  if (formatters.size < MOST_FORMATTERS) formatters.set(zone, formatter);
  return formatter;
}

/** The day it is at `now` in an IANA zone. */
export function today(now: Date, zone: string): Day {
  const parts = dayFormatter(zone).formatToParts(now);
  const part = (type: string) => parts.find((p) => p.type === type)?.value ?? "";
  return `${part("year").padStart(4, "0")}-${part("month")}-${part("day")}`;
}

/** `day` moved by whole days; null outside years 1 to 9999. */
export const addDays = (day: Day, days: number): Day | null =>
  dateToDay(new Date(dayToDate(day).getTime() + days * DAY_MS));

/** Days from `from` to `to`, both included. */
export const countDays = (from: Day, to: Day): number =>
  Math.round((dayToDate(to).getTime() - dayToDate(from).getTime()) / DAY_MS) + 1;

/** `day` moved by months; the 31st becomes the last day of a shorter month. */
export function addMonths(day: Day, months: number): Day | null {
  const date = dayToDate(day);
  const wanted = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  const last = new Date(date);
  last.setUTCMonth(last.getUTCMonth() + 1, 0);
  date.setUTCDate(Math.min(wanted, last.getUTCDate()));
  return dateToDay(date);
}

const step = (day: Day, amount: number, unit: Period): Day | null => {
  if (unit === "d") return addDays(day, amount);
  if (unit === "w") return addDays(day, amount * 7);
  return addMonths(day, amount * MONTHS[unit]);
};

/** The first day of a week: 0 Sunday, 1 Monday. */
export type WeekStart = 0 | 1;

/** Where weeks and fiscal years begin; a viewer is one. */
export interface CalendarRules {
  /** Monday unless said otherwise. */
  weekStart?: WeekStart | null;
  /** A month, 1 to 12; January unless said otherwise. */
  fiscalYearStart?: number;
}

export const ISO_CALENDAR: CalendarRules = {};

/** The first day of the period `day` lies in. */
export function startOf(
  day: Day,
  period: Period,
  { weekStart, fiscalYearStart = 1 }: CalendarRules,
): Day | null {
  if (period === "d") return day;
  if (period === "w") return addDays(day, -((dayToDate(day).getUTCDay() + 7 - (weekStart ?? 1)) % 7));
  const month = Number(day.slice(5, 7));
  const first = `${day.slice(0, 8)}01`;
  if (period === "M") return first;
  const since = (month - (period.startsWith("f") ? fiscalYearStart : 1) + 12) % 12;
  return addMonths(first, -(period.endsWith("Q") ? since % 3 : since));
}

/** The last day of the period `day` lies in; null outside years 1 to 9999. */
export function endOf(day: Day, period: Period, calendar: CalendarRules): Day | null {
  const start = startOf(day, period, calendar);
  const next = start && step(start, 1, period);
  return next && addDays(next, -1);
}

/**
 * The day a date or a relative form means: `2026-01-31`, `now`, `now-28d`, `now-1M/M` (the unit's first day as
 * `from`, its last as `to`). Units d w M Q y, and fQ fy for fiscal quarters and years.
 * @returns null when the text is neither, or leaves years 1 to 9999.
 */
export function resolveDay(
  text: string,
  side: RangeSide,
  now: Date,
  zone: string,
  calendar: CalendarRules = {},
): Day | null {
  if (isDay(text)) return text;
  const match = RELATIVE.exec(text);
  if (!match) return null;
  let day: Day | null = today(now, zone);
  for (const [, amount, unit] of (match[1] ?? "").matchAll(STEP)) {
    if (day === null) return null;
    day = step(day, Number(amount), unit as Period);
  }
  const period = match[2] as Period | undefined;
  if (day === null || period === undefined) return day;
  return side === "from" ? startOf(day, period, calendar) : endOf(day, period, calendar);
}

/**
 * True for a zone JavaScript and databases mean the same by: an IANA name with its region, UTC or GMT. Abbreviations are
 * refused, offsets too: IST is India here and Israel in Postgres, which knows no summer time for CET either.
 */
export function isZone(zone: string): boolean {
  if (!/^(?:[A-Za-z][A-Za-z0-9_+-]*(?:\/[A-Za-z0-9_+-]+)+|UTC|GMT)$/.test(zone)) return false;
  try {
    dayFormatter(zone);
    return true;
  } catch {
    return false;
  }
}
