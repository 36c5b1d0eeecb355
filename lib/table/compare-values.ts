/** Cells in order, to the last digit. Pure. */
import type { Cell } from "@/lib/query/result";

const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?$/;

/** A number, also from exact digits in a string; null for anything that is none. */
export function asNumber(value: Cell | undefined): number | null {
  if (typeof value === "number") return value;
  if (typeof value !== "string" || value.trim() === "") return null;
  const number = Number(value);
  return Number.isNaN(number) ? null : number;
}

/** The digits as one integer at `places` decimals; null for what is not written plainly. */
function scaled(text: string, places: number): bigint | null {
  const match = DECIMAL.exec(text);
  if (!match) return null;
  const digits = BigInt(`${match[2]}${(match[3] ?? "").padEnd(places, "0")}`);
  return match[1] ? -digits : digits;
}

/** -1, 0 or 1; digits beyond a double count where a side is text. */
export function compareNumbers(a: number | string, b: number | string): number {
  if (typeof a === "number" && typeof b === "number") return Math.sign(a - b);
  const [x, y] = [String(a).trim(), String(b).trim()];
  const places = Math.max(DECIMAL.exec(x)?.[3]?.length ?? 0, DECIMAL.exec(y)?.[3]?.length ?? 0);
  const [left, right] = [scaled(x, places), scaled(y, places)];
  if (left === null || right === null) return Math.sign(Number(x) - Number(y));
  return left < right ? -1 : left > right ? 1 : 0;
}

export const asText = (value: Cell | undefined) => String(value ?? "").normalize("NFC");

/** -1, 0 or 1: as numbers when both are, else as text (dates in ISO order). */
export function compareValues(a: string | number | boolean, b: string | number | boolean): number {
  if (typeof a !== "boolean" && typeof b !== "boolean" && asNumber(a) !== null && asNumber(b) !== null)
    return compareNumbers(a, b);
  const [x, y] = [asText(a), asText(b)];
  return x < y ? -1 : x > y ? 1 : 0;
}
