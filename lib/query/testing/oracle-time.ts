/** Days, grains, zones and windows as the oracle knows them. */
import type { Grain, Query } from "@/lib/query/query";

/** What the calendar of a question depends on. */
export interface Calendar {
  zone: string;
  weekStart: 0 | 1;
  /** The first month of fiscal years, 1 to 12. */
  fiscalYearStart: number;
  now: Date;
}

const DAY = 86_400_000;
const utc = (day: string): Date => new Date(`${day}T00:00:00Z`);
const written = (date: Date): string => date.toISOString().slice(0, 10);
const two = (n: number): string => String(n).padStart(2, "0");

export const plusDays = (day: string, days: number): string =>
  written(new Date(utc(day).getTime() + days * DAY));

/** The 31st becomes the last day of a shorter month. */
export function plusMonths(day: string, months: number): string {
  const count = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + months;
  const year = Math.floor(count / 12);
  const month = count - year * 12 + 1;
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return `${String(year).padStart(4, "0")}-${two(month)}-${two(Math.min(Number(day.slice(8)), last))}`;
}

const countDays = (from: string, to: string): number =>
  Math.round((utc(to).getTime() - utc(from).getTime()) / DAY) + 1;

const walls = new Map<string, string>();

/** `2026-01-31T09:00:00` on the clocks of the zone, by the zone database JavaScript carries. */
function wallClock(instant: string, zone: string): string {
  const key = `${instant} ${zone}`;
  const known = walls.get(key);
  if (known) return known;
  const wall = new Date(instant).toLocaleString("sv-SE", { timeZone: zone }).replace(" ", "T");
  walls.set(key, wall);
  return wall;
}

export const localDay = (instant: string, zone: string): string => wallClock(instant, zone).slice(0, 10);

/** An instant, in UTC, as the zone writes it: `2026-01-31T09:00:00+09:00`. */
export function writeInstant(instant: string, zone: string): string {
  const wall = wallClock(instant, zone);
  const seconds = Math.floor(Date.parse(instant) / 1000);
  const minutes = Math.round((Date.parse(`${wall}Z`) / 1000 - seconds) / 60);
  const fraction = instant.slice(19, -1).replace(/0+$/, "").replace(/\.$/, "");
  const size = Math.abs(minutes);
  return `${wall}${fraction}${minutes < 0 ? "-" : "+"}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

/** The instant at which the zone's clocks last showed a full hour. */
export function startOfHour(instant: string, zone: string): string {
  const wall = wallClock(instant, zone);
  const past = Number(wall.slice(14, 16)) * 60 + Number(wall.slice(17, 19));
  const seconds = Math.floor(Date.parse(instant) / 1000) - past;
  return new Date(seconds * 1000).toISOString();
}

/** The first day of the unit that `day` lies in. */
export function startOf(day: string, grain: Exclude<Grain, "hour">, calendar: Calendar): string {
  /** Of the `months` months that are counted from `first`. */
  const period = (months: number, first: number): string => {
    const month = Number(day.slice(5, 7));
    const past = (((month - first) % months) + months) % months;
    return plusMonths(`${day.slice(0, 7)}-01`, -past);
  };
  switch (grain) {
    case "day":
      return day;
    case "week":
      return plusDays(day, -((utc(day).getUTCDay() - calendar.weekStart + 7) % 7));
    case "month":
      return period(1, 1);
    case "quarter":
      return period(3, 1);
    case "year":
      return period(12, 1);
    case "fiscal_quarter":
      return period(3, calendar.fiscalYearStart);
    case "fiscal_year":
      return period(12, calendar.fiscalYearStart);
  }
}

const UNITS = {
  d: { grain: "day", days: 1, months: 0 },
  w: { grain: "week", days: 7, months: 0 },
  M: { grain: "month", days: 0, months: 1 },
  Q: { grain: "quarter", days: 0, months: 3 },
  y: { grain: "year", days: 0, months: 12 },
  fQ: { grain: "fiscal_quarter", days: 0, months: 3 },
  fy: { grain: "fiscal_year", days: 0, months: 12 },
} as const;

/** The day that `2026-01-31` or `now-1M/M` means, as the beginning or the end of a range. */
export function resolveDay(text: string, side: "from" | "to", calendar: Calendar): string {
  if (!text.startsWith("now")) return text;
  const [steps = "", unit] = text.slice("now".length).split("/");
  const move = (day: string, count: number, by: keyof typeof UNITS) =>
    plusMonths(plusDays(day, count * UNITS[by].days), count * UNITS[by].months);
  let day = localDay(calendar.now.toISOString(), calendar.zone);
  for (const [, count, by] of steps.matchAll(/([+-]\d+)(d|w|M|Q|y|fQ|fy)/g))
    day = move(day, Number(count), by as keyof typeof UNITS);
  if (unit === undefined) return day;
  const start = startOf(day, UNITS[unit as keyof typeof UNITS].grain, calendar);
  return side === "from" ? start : plusDays(move(start, 1, unit as keyof typeof UNITS), -1);
}

export interface Windows {
  current: Range;
  /** The one compared with, and where its days stand in the current one. */
  previous: (Range & { moved: (day: string) => string }) | null;
}
interface Range {
  from: string;
  to: string;
}

/** The days asked for and those they are compared with; null where all time is meant. */
export function windowsOf(query: Query, calendar: Calendar): Windows | null {
  if (!query.time) return null;
  const from = resolveDay(query.time.from, "from", calendar);
  const to = resolveDay(query.time.to, "to", calendar);
  const current = { from, to };
  // Distinct combinations have nothing to compare.
  if (!query.compare || query.measures.length === 0) return { current, previous: null };
  if (query.compare === "previous_period") {
    const days = countDays(from, to);
    const moved = (day: string) => plusDays(day, days);
    return { current, previous: { from: plusDays(from, -days), to: plusDays(from, -1), moved } };
  }
  // A year after 28 February is not 29 February, where the window may begin.
  const moved = (day: string) => {
    const later = plusMonths(day, 12);
    return [later, from].sort().at(-1) ?? later;
  };
  return { current, previous: { from: plusMonths(from, -12), to: plusMonths(to, -12), moved } };
}
