/** Filters on days that move with the calendar: the presets, “last N”, and what a filter in force is called. Pure. */
import type { Filter } from "@/lib/query/query";

/** In the engine's relative forms: a link from last week still means what it says. */
export const DATE_FILTER_PRESETS = {
  today: ["now", "now"],
  yesterday: ["now-1d", "now-1d"],
  last7: ["now-7d", "now-1d"],
  last28: ["now-28d", "now-1d"],
  last90: ["now-90d", "now-1d"],
  thisWeek: ["now/w", "now"],
  lastWeek: ["now-1w/w", "now-1w/w"],
  thisMonth: ["now/M", "now"],
  lastMonth: ["now-1M/M", "now-1M/M"],
  thisQuarter: ["now/Q", "now"],
  lastQuarter: ["now-1Q/Q", "now-1Q/Q"],
  thisYear: ["now/y", "now"],
  lastYear: ["now-1y/y", "now-1y/y"],
} as const satisfies Record<string, readonly [string, string]>;
export type DateFilterPreset = keyof typeof DATE_FILTER_PRESETS;
export const DATE_FILTER_PRESET_NAMES = Object.keys(DATE_FILTER_PRESETS) as DateFilterPreset[];

export const LAST_UNITS = ["d", "w", "M"] as const;
export type LastUnit = (typeof LAST_UNITS)[number];
/** As many as the engine's forms take. */
export const MOST_LAST = 99_999;

/** The last so many days, or whole weeks or months; with today (or the present week or month), or up to it. */
export interface LastDays {
  count: number;
  unit: LastUnit;
  including: boolean;
}

export type DateFilterMeaning =
  | { kind: "preset"; name: DateFilterPreset }
  | ({ kind: "last" } & LastDays)
  | { kind: "range"; from: string; to: string }
  | { kind: "null"; negate: boolean };

/** `now-28d` – `now-1d`; with today `now-27d` – `now`; weeks and months are whole ones: `now-2w/w` – `now-1w/w`. */
export function lastDays({ count, unit, including }: LastDays): readonly [string, string] {
  const whole = unit === "d" ? "" : `/${unit}`;
  const ago = (n: number) => `now${n > 0 ? `-${n}${unit}` : ""}${whole}`;
  return including ? [ago(count - 1), "now"] : [ago(count), ago(1)];
}

function readLast(from: string, to: string): LastDays | null {
  const match = /^now(?:-([1-9]\d{0,4})([dwM]))?(?:\/([wM]))?$/.exec(from);
  if (!match) return null;
  const unit = LAST_UNITS.find((one) => one === (match[2] ?? match[3] ?? "d"));
  if (!unit) return null;
  const ago = Number(match[1] ?? 0);
  for (const including of [false, true]) {
    const last = { count: including ? ago + 1 : ago, unit, including };
    if (last.count < 1 || last.count > MOST_LAST) continue;
    const [first, end] = lastDays(last);
    if (first === from && end === to) return last;
  }
  return null;
}

/** What a pair of days is called; a preset before “last N”. Null for what is only a range. */
export function namedRange(
  from: string,
  to: string,
): Extract<DateFilterMeaning, { kind: "preset" | "last" }> | null {
  const name = DATE_FILTER_PRESET_NAMES.find(
    (one) => DATE_FILTER_PRESETS[one][0] === from && DATE_FILTER_PRESETS[one][1] === to,
  );
  if (name) return { kind: "preset", name };
  const last = readLast(from, to);
  return last && { kind: "last", ...last };
}

/** What a filter on days means, as its editor shows it; null for what the editor has no words for. */
export function readDateFilter({ op, values }: Filter): DateFilterMeaning | null {
  const [first = "", second = ""] = values.map((value) => String(value ?? ""));
  switch (op) {
    case "is_null":
    case "is_not_null":
      return { kind: "null", negate: op === "is_not_null" };
    case "eq":
      return namedRange(first, first) ?? { kind: "range", from: first, to: first };
    case "between":
      return namedRange(first, second) ?? { kind: "range", from: first, to: second };
    case "gte":
      return { kind: "range", from: first, to: "" };
    case "lte":
      return { kind: "range", from: "", to: first };
    default:
      return null;
  }
}

/** The filter on `name` that means this; undefined for a range without ends. */
export function dateFilter(name: string, meaning: DateFilterMeaning): Filter | undefined {
  const between = ([from, to]: readonly [string, string]): Filter => ({
    name,
    op: "between",
    values: [from, to],
  });
  switch (meaning.kind) {
    case "preset":
      return between(DATE_FILTER_PRESETS[meaning.name]);
    case "last":
      return between(lastDays(meaning));
    case "null":
      return { name, op: meaning.negate ? "is_not_null" : "is_null", values: [] };
    case "range":
      if (meaning.from && meaning.to) return between([meaning.from, meaning.to]);
      if (meaning.from) return { name, op: "gte", values: [meaning.from] };
      return meaning.to ? { name, op: "lte", values: [meaning.to] } : undefined;
  }
}
