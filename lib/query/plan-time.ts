import { invalidInput } from "@/lib/errors";
import type { PlanTime, PlanWindow } from "@/lib/query/plan";
import type { PlanScope } from "@/lib/query/plan-scope";
import type { Query } from "@/lib/query/query";
import { impossibleQuery } from "@/lib/query/query-error";
import {
  addDays,
  addMonths,
  type CalendarRules,
  countDays,
  isZone,
  resolveDay,
} from "@/lib/query/relative-date";

/** The query's zone: its own, or the viewer's. @throws AppError INPUT_001 for an unknown one. */
export function planZone(query: Query, viewerZone: string): string {
  const zone = query.timezone ?? viewerZone;
  if (!isZone(zone)) throw invalidInput("timezone", "unknownZone", { zone: zone.slice(0, 64) });
  return zone;
}

/** Distinct combinations have nothing to compare. */
export const isCompared = (query: Query): boolean =>
  query.compare !== undefined && query.time !== undefined && query.measures.length > 0;

/**
 * The time range as days, and the range it is compared with: as many days just before, or the same days a year earlier.
 * @throws AppError QUERY_001 for an unknown or untimely dimension, INPUT_001 for a wrong or reversed range.
 */
export function planTime(
  query: Query,
  scope: PlanScope,
  now: Date,
  zone: string,
  calendar: CalendarRules,
): PlanTime | null {
  if (!query.time) {
    if (query.compare) throw impossibleQuery("compare", "compareNeedsTime");
    return null;
  }
  const { name } = query.time;
  const dimension = scope.dimension(name, "time.name");
  const { type } = dimension;
  if (type !== "date" && type !== "time") throw impossibleQuery("time.name", "notATime", { name });
  const { at, masked } = scope.column(dimension);
  if (masked) throw impossibleQuery("time.name", "maskedTime", { name });

  const from = resolveDay(query.time.from, "from", now, zone, calendar);
  if (!from) throw invalidInput("time.from", "wrongDay", { value: query.time.from });
  const to = resolveDay(query.time.to, "to", now, zone, calendar);
  if (!to) throw invalidInput("time.to", "wrongDay", { value: query.time.to });
  if (from > to) throw invalidInput("time.to", "fromAfterTo", { from, to });

  const window = { from, to };
  const previous = query.compare && isCompared(query) ? previousWindow(window, query.compare) : null;
  return { dimension: name, at, type, window, previous };
}

function previousWindow(
  { from, to }: PlanWindow,
  compare: NonNullable<Query["compare"]>,
): NonNullable<PlanTime["previous"]> {
  const count = countDays(from, to);
  const days = compare === "previous_period";
  const start = days ? addDays(from, -count) : addMonths(from, -12);
  const end = days ? addDays(from, -1) : addMonths(to, -12);
  if (!start || !end) throw impossibleQuery("compare", "nothingBefore", { from });
  return { from: start, to: end, distance: days ? { unit: "day", count } : { unit: "year", count: 1 } };
}
