/** Groups, the lines of every level they add up to, and what of them `top` keeps. */
import type { Query } from "@/lib/query/query";
import type { Cell } from "@/lib/query/result";
import { passesValue } from "@/lib/query/testing/oracle-filters";
import { ADDITIVE, isMeasure, measureOf } from "@/lib/query/testing/oracle-measures";
import type { Axis, OracleRow, Sides } from "@/lib/query/testing/oracle-rows";
import { minus, quotient, type Value, whole } from "@/lib/query/testing/oracle-values";

export interface Group extends Sides {
  keys: Cell[];
  /** Its values of the pivot's dimensions; none without a pivot. */
  combination: Cell[];
}

/** One line of a level: a row, a subtotal, a line of “others” or the grand total. */
export interface Line extends Sides {
  /** Of all dimensions, null in those it sums over. */
  keys: Cell[];
  depth: number;
  others: boolean;
  /** What of it stands under each combination of the pivot, by {@link keyOf}. */
  combinations: Map<string, Sides>;
}

export const keyOf = (values: readonly Cell[]): string => JSON.stringify(values);

/** Reads `amount`, `amount__change` … of anything that has rows. A masked measure is null everywhere. */
export type Read = (sides: Sides, column: string) => Value;

export function readerFor(masked: ReadonlySet<string>): Read {
  const known = new WeakMap<Sides, Map<string, Value>>();
  return (sides, column) => {
    const values = known.get(sides) ?? new Map<string, Value>();
    known.set(sides, values);
    const [name = "", part] = column.split("__");
    const found = values.get(column);
    if (found !== undefined) return found;
    const value = masked.has(name) ? null : partOf(sides, name, part);
    values.set(column, value);
    return value;
  };
}

function partOf({ current, previous }: Sides, name: string, part: string | undefined): Value {
  const now = measureOf(name, current);
  if (part === undefined) return now;
  const before = measureOf(name, previous);
  if (part === "previous") return before;
  // What adds up came from nothing or fell to nothing; anything else needs both.
  const one = now !== null || before !== null;
  const delta =
    ADDITIVE.includes(name) && one ? minus(now ?? whole(0), before ?? whole(0)) : minus(now, before);
  return part === "delta" ? delta : quotient(100, delta, sizeOf(before));
}

function sizeOf(value: Value): Value {
  if (value === null) return null;
  if ("exact" in value) return { exact: value.exact < 0n ? -value.exact : value.exact };
  return { double: Math.abs(value.double) };
}

/** The groups of both windows that the filters on measures keep, by their current values. */
export function groupsOf(query: Query, sides: Sides, axes: Axis[], pivotAxes: Axis[], read: Read): Group[] {
  const groups = new Map<string, Group>();
  const add = (rows: OracleRow[], side: "current" | "previous") => {
    for (const row of rows) {
      const keys = axes.map((axis) => axis.value(row));
      const combination = pivotAxes.map((axis) => axis.value(row));
      const key = keyOf([...keys, ...combination]);
      const group = groups.get(key) ?? { keys, combination, current: [], previous: [] };
      group[side].push(row);
      groups.set(key, group);
    }
  };
  const one = axes.length + pivotAxes.length === 0;
  if (one) groups.set(keyOf([]), { keys: [], combination: [], current: [], previous: [] });
  add(sides.current, "current");
  add(sides.previous, "previous");
  const conditions = query.filters.filter((filter) => isMeasure(filter.name));
  if (conditions.length === 0) return [...groups.values()];
  return [...groups.values()].filter(
    (group) =>
      (one || group.current.length > 0) &&
      conditions.every((filter) => passesValue(read(group, filter.name), filter)),
  );
}

/** The lines of a level, in the order they are met. A level without dimensions has one line, even of nothing. */
export function linesAt(groups: readonly Group[], depth: number): Line[] {
  const lines = new Map<string, Line>();
  const lineFor = (keys: Cell[]): Line => {
    const key = keyOf(keys.slice(0, depth));
    const line = lines.get(key) ?? {
      keys: keys.map((value, i) => (i < depth ? value : null)),
      depth,
      others: false,
      current: [],
      previous: [],
      combinations: new Map(),
    };
    lines.set(key, line);
    return line;
  };
  if (depth === 0) lineFor(groups[0]?.keys ?? []);
  for (const group of groups) {
    const line = lineFor(group.keys);
    line.current.push(...group.current);
    line.previous.push(...group.previous);
    const key = keyOf(group.combination);
    const part = line.combinations.get(key) ?? { current: [], previous: [] };
    part.current.push(...group.current);
    part.previous.push(...group.previous);
    line.combinations.set(key, part);
  }
  return [...lines.values()];
}

/** Every line there is, by level. */
export interface Levels {
  /** How many dimensions the rows have. */
  depth: number;
  /** Lines of all kept groups, or at levels that hold top's dimension, of its kept values. */
  lines(depth: number): Line[];
  /** The rest at levels that hold top's dimension; elsewhere none. */
  others(depth: number): Line[];
  /** What a line adds up to at a level above its own. */
  above(line: Line, depth: number): Line;
}

/** @param top the place of its dimension and its kept values, by {@link keyOf}; null without one. */
export function levelsOf(
  groups: Group[],
  depth: number,
  top: { place: number; kept: ReadonlySet<string> } | null,
): Levels {
  const isKept = (group: Group) => !top || top.kept.has(keyOf([group.keys[top.place] ?? null]));
  const kept = groups.filter(isKept);
  const rest = groups
    .filter((group) => !isKept(group))
    .map((group) => ({ ...group, keys: group.keys.map((value, i) => (i === top?.place ? null : value)) }));
  const byKeys = (lines: Line[], level: number) =>
    new Map(lines.map((line) => [keyOf(line.keys.slice(0, level)), line]));
  const holds = (level: number) => top !== null && level > top.place;
  const levels = Array.from({ length: depth + 1 }, (_, level) => ({
    lines: byKeys(linesAt(holds(level) ? kept : groups, level), level),
    others: byKeys(
      holds(level) ? linesAt(rest, level).map((line) => ({ ...line, others: true })) : [],
      level,
    ),
  }));
  return {
    depth,
    lines: (level) => [...(levels[level]?.lines.values() ?? [])],
    others: (level) => [...(levels[level]?.others.values() ?? [])],
    above(line, level) {
      const found = levels[level]?.[line.others && holds(level) ? "others" : "lines"].get(
        keyOf(line.keys.slice(0, level)),
      );
      if (!found) throw new Error(`no line above ${keyOf(line.keys)} at level ${level}`);
      return found;
    },
  };
}
