import type { Locale } from "@/lib/format/format";

const UNITS = [
  { seconds: 86_400, ko: "일", en: "d" },
  { seconds: 3_600, ko: "시간", en: "h" },
  { seconds: 60, ko: "분", en: "m" },
  { seconds: 1, ko: "초", en: "s" },
] as const;

/** A length of time in its two largest units: `1시간 3분`, `1h 3m`; below a second in ms. @param seconds may be negative. */
export function formatDuration(seconds: number, locale: Locale): string {
  const sign = seconds < 0 ? "−" : "";
  const size = Math.abs(seconds);
  if (size > 0 && size < 1) return `${sign}${Math.round(size * 1000)} ms`;
  let first = UNITS.findIndex((unit) => size >= unit.seconds);
  if (first < 0) first = UNITS.length - 1;
  const shown = UNITS.slice(first, first + 2);
  const step = shown.at(-1)?.seconds ?? 1;
  let rest = Math.round(size / step) * step;
  // Rounding may have filled the unit above: 59 min 59.6 s is 1 h.
  const above = UNITS[first - 1];
  if (above && rest >= above.seconds) return sign + formatDuration(above.seconds, locale);
  const words: string[] = [];
  for (const unit of shown) {
    const count = Math.floor(rest / unit.seconds);
    rest -= count * unit.seconds;
    if (count > 0 || (words.length === 0 && unit === shown.at(-1))) words.push(`${count}${unit[locale]}`);
  }
  return sign + words.join(" ");
}
