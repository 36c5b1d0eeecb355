/** Numbers as people type them into a filter: `1,200`, `1.5억`, `3만 5,000`, `−20 %`, `₩1,000`, `2.5M`. Pure. */
import type { Scalar } from "@/lib/query/query";
import {
  addDecimals,
  type ExactDecimal,
  readDecimal,
  shiftDecimal,
  writeDecimal,
} from "@/lib/table/exact-decimal";

const POWERS: Readonly<Record<string, number>> = {
  천: 3,
  만: 4,
  억: 8,
  조: 12,
  경: 16,
  k: 3,
  m: 6,
  b: 9,
  t: 12,
};
const DIGITS = String.raw`(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|\.\d+`;
const GROUP = new RegExp(`(${DIGITS})\\s*([천만억조경kmbt]?)\\s*`, "iy");
/** What a column's unit may look like around a number: it says nothing that the column does not say. */
const UNITS = /^[₩$€¥£]|(?:원|엔|%p|%|pp)$/;
const MOST_DIGITS = 100;

const plain = (text: string): string => text.replaceAll(",", "").replace(/^\./, "0.");

/**
 * The number a text means, in the column's own unit (percents in points); null where it means none. Digits that a double would
 * lose stay text.
 */
export function readNumber(typed: string): Scalar {
  let text = typed
    .normalize("NFKC")
    .trim()
    .replace(/^[−–-]\s*/, "-");
  const negative = text.startsWith("-");
  if (negative || text.startsWith("+")) text = text.slice(1).trim();
  text = text.replace(UNITS, "").replace(UNITS, "").trim();
  if (text === "" || text.length > MOST_DIGITS) return null;
  let sum: ExactDecimal = { units: 0n, scale: 0 };
  let least = Number.POSITIVE_INFINITY;
  for (let at = 0; at < text.length; at = GROUP.lastIndex) {
    GROUP.lastIndex = at;
    const match = GROUP.exec(text);
    const decimal = match && readDecimal(plain(match[1] ?? ""));
    const power = match?.[2] ? (POWERS[match[2].toLowerCase()] ?? 0) : 0;
    // 억 before 만 before the rest, each once: anything else is two numbers.
    if (!match || !decimal || power >= least) return null;
    least = power;
    sum = addDecimals(sum, raise(decimal, power));
  }
  const written = writeDecimal(negative ? { ...sum, units: -sum.units } : sum);
  const exact = written.replace(/\D/g, "").length <= 15 || String(Number(written)) === written;
  return exact ? Number(written) : written;
}

function raise(decimal: ExactDecimal, power: number): ExactDecimal {
  const { units, scale } = shiftDecimal(decimal, -power);
  return scale >= 0 ? { units, scale } : { units: units * 10n ** BigInt(-scale), scale: 0 };
}
