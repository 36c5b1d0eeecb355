import type { Locale } from "@/lib/format/format";
import { formatNumber } from "@/lib/format/format-number";

const UNITS = ["KB", "MB", "GB", "TB"] as const;

/** The size of a file, three digits at most: `640 B`, `12.3 MB`. A kilobyte is 1,024 bytes. */
export function formatBytes(bytes: number, locale: Locale): string {
  let [size, unit]: [number, string] = [bytes, "B"];
  for (const next of UNITS) {
    if (Math.round(size) < 1024) break;
    [size, unit] = [size / 1024, next];
  }
  const decimals = unit === "B" || Math.round(size) >= 100 || Number.isInteger(size) ? 0 : 1;
  return `${formatNumber(size, { style: "number", decimals }, locale)} ${unit}`;
}
