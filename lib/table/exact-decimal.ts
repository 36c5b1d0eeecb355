/** Decimals to the last digit: what a double would round is never added as one. */

/** `units / 10^scale`. */
export interface ExactDecimal {
  units: bigint;
  scale: number;
}

const WRITTEN = /^([+-]?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;
/** An exponent past this is no business figure, and its digits would fill the memory. */
const MOST_EXPONENT = 400;

/** Reads a result's number, which is a double's shortest text or exact digits; null for anything else. */
export function readDecimal(value: unknown): ExactDecimal | null {
  if (typeof value !== "number" && typeof value !== "string") return null;
  const match = WRITTEN.exec(String(value));
  if (!match) return null;
  const [, sign = "", whole = "", fraction = "", power = "0"] = match;
  const exponent = Number(power);
  if (Math.abs(exponent) > MOST_EXPONENT) return null;
  const digits = BigInt(whole + fraction);
  const units = sign === "-" ? -digits : digits;
  const scale = fraction.length - exponent;
  return scale >= 0 ? { units, scale } : { units: units * 10n ** BigInt(-scale), scale: 0 };
}

const unitsAt = ({ units, scale }: ExactDecimal, wanted: number): bigint =>
  units * 10n ** BigInt(wanted - scale);

export function addDecimals(a: ExactDecimal, b: ExactDecimal): ExactDecimal {
  const scale = Math.max(a.scale, b.scale);
  return { units: unitsAt(a, scale) + unitsAt(b, scale), scale };
}

/** Below zero when `a` is the smaller. */
export function compareDecimals(a: ExactDecimal, b: ExactDecimal): number {
  const scale = Math.max(a.scale, b.scale);
  const difference = unitsAt(a, scale) - unitsAt(b, scale);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** `decimal / count`, with six digits more than it had, the last one rounded half away from zero. */
export function divideDecimal(decimal: ExactDecimal, count: number): ExactDecimal {
  const scale = decimal.scale + 6;
  const units = unitsAt(decimal, scale);
  const divisor = BigInt(count);
  const half = units < 0n ? -divisor : divisor;
  return { units: (units * 2n + half) / (divisor * 2n), scale };
}

/** `decimal * 10^-places`: 31.1 % as 0.311. */
export const shiftDecimal = ({ units, scale }: ExactDecimal, places: number): ExactDecimal => ({
  units,
  scale: scale + places,
});

/** Its digits, without zeros at the end: `-2831872`, `0.311`. */
export function writeDecimal({ units, scale }: ExactDecimal): string {
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, "0");
  const whole = digits.slice(0, digits.length - scale);
  const fraction = scale === 0 ? "" : digits.slice(-scale).replace(/0+$/, "");
  return `${units < 0n ? "-" : ""}${whole}${fraction ? `.${fraction}` : ""}`;
}
