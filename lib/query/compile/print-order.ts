import type { LevelPrinter } from "@/lib/query/compile/print-levels";
import type { PlanSort } from "@/lib/query/plan";

const nulls = "nulls last";

/**
 * What orders lines: the sort asked for, then the dimensions that are left, so that pages never overlap.
 * @param own places of the dimensions that tell these lines apart: among siblings only the last
 * @param under where a measure under pivoted values stands; by its place in the sort
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
      return [`${line}."d${by.index}" ${direction} ${nulls}`];
    }
    const expr = plan.measures[by.index]?.expr;
    if (!expr) throw new Error(`no measure ${by.index} in the plan`);
    const from = by.under ? under(i) : line;
    const value = levels.expr.part(expr, by.part, levels.read(from, "a"), levels.read(from, "p"));
    return [`${value} ${direction} ${nulls}`];
  });
  return [...keys, ...[...left].map((i) => `${line}."d${i}" asc ${nulls}`)].join(", ");
}
