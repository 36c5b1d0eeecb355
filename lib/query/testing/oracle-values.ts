/** Numbers as the oracle knows them: exact ten-thousandths, or doubles. */
import type { Cell } from "@/lib/query/result";

export type Value = { exact: bigint } | { double: number } | null;

/** All data have four decimals at most, and nothing exact makes more of them. */
const UNIT = 10_000n;

export const whole = (count: number | bigint): Value => ({ exact: BigInt(count) * UNIT });
export const tenThousandths = (exact: bigint | null): Value => (exact === null ? null : { exact });
export const aDouble = (double: number | null): Value => (double === null ? null : { double });

export function decimal(exact: bigint): string {
  const digits = (exact < 0n ? -exact : exact).toString().padStart(5, "0");
  const fraction = digits.slice(-4).replace(/0+$/, "");
  return `${exact < 0n ? "-" : ""}${digits.slice(0, -4)}${fraction ? `.${fraction}` : ""}`;
}

export function toDouble(value: Value): number | null {
  if (value === null) return null;
  return "exact" in value ? Number(decimal(value.exact)) : value.double;
}

/** As JSON has it: an exact number that a double can't give back is text. */
export function toCell(value: Value): Cell {
  if (value === null) return null;
  if ("double" in value) return value.double + 0;
  const written = decimal(value.exact);
  const size = value.exact < 0n ? -value.exact : value.exact;
  const beyond = value.exact % UNIT === 0n && size > 2n ** 53n * UNIT;
  return beyond || String(Number(written)) !== written ? written : Number(written);
}

/** Less than, equal to or greater than zero; both are there. */
export function compareNumbers(a: NonNullable<Value>, b: NonNullable<Value>): number {
  if ("exact" in a && "exact" in b) return a.exact < b.exact ? -1 : a.exact > b.exact ? 1 : 0;
  return (toDouble(a) ?? 0) - (toDouble(b) ?? 0);
}

export function negate(value: Value): Value {
  if (value === null) return null;
  return "exact" in value ? { exact: -value.exact } : { double: -value.double };
}

export function plus(a: Value, b: Value): Value {
  if (a === null || b === null) return null;
  if ("exact" in a && "exact" in b) return { exact: a.exact + b.exact };
  return { double: (toDouble(a) ?? 0) + (toDouble(b) ?? 0) };
}

export const minus = (a: Value, b: Value): Value => plus(a, negate(b));

/** `scale` × a ÷ b, always a double; null where b is 0 or either is null. */
export function quotient(scale: number, a: Value, b: Value): Value {
  const above = toDouble(a);
  const below = toDouble(b);
  return above === null || below === null || below === 0 ? null : { double: (scale * above) / below };
}

export function sumOf(values: readonly Value[]): Value {
  const given = values.filter((value) => value !== null);
  return given.length === 0 ? null : given.reduce<Value>((sum, value) => plus(sum, value), whole(0));
}

/** Sum ÷ number of values, a double. */
export function meanOf(values: readonly Value[]): Value {
  const given = values.filter((value) => value !== null);
  return quotient(1, sumOf(given), whole(given.length));
}

/** The value at `p` × (n − 1) of the sorted ones, between neighbours by distance, a double. */
export function percentileOf(p: number, values: readonly Value[]): Value {
  const sorted = values.map(toDouble).filter((value) => value !== null);
  sorted.sort((a, b) => a - b);
  const place = p * (sorted.length - 1);
  const low = sorted[Math.floor(place)];
  const high = sorted[Math.ceil(place)];
  if (low === undefined || high === undefined) return null;
  return { double: low + (high - low) * (place - Math.floor(place)) };
}

/** The smallest (sign 1) or the greatest (sign -1). */
export function extremeOf(sign: 1 | -1, values: readonly Value[]): Value {
  const given = values.filter((value) => value !== null);
  given.sort((a, b) => sign * compareNumbers(a, b));
  return given[0] ?? null;
}
