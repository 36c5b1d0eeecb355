import type { PlanTop } from "@/lib/query/plan";
import type { PlanExpr } from "@/lib/query/plan-expr";
import type { PlanShape } from "@/lib/query/plan-outputs";
import type { Query } from "@/lib/query/query";
import { impossibleQuery, unknownName } from "@/lib/query/query-error";

/** @throws AppError QUERY_001 for an unknown dimension or measure, and beside a pivot, which has a limit of its own. */
export function planTop(
  { top, pivot }: Query,
  { dimensions }: PlanShape,
  exprOf: (name: string, path: string) => PlanExpr,
): PlanTop | null {
  if (!top) return null;
  if (pivot) throw impossibleQuery("top", "topWithPivot");
  const names = dimensions.map(({ name }) => name);
  const dimension = names.indexOf(top.dimension);
  if (dimension < 0) throw unknownName("top.dimension", "dimension", top.dimension, names);
  const { n, direction, others } = top;
  return { dimension, by: exprOf(top.by, "top.by"), direction, n, others };
}
