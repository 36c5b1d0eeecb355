import type { Locale } from "@/lib/format/format";

/** One figure and the unit behind it: 12 억. The sign is on the first figure only. */
export interface ScaledGroup {
  value: number | bigint;
  scale: string;
  /** Decimals it may show at most. */
  decimals: number;
}

const KOREAN = [
  { power: 16, scale: "경" },
  { power: 12, scale: "조" },
  { power: 8, scale: "억" },
  { power: 4, scale: "만" },
] as const;

const ENGLISH = [
  { power: 12, scale: "T" },
  { power: 9, scale: "B" },
  { power: 6, scale: "M" },
  { power: 3, scale: "K" },
] as const;

/** Below this a 만 keeps its ones: 1만 5,300, but 153만. */
const SMALL_MAN = 1_000_000n;

/**
 * Breaks a large number into the figures people say.
 * @returns null below the smallest unit, where all digits are written.
 */
export function scaleNumber(
  value: number | string,
  units: "korean" | "compact",
  locale: Locale,
): ScaledGroup[] | null {
  const exact = toWhole(value);
  const size = exact < 0n ? -exact : exact;
  if (locale === "ko" && units === "korean") return size < 10_000n ? null : koreanGroups(exact < 0n, size);

  const scales = locale === "ko" ? KOREAN : ENGLISH;
  let index = scales.findIndex(({ power }) => size >= 10n ** BigInt(power));
  if (index < 0) return null;
  let group = oneGroup(Number(exact), scales[index]);
  // 999,999 rounds up to 1M, not to 1,000K.
  const above = scales[index - 1];
  const current = scales[index];
  if (above && current && Math.abs(group.value) >= 10 ** (above.power - current.power)) {
    index -= 1;
    group = oneGroup(Number(exact), above);
  }
  return [group];
}

function oneGroup(
  value: number,
  unit: { power: number; scale: string } | undefined,
): ScaledGroup & { value: number } {
  const { power, scale } = unit ?? { power: 0, scale: "" };
  const scaled = value / 10 ** power;
  const size = Math.abs(scaled);
  const decimals = size >= 99.95 ? 0 : size >= 9.995 ? 1 : 2;
  return { value: Number(scaled.toFixed(decimals)), scale, decimals };
}

/** The largest unit and the one below it: 12억 347만, 1조 2,035억; a 만 of three digits and more stands alone. */
function koreanGroups(negative: boolean, whole: bigint): ScaledGroup[] {
  const firstIndex = KOREAN.findIndex(({ power }) => whole >= 10n ** BigInt(power));
  const lowest = KOREAN[firstIndex + 1]?.power ?? (whole < SMALL_MAN ? 0 : 4);
  const step = 10n ** BigInt(lowest);
  const rounded = ((whole + step / 2n) / step) * step;

  // Rounding may have reached the next unit: 9,999.9만 is 1억.
  const first = KOREAN.find(({ power }) => rounded >= 10n ** BigInt(power));
  if (!first) return [];
  const top = rounded / 10n ** BigInt(first.power);
  const rest = rounded % 10n ** BigInt(first.power);
  const second = KOREAN.find(({ power }) => power === first.power - 4);
  const below = second ? rest / 10n ** BigInt(second.power) : rest;
  const groups: ScaledGroup[] = [{ value: negative ? -top : top, scale: first.scale, decimals: 0 }];
  if (below > 0n) groups.push({ value: below, scale: second?.scale ?? "", decimals: 0 });
  return groups;
}

/** Rounded to a whole number, exactly for digit strings of any length. */
function toWhole(value: number | string): bigint {
  if (typeof value === "string") {
    const match = value.match(/^([+-]?)(\d+)(?:\.(\d)\d*)?$/);
    if (match?.[2]) {
      const size = BigInt(match[2]) + (Number(match[3] ?? 0) >= 5 ? 1n : 0n);
      return match[1] === "-" ? -size : size;
    }
  }
  const number = Number(value);
  return BigInt(Math.sign(number) * Math.round(Math.abs(number)));
}
