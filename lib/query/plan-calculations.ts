import type { PlanAggregate, PlanCalculation } from "@/lib/query/plan";
import { aggregatesOf, isAdditive, isMergeable, type PlanExpr } from "@/lib/query/plan-expr";
import type { PlanShape } from "@/lib/query/plan-outputs";
import type { Query } from "@/lib/query/query";
import { impossibleQuery, unknownName } from "@/lib/query/query-error";

/**
 * Table calculations with their names resolved.
 * @throws AppError QUERY_001 for unknown names, beside a pivot, for the share of what does not add up, and for running what
 * can't be computed from its parts.
 */
export function planCalculations(
  { calculations, pivot }: Query,
  { dimensions, rowDimensions }: PlanShape,
  exprOf: (name: string, path: string) => PlanExpr,
  aggregates: readonly PlanAggregate[],
): PlanCalculation[] {
  if (calculations.length > 0 && pivot) throw impossibleQuery("calculations", "calculationWithPivot");
  const names = dimensions.slice(0, rowDimensions).map(({ name }) => name);
  return calculations.map(({ name, kind, of, within, rows, direction }, i) => {
    const path = `calculations.${i}`;
    const expr = exprOf(of, `${path}.of`);
    const refuse = (key: string) => impossibleQuery(`${path}.of`, key, { name: of, kind });
    const share = kind === "share_of_total" || kind === "share_of_parent";
    const runs = kind === "running_total" || kind === "moving_average";
    if (expr.kind !== "masked") {
      if (share && !isAdditive(expr, aggregates)) throw refuse("shareOfNonAdditive");
      const parts = aggregatesOf(expr).map((index) => aggregates[index]);
      if (runs && parts.some((part) => part && !isMergeable(part))) throw refuse("notFromParts");
    }
    const places = within.map((dimension, j) => {
      const place = names.indexOf(dimension);
      if (place < 0) throw unknownName(`${path}.within.${j}`, "dimension", dimension, names);
      return place;
    });
    return { name, kind, of, expr, within: [...new Set(places)], rows, direction };
  });
}
