/** Which rows and which values a filter keeps. */
import type { Filter, Scalar } from "@/lib/query/query";
import type { Cell } from "@/lib/query/result";
import { type Calendar, localDay, resolveDay } from "@/lib/query/testing/oracle-time";
import { compareNumbers, decimal, type Value } from "@/lib/query/testing/oracle-values";

const lower = (value: Scalar | undefined) => String(value).normalize("NFC").toLowerCase();

/** `order` tells how the value stands to one of the filter's. What is null is never before, after or between anything. */
function holds<T>(
  value: T | null,
  { op, values }: Filter,
  order: (value: T, other: Scalar) => number,
): boolean {
  const [first = null, second = null] = values;
  const compared = (other: Scalar) => (value === null || other === null ? Number.NaN : order(value, other));
  const among = values.some((other) => (other === null ? value === null : compared(other) === 0));
  switch (op) {
    case "eq":
    case "in":
      return among;
    case "ne":
    case "nin":
      return !among;
    case "lt":
      return compared(first) < 0;
    case "lte":
      return compared(first) <= 0;
    case "gt":
      return compared(first) > 0;
    case "gte":
      return compared(first) >= 0;
    case "between":
      return compared(first) >= 0 && compared(second) <= 0;
    case "contains":
      return value !== null && lower(String(value)).includes(lower(first));
    case "starts_with":
      return value !== null && String(value).normalize("NFC").startsWith(String(first).normalize("NFC"));
    case "is_null":
      return value === null;
    case "is_not_null":
      return value !== null;
  }
}

/** Numbers by size, days and truths as they are; of texts only equality is asked. */
function orderPlain(value: string | number | boolean, other: Scalar): number {
  if (value === other) return 0;
  return value < (other ?? "") ? -1 : 1;
}

/** A dimension's value. */
export const passesPlain = (value: Cell, filter: Filter): boolean => holds(value, filter, orderPlain);

/** Days of a filter may be relative: before and until what ends, after and from what begins. */
function resolveDays(filter: Filter, calendar: Calendar): Filter {
  const side = (i: number) =>
    filter.op === "lte" || filter.op === "gt" || (filter.op === "between" && i === 1) ? "to" : "from";
  const values = filter.values.map((value, i) =>
    typeof value === "string" && value.startsWith("now") ? resolveDay(value, side(i), calendar) : value,
  );
  return { ...filter, values };
}

/** A day. */
export const passesDay = (day: string | null, filter: Filter, calendar: Calendar): boolean =>
  passesPlain(day, resolveDays(filter, calendar));

/** An instant, by its day in the zone, or against instants where the filter names such. */
export function passesInstant(instant: string | null, filter: Filter, calendar: Calendar): boolean {
  const instants = filter.values.some((value) => typeof value === "string" && value.includes("T"));
  if (instants)
    return holds(instant, filter, (value, other) => Date.parse(value) - Date.parse(String(other)));
  return passesDay(instant === null ? null : localDay(instant, calendar.zone), filter, calendar);
}

/** A measure's value. The numbers it is compared with have four decimals at most, too. */
export const passesValue = (value: Value, filter: Filter): boolean =>
  holds(value, filter, (known, other) => (known === null ? Number.NaN : compareNumbers(known, given(other))));

function given(number: Scalar): NonNullable<Value> {
  const exact = BigInt(Math.round(Number(number) * 10_000));
  return Number(decimal(exact)) === Number(number) ? { exact } : { double: Number(number) };
}
