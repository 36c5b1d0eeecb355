import type { LevelPrinter } from "@/lib/query/compile/print-levels";
import { shownType } from "@/lib/query/compile/shown-type";
import type { SqlWriter } from "@/lib/query/compile/sql-writer";
import type { Dialect } from "@/lib/query/dialects/dialect";
import type { DimensionType, PlanSort } from "@/lib/query/plan";

const nulls = "nulls last";

/** A value in the order its type has: text in the database's own, or in what the dialect has instead of it. */
export function orderKeys(dialect: Dialect, sql: string, type: DimensionType, direction: string): string[] {
  const keys = type === "string" ? (dialect.textOrder?.(sql) ?? [sql]) : [sql];
  return keys.map((key) => `${key} ${direction} ${nulls}`);
}

/** Lines by one dimension. */
export function dimensionOrder(
  { plan, dialect }: SqlWriter,
  line: string,
  index: number,
  direction: string,
): string[] {
  const dimension = plan.dimensions[index];
  if (!dimension) throw new Error(`no dimension ${index} in the plan`);
  return orderKeys(dialect, `${line}."d${index}"`, shownType(dimension), direction);
}

/**
 * What orders lines: the sort asked for, then the dimensions that are left, so that pages never overlap.
 * @param own places of the dimensions that tell these lines apart: among siblings only the last
 * @param under where a measure under pivoted values stands, and `here` tells whether it does; by its place in the sort
 */
export function printOrder(
  levels: LevelPrinter,
  sort: readonly PlanSort[],
  line: string,
  own: readonly number[],
  under: (index: number) => string = () => {
    throw new Error("nothing is pivoted here");
  },
): string {
  const { plan } = levels.writer;
  const left = new Set(own);
  const keys = sort.flatMap(({ by, direction }, i) => {
    if (by.kind === "dimension") {
      if (!left.delete(by.index)) return [];
      return dimensionOrder(levels.writer, line, by.index, direction);
    }
    const expr = plan.measures[by.index]?.expr;
    if (!expr) throw new Error(`no measure ${by.index} in the plan`);
    const from = by.under ? under(i) : line;
    const value = levels.expr.part(expr, by.part, levels.read(from, "a"), levels.read(from, "p"));
    // A constant, or what coalesce makes of null, is still nobody's where there is no such line.
    const shown = by.under ? `case when ${from}."here" then ${value} end` : value;
    return [`${shown} ${direction} ${nulls}`];
  });
  return [...keys, ...[...left].flatMap((i) => dimensionOrder(levels.writer, line, i, "asc"))].join(", ");
}
