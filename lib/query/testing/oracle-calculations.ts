/** What columns say about their neighbours. */
import type { Calculation } from "@/lib/query/query";
import { keyOf, type Levels, type Line, type Read } from "@/lib/query/testing/oracle-groups";
import { ADDITIVE } from "@/lib/query/testing/oracle-measures";
import type { Axis } from "@/lib/query/testing/oracle-rows";
import {
  compareNumbers,
  meanOf,
  minus,
  quotient,
  type Value,
  whole,
} from "@/lib/query/testing/oracle-values";

/** The column's values on all rows, which come in their order. */
export function calculateRows(
  calculation: Calculation,
  rows: readonly Line[],
  axes: readonly Axis[],
  levels: Levels,
  read: Read,
): Value[] {
  const within = calculation.within.map((name) => axes.findIndex((axis) => axis.name === name));
  const parts = rows.map((row) => keyOf(within.map((place) => row.keys[place] ?? null)));
  return rows.map((row, i) => {
    const all = rows.filter((_, other) => parts[other] === parts[i]);
    const before = all.slice(0, all.indexOf(row));
    return calculateRow(calculation, row, before, all, levels, read);
  });
}

function calculateRow(
  calculation: Calculation,
  row: Line,
  before: Line[],
  all: Line[],
  levels: Levels,
  read: Read,
): Value {
  const { kind, of } = calculation;
  const value = read(row, of);
  const together = (lines: Line[]) =>
    read({ current: lines.flatMap((line) => line.current), previous: [] }, of);
  switch (kind) {
    case "share_of_total":
    case "share_of_parent":
      return calculateLevel(calculation, row, levels, read);
    case "running_total":
      return together([...before, row]);
    case "moving_average": {
      const last = [...before, row].slice(-calculation.rows);
      return ADDITIVE.includes(of) ? meanOf(last.map((line) => read(line, of))) : together(last);
    }
    case "rank": {
      if (value === null) return null;
      const sign = calculation.direction === "asc" ? 1 : -1;
      const better = all.map((line) => read(line, of)).filter((other) => other !== null);
      return whole(1 + better.filter((other) => sign * compareNumbers(other, value) < 0).length);
    }
    case "difference": {
      const last = before.at(-1);
      return last === undefined ? null : minus(value, read(last, of));
    }
  }
}

/** The column's value on a line of any level: shares alone have one everywhere that a share has a meaning. */
export function calculateLevel({ kind, of }: Calculation, line: Line, levels: Levels, read: Read): Value {
  const value = read(line, of);
  if (kind === "share_of_total") return quotient(100, value, read(levels.above(line, 0), of));
  if (kind !== "share_of_parent" || line.depth === 0 || line.others) return null;
  return quotient(100, value, read(levels.above(line, line.depth - 1), of));
}
