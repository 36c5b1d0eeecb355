import type { PlanOutput, PlanPivot } from "@/lib/query/plan";
import type { PlanShape } from "@/lib/query/plan-outputs";
import { planPivotSort } from "@/lib/query/plan-sort";
import type { Query } from "@/lib/query/query";
import { impossibleQuery } from "@/lib/query/query-error";

/** More columns than this nobody reads and few browsers draw. */
const MOST_COLUMNS = 2000;

/** @throws AppError QUERY_001 for a pivot without a measure, or an unknown column in its sort. */
export function planPivot(
  { pivot, measures }: Query,
  shape: PlanShape,
  outputs: readonly PlanOutput[],
): PlanPivot | null {
  if (!pivot) return null;
  if (measures.length === 0) throw impossibleQuery("pivot", "pivotNeedsMeasure");
  const each = outputs.filter(({ kind }) => kind === "measure").length;
  return {
    limit: Math.min(pivot.limit, Math.floor(MOST_COLUMNS / each)),
    sort: planPivotSort(pivot.sort, shape, outputs),
    rowTotals: pivot.rowTotals,
  };
}
