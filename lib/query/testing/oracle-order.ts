/** Which line comes first, and which values `top` keeps. */
import type { Query, Sort } from "@/lib/query/query";
import {
  type Group,
  keyOf,
  type Levels,
  type Line,
  linesAt,
  type Read,
} from "@/lib/query/testing/oracle-groups";
import type { Axis } from "@/lib/query/testing/oracle-rows";
import { compareNumbers, type Value } from "@/lib/query/testing/oracle-values";

/** A line's value under a column: `amount`, `amount__delta`, or pivoted `amount@["naver"]`, null for what it has no group of. */
export function readColumn(line: Line, column: string, read: Read): Value {
  const at = column.indexOf("@");
  if (at < 0) return read(line, column);
  const part = line.combinations.get(column.slice(at + 1));
  return part === undefined ? null : read(part, column.slice(0, at));
}

/** Nulls come last, whichever way the rest goes. */
function inDirection<T>(
  a: T | null,
  b: T | null,
  direction: Sort["direction"],
  order: (a: T, b: T) => number,
) {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return direction === "asc" ? order(a, b) : order(b, a);
}

/** By `sort`, then the dimensions at `places`; other dimensions don't count. */
function compareBy(
  a: Line,
  b: Line,
  sort: readonly Sort[],
  axes: readonly Axis[],
  places: number[],
  read: Read,
) {
  const rest = places.map((place): Sort => ({ column: axes[place]?.name ?? "", direction: "asc" }));
  for (const { column, direction } of [...sort, ...rest]) {
    const place = axes.findIndex((axis) => axis.name === column);
    const axis = axes[place];
    if (axis && !places.includes(place)) continue;
    const order = axis
      ? inDirection(a.keys[place] ?? null, b.keys[place] ?? null, direction, axis.order)
      : inDirection(readColumn(a, column, read), readColumn(b, column, read), direction, compareNumbers);
    if (order !== 0) return order;
  }
  return 0;
}

/** The lines of one level in their order. With subtotals, siblings stand by what they are at their own level. */
export function sortLines(lines: Line[], query: Query, axes: Axis[], levels: Levels, read: Read): Line[] {
  const everywhere = axes.map((_, place) => place);
  const subtotals = query.totals.includes("subtotals");
  return [...lines].sort((a, b) => {
    if (!subtotals) return compareBy(a, b, query.sort, axes, everywhere, read);
    const place = a.keys.findIndex((value, i) => keyOf([value]) !== keyOf([b.keys[i] ?? null]));
    if (place < 0) return 0;
    const [x, y] = [levels.above(a, place + 1), levels.above(b, place + 1)];
    return compareBy(x, y, query.sort, axes, [place], read);
  });
}

/** The pivot's combinations in their order, as lines over all kept groups. */
export function sortCombinations(groups: Group[], query: Query, axes: Axis[], read: Read): Line[] {
  const turned = groups.map((group) => ({ ...group, keys: group.combination }));
  const places = axes.map((_, place) => place);
  const sort = query.pivot?.sort ?? [];
  return linesAt(turned, axes.length).sort((a, b) => compareBy(a, b, sort, axes, places, read));
}

/** Where top's dimension stands and its `n` best values; null without one. */
export function topOf(query: Query, groups: Group[], axes: Axis[], read: Read) {
  const { top } = query;
  if (!top) return null;
  const place = axes.findIndex((axis) => axis.name === top.dimension);
  const axis = axes[place];
  if (!axis) throw new Error(`top names no dimension of the question: ${top.dimension}`);
  const values = linesAt(
    groups.map((group) => ({ ...group, keys: [group.keys[place] ?? null] })),
    1,
  );
  const sort = [{ column: top.by, direction: top.direction }];
  values.sort((a, b) => compareBy(a, b, sort, [axis], [0], read));
  return { place, kept: new Set(values.slice(0, top.n).map((line) => keyOf(line.keys))) };
}
