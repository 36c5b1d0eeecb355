/** The places of a time axis: every one of the range, those without rows too. */
import type { ChartCategory } from "@/lib/chart/prepared-chart";
import type { Locale } from "@/lib/format/format";
import { formatDate } from "@/lib/format/format-date";
import type { Grain } from "@/lib/query/query";

const DAY = 86_400_000;
const HOUR = 3_600_000;
/** Beyond this many the gaps are not filled: nobody could see them, and a mistyped year must not cost memory. */
const MOST_PLACES = 20_000;

export interface DayRange {
  /** `YYYY-MM-DD`, both included. */
  from: string;
  to: string;
}

const isoDay = (ms: number) => new Date(ms).toISOString().slice(0, 10);
const dayMs = (day: string) => Date.parse(`${day.slice(0, 10)}T00:00:00Z`);

/** How far `timezone` is ahead of UTC at that moment, in ms. */
function zoneOffset(ms: number, timezone: string): number {
  const name = new Intl.DateTimeFormat("en", { timeZone: timezone, timeZoneName: "longOffset" })
    .formatToParts(ms)
    .find((part) => part.type === "timeZoneName")?.value;
  const match = /GMT([+-])(\d{2}):(\d{2})/.exec(name ?? "");
  if (!match) return 0;
  const size = (Number(match[2]) * 60 + Number(match[3])) * 60_000;
  return match[1] === "-" ? -size : size;
}

function midnight(day: string, timezone: string): number {
  const guess = dayMs(day);
  return guess - zoneOffset(guess - zoneOffset(guess, timezone), timezone);
}

const MONTHS: Partial<Record<Grain, number>> = {
  month: 1,
  quarter: 3,
  year: 12,
  fiscal_quarter: 3,
  fiscal_year: 12,
};

/** The first day so many units of the grain after one that begins on `day`. */
export function stepDays(day: string, grain: Grain, units: number): string {
  const months = MONTHS[grain];
  const date = new Date(dayMs(day));
  if (months) return isoDay(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months * units, 1));
  return isoDay(date.getTime() + (grain === "week" ? 7 : 1) * units * DAY);
}

/** A first day of the grain, where nothing found says where they lie: ISO weeks, quarters from January. */
function anyStart(day: string, grain: Grain): string {
  const date = new Date(dayMs(day));
  if (grain === "week") return isoDay(date.getTime() - ((date.getUTCDay() + 6) % 7) * DAY);
  const months = MONTHS[grain];
  if (!months) return day;
  return isoDay(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - (date.getUTCMonth() % months), 1));
}

/** Every hour of the range as ISO 8601; days with a change of clock have 23 or 25. */
function hours(range: DayRange, timezone: string): string[] {
  const end = midnight(isoDay(dayMs(range.to) + DAY), timezone);
  const places: string[] = [];
  for (let ms = midnight(range.from, timezone); ms < end && places.length <= MOST_PLACES; ms += HOUR)
    places.push(new Date(ms).toISOString());
  return places;
}

/** @param start a first day of the grain: weeks and fiscal years begin where the answer's do */
function days(range: DayRange, grain: Grain, start: string): string[] {
  const places: string[] = [];
  const most = MOST_PLACES * 2;
  let unit = 0;
  while (stepDays(start, grain, unit) > range.from && unit > -most) unit -= 1;
  while (stepDays(start, grain, unit + 1) <= range.from && unit < most) unit += 1;
  for (
    let day = stepDays(start, grain, unit);
    day <= range.to && places.length <= MOST_PLACES;
    day = stepDays(start, grain, unit)
  ) {
    places.push(day);
    unit += 1;
  }
  return places;
}

/**
 * The keys along a time axis in order: those found and, between the ends of `range`, those missing.
 * @param keys as the result wrote them: `YYYY-MM-DD`, or ISO 8601 for hours.
 * @param grain undefined for moments, which have no next one: only the found are returned.
 * @param range without it, from the first to the last key.
 */
export function fillTime(
  keys: readonly string[],
  grain: Grain | undefined,
  timezone: string,
  range?: DayRange,
): string[] {
  const instant = (key: string) => Date.parse(key);
  const found = [...new Set(keys)].sort((a, b) => instant(a) - instant(b));
  const [first, last] = [found[0], found.at(-1)];
  if (!grain) return found;
  const span = range ?? (first && last ? { from: first.slice(0, 10), to: last.slice(0, 10) } : null);
  if (!span || Number.isNaN(dayMs(span.from)) || Number.isNaN(dayMs(span.to))) return found;

  const all =
    grain === "hour"
      ? hours(span, timezone)
      : days(span, grain, first?.slice(0, 10) ?? anyStart(span.from, grain));
  if (all.length > MOST_PLACES) return found;
  const places = new Map(all.map((key) => [instant(key), key]));
  for (const key of found) places.set(instant(key), key);
  return [...places].sort(([a], [b]) => a - b).map(([, key]) => key);
}

/** Labels of the places: short under the axis (with years once there are two), with the weekday in the tooltip. */
export function timeCategories(
  keys: readonly string[],
  grain: Grain | undefined,
  locale: Locale,
  timezone: string,
): ChartCategory[] {
  const years = new Set(keys.map((key) => key.slice(0, 4)));
  const dates = new Set(keys.map((key) => formatDate(key, "day", locale, { timezone })));
  const write = (key: string, as: Grain | undefined, pattern: "axis" | "full" | "weekday") =>
    formatDate(key, as, locale, { pattern, timezone });

  return keys.map((key) => {
    if (!grain || grain === "hour") {
      const time = write(key, "hour", "axis");
      const label = dates.size > 1 ? `${write(key, "day", "axis")} ${time}` : time;
      return { key, label, title: write(key, "hour", years.size > 1 ? "full" : "weekday") };
    }
    if (grain === "day" || grain === "week") {
      const label = write(key, "day", years.size > 1 ? "full" : "axis");
      return { key, label, title: write(key, grain, years.size > 1 ? "full" : "weekday") };
    }
    return { key, label: write(key, grain, "axis"), title: write(key, grain, "full") };
  });
}
