/** A number's course in a cell: which days it has, and its line. Pure. */
import { addDays, addMonths, countDays, type Day } from "@/lib/query/relative-date";
import type { Cell } from "@/lib/query/result";
import { asNumber } from "@/lib/table/compare-values";

export type SparkGrain = "day" | "week" | "month";

/** Points beyond which a coarser grain says more in so little room. */
const MOST_POINTS = 92;

/** Days up to a quarter's, weeks up to as many, then months. */
export function sparkGrain(from: Day, to: Day): SparkGrain {
  const days = countDays(from, to);
  if (days <= MOST_POINTS) return "day";
  return days <= MOST_POINTS * 7 ? "week" : "month";
}

const after = (day: Day, grain: SparkGrain): Day | null =>
  grain === "month" ? addMonths(day, 1) : addDays(day, grain === "week" ? 7 : 1);

/**
 * The first days of all units from `from` to `to`.
 * @param known one such day of an answer: it says where weeks begin
 */
export function sparkDays(from: Day, to: Day, grain: SparkGrain, known: Day): Day[] {
  const back = grain === "week" ? (((countDays(known, from) - 1) % 7) + 7) % 7 : 0;
  let day = grain === "month" ? `${from.slice(0, 8)}01` : addDays(from, -back);
  const days: Day[] = [];
  // A range is never longer than calendars are; the bound only keeps a wrong one from running on.
  while (day !== null && day <= to && days.length < 5000) {
    days.push(day);
    day = after(day, grain);
  }
  return days;
}

export interface Spark {
  days: readonly Day[];
  /** By day; null where there is none. */
  values: readonly (number | null)[];
  /** As they came: exact digits, for what is read out. Undefined where no day has a value. */
  ends: { first: Day; last: Day; min: Cell; max: Cell; end: Cell } | undefined;
}

/** One line's course. @param found its values by day, some of them null */
export function sparkOf(days: readonly Day[], found: ReadonlyMap<Day, Cell>): Spark {
  const values = days.map((day) => {
    const cell = found.get(day);
    return typeof cell === "boolean" ? null : asNumber(cell);
  });
  const at = values.flatMap((value, i) => (value === null ? [] : [{ value, i }]));
  const [first] = at;
  const last = at.at(-1);
  if (!first || !last) return { days, values, ends: undefined };
  const min = at.reduce((a, b) => (b.value < a.value ? b : a));
  const max = at.reduce((a, b) => (b.value > a.value ? b : a));
  const day = ({ i }: { i: number }) => days[i] ?? "";
  const cell = (point: { i: number }) => found.get(day(point)) ?? null;
  return {
    days,
    values,
    ends: { first: day(first), last: day(last), min: cell(min), max: cell(max), end: cell(last) },
  };
}

export interface SparkShape {
  /** An SVG path: lines between neighbours, nothing across a gap. */
  path: string;
  /** Points with no neighbour, which no line would show. */
  alone: [number, number][];
  /** The latest point. */
  last: [number, number] | null;
}

/** The line in a box, with room for its dots at the edges. */
export function sparkShape(
  values: readonly (number | null)[],
  { width, height, pad }: { width: number; height: number; pad: number },
): SparkShape {
  const known = values.filter((value) => value !== null);
  const low = known.reduce((a, b) => Math.min(a, b), Infinity);
  const high = known.reduce((a, b) => Math.max(a, b), -Infinity);
  const round = (n: number) => Math.round(n * 10) / 10;
  const place = (value: number, i: number): [number, number] => [
    round(values.length > 1 ? pad + (i / (values.length - 1)) * (width - 2 * pad) : width / 2),
    // A course without change runs through the middle.
    round(high > low ? height - pad - ((value - low) / (high - low)) * (height - 2 * pad) : height / 2),
  ];
  const shape: SparkShape = { path: "", alone: [], last: null };
  values.forEach((value, i) => {
    if (value === null) return;
    const at = place(value, i);
    const before = i > 0 && values[i - 1] !== null;
    const next = i + 1 < values.length && values[i + 1] !== null;
    if (before) shape.path += `L${at[0]} ${at[1]}`;
    else if (next) shape.path += `M${at[0]} ${at[1]}`;
    else shape.alone.push(at);
    shape.last = at;
  });
  return shape;
}
