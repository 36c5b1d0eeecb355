/** What each day of the demo sells: growth, weekdays, months, holidays and sale days of a Korean shop. */

/** `YYYY-MM-DD`. */
export type Day = string;

const DAY_MS = 86_400_000;

/** Days since 1970-01-01. @throws RangeError when it is no date of the calendar */
export function toDayNumber(day: Day): number {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(time) || toDay(time / DAY_MS) !== day)
    throw new RangeError(`“${day}” is no date such as 2026-01-31`);
  return time / DAY_MS;
}

export const toDay = (dayNumber: number): Day => new Date(dayNumber * DAY_MS).toISOString().slice(0, 10);

/** First day of the three years that end on `until`. */
export function startOfHistory(until: Day): number {
  const end = new Date(toDayNumber(until) * DAY_MS);
  return Date.UTC(end.getUTCFullYear() - 3, end.getUTCMonth(), end.getUTCDate()) / DAY_MS + 1;
}

/** Yesterday in `timeZone`: the newest day that is complete. */
export function yesterday(timeZone: string, now: Date = new Date()): Day {
  const written = new Intl.DateTimeFormat("en", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  }).formatToParts(now);
  const part = (type: string) => written.find((piece) => piece.type === type)?.value ?? "";
  return toDay(toDayNumber(`${part("year")}-${part("month")}-${part("day")}`) - 1);
}

/** 설날 and 추석 by the Korean lunar calendar; years beyond have none. */
const SEOLLAL = new Set([
  ...["2020-01-25", "2021-02-12", "2022-02-01", "2023-01-22", "2024-02-10", "2025-01-29", "2026-02-17"],
  ...["2027-02-07", "2028-01-27", "2029-02-13", "2030-02-03", "2031-01-23", "2032-02-11", "2033-01-31"],
]);
const CHUSEOK = new Set([
  ...["2020-10-01", "2021-09-21", "2022-09-10", "2023-09-29", "2024-09-17", "2025-10-06", "2026-09-25"],
  ...["2027-09-15", "2028-10-03", "2029-09-22", "2030-09-12", "2031-10-01", "2032-09-19", "2033-09-08"],
]);

export type Occasion =
  | "seollal"
  | "chuseok"
  | "grandEleven"
  | "blackFriday"
  | "oliveSale"
  | "primeDay"
  | "familyMonth"
  | "yearEnd";

export interface DayProfile {
  day: Day;
  year: number;
  /** 0–11. */
  month: number;
  /** How far into the month, 0–1. */
  monthPart: number;
  /** Sales against an average day of the first year. */
  volume: number;
  /** What discounts are multiplied by. */
  discount: number;
  occasion: Occasion | null;
  /** The company switches all advertising off on the holidays themselves. */
  adsOff: boolean;
}

const WEEKDAY = [1.04, 1.12, 1.06, 1.02, 0.98, 0.88, 0.9];
const MONTH = [0.97, 0.92, 0.99, 0.98, 1.05, 0.99, 0.94, 0.91, 1.0, 1.03, 1.14, 1.08];
/** A quarter more each year. */
const GROWTH_PER_DAY = 0.25 / 365;

/** Days until the next of `dates`, within two weeks ahead or three days back; null when none is near. */
function daysTo(dates: ReadonlySet<Day>, dayNumber: number): number | null {
  for (let distance = -3; distance <= 14; distance += 1)
    if (dates.has(toDay(dayNumber + distance))) return distance;
  return null;
}

function holiday(occasion: Occasion, distance: number | null) {
  if (distance === null) return null;
  // Gifts are bought until the parcels stop, then everyone is on the road.
  if (distance >= 4) return { occasion, volume: 1.32, discount: 1.15, adsOff: false };
  if (distance >= 2) return { occasion, volume: 0.95, discount: 1, adsOff: false };
  if (distance >= -1) return { occasion, volume: 0.46, discount: 0.9, adsOff: distance === 0 };
  return { occasion: null, volume: 0.85, discount: 1, adsOff: false };
}

/** The Friday after November's fourth Thursday, until Monday. */
function isBlackFridayWeekend(dayNumber: number, weekday: number): boolean {
  if (weekday > 1 && weekday < 5) return false;
  const friday = toDay(dayNumber - ((weekday + 2) % 7));
  return friday.slice(5) >= "11-23" && friday.slice(5) <= "11-29";
}

function occasionOf(dayNumber: number, month: number, date: number, weekday: number) {
  const lunar =
    holiday("seollal", daysTo(SEOLLAL, dayNumber)) ?? holiday("chuseok", daysTo(CHUSEOK, dayNumber));
  if (lunar) return lunar;
  const sale = (occasion: Occasion, volume: number, discount: number) => ({
    occasion,
    volume,
    discount,
    adsOff: false,
  });
  if (month === 0 && date === 1) return { occasion: null, volume: 0.6, discount: 1, adsOff: true };
  if (month === 10 && date === 11) return sale("grandEleven", 1.85, 2);
  if (month === 10 && (date === 9 || date === 10)) return sale("grandEleven", 1.25, 1.5);
  if (month === 10 && date < 9) return sale("grandEleven", 1.06, 1.2);
  if (isBlackFridayWeekend(dayNumber, weekday)) return sale("blackFriday", weekday === 5 ? 1.6 : 1.38, 1.9);
  if ([2, 5, 8, 11].includes(month) && date <= 7) return sale("oliveSale", 1.1, 1.25);
  if (month === 6 && date >= 15 && date <= 17) return sale("primeDay", 1.08, 1.3);
  if (month === 4 && date <= 15) return sale("familyMonth", 1.15, 1.1);
  if (month === 11 && date >= 15 && date <= 24) return sale("yearEnd", 1.14, 1.2);
  return { occasion: null, volume: 1, discount: 1, adsOff: false };
}

/** @param sinceStart days since the first day of the history, for growth */
export function profileDay(dayNumber: number, sinceStart: number): DayProfile {
  const date = new Date(dayNumber * DAY_MS);
  const month = date.getUTCMonth();
  const year = date.getUTCFullYear();
  const weekday = date.getUTCDay();
  const daysInMonth = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const { occasion, volume, discount, adsOff } = occasionOf(dayNumber, month, date.getUTCDate(), weekday);
  const monthPart = (date.getUTCDate() - 1) / daysInMonth;
  const thisMonth = MONTH[month] ?? 1;
  const season = thisMonth + ((MONTH[(month + 1) % 12] ?? 1) - thisMonth) * monthPart;
  return {
    day: toDay(dayNumber),
    year,
    month,
    monthPart,
    volume: (1 + GROWTH_PER_DAY * sinceStart) * (WEEKDAY[weekday] ?? 1) * season * volume,
    discount,
    occasion,
    adsOff,
  };
}
