/** Cron expressions of five fields in a time zone. Pure. */
import { Cron } from "croner";

/** In the order they are written. */
const FIELDS = ["minute", "hour", "dayOfMonth", "month", "dayOfWeek"] as const;
export type CronField = (typeof FIELDS)[number];

/** Why an expression can't be kept: a field at fault, the number of fields, or days that never come. */
export type CronFault =
  | { key: "cronField"; values: { field: CronField; value: string } }
  | { key: "cronFields"; values: { count: number } }
  | { key: "cronNever" };

const NUMBERS = /^(\*|\d+(-\d+)?)(\/\d+)?$/;
/** Months and days of the week have names too. */
const NAMES = /^(\*|(\d+|[a-z]{3})(-(\d+|[a-z]{3}))?)(\/\d+)?$/i;
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

const make = (cron: string, timezone: string) => new Cron(cron, { timezone, paused: true });

function isField(value: string, index: number): boolean {
  const part = index < 3 ? NUMBERS : NAMES;
  if (!value.split(",").every((one) => part.test(one))) return false;
  try {
    make(FIELDS.map((_, at) => (at === index ? value : "*")).join(" "), "UTC");
    return true;
  } catch {
    return false;
  }
}

/** What is wrong with an expression; null when it can be kept. */
export function findCronFault(cron: string): CronFault | null {
  const parts = cron.trim().split(/\s+/);
  if (parts.length !== FIELDS.length) return { key: "cronFields", values: { count: parts.length } };
  for (const [index, field] of FIELDS.entries()) {
    const value = parts[index] ?? "";
    if (!isField(value, index)) return { key: "cronField", values: { field, value } };
  }
  return make(cron, "UTC").nextRun() === null ? { key: "cronNever" } : null;
}

/**
 * The last time an expression was due after `since` and up to `now`; null when it was not. Counted forwards, so that a day
 * whose clock is moved has its one time: in the hour left out it is due after it, in the doubled one at its first.
 */
export function lastDue(cron: string, zone: string, since: Date, now: Date): Date | null {
  const times = make(cron, zone);
  // Most expressions are due within the hour or within days: the shorter way first, or every minute of days is counted.
  for (const back of [90 * MINUTE_MS, 2 * DAY_MS, Number.POSITIVE_INFINITY]) {
    const from = new Date(Math.max(since.getTime(), now.getTime() - back));
    let last: Date | null = null;
    for (let next = times.nextRun(from); next !== null && next <= now; next = times.nextRun(next))
      last = next;
    if (last !== null || from.getTime() === since.getTime()) return last;
  }
  return null;
}
