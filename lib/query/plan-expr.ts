/** What a measure makes of its level's aggregates. Pure data, and what can be said of it. */
import type { PlanAggregate } from "@/lib/query/plan";

export type Arithmetic = "+" | "-" | "*" | "/";
export type Comparison = "<" | "<=" | ">" | ">=" | "==" | "!=";

export type PlanExpr =
  | { kind: "aggregate"; index: number }
  /** A decimal as it was written. */
  | { kind: "number"; text: string }
  /** `scale` × numerator ÷ denominator, a double; null where the denominator is 0 or null. */
  | { kind: "ratio"; numerator: PlanExpr; denominator: PlanExpr; scale: number }
  | { kind: "arithmetic"; op: Exclude<Arithmetic, "/">; left: PlanExpr; right: PlanExpr }
  | { kind: "negate"; of: PlanExpr }
  | { kind: "coalesce"; of: PlanExpr[] }
  | { kind: "nullif"; of: PlanExpr; value: PlanExpr }
  | { kind: "case"; branches: { when: PlanTruth; value: PlanExpr }[]; otherwise: PlanExpr | null }
  /** Not this viewer's to see. */
  | { kind: "masked" };

export type PlanTruth =
  | { kind: "compare"; op: Comparison; left: PlanExpr; right: PlanExpr }
  | { kind: "and" | "or"; of: PlanTruth[] }
  | { kind: "not"; of: PlanTruth };

/** Sums and counts: a total is the sum of its parts. */
export function isAdditive(expr: PlanExpr, aggregates: readonly PlanAggregate[]): boolean {
  if (expr.kind !== "aggregate") return false;
  const fn = aggregates[expr.index]?.fn;
  return fn === "sum" || fn === "count";
}

/** Whether its value is a double rather than exact. */
export function isDouble(expr: PlanExpr, aggregates: readonly PlanAggregate[]): boolean {
  const any = (list: readonly PlanExpr[]) => list.some((part) => isDouble(part, aggregates));
  switch (expr.kind) {
    case "ratio":
    case "masked":
      return true;
    case "number":
      return false;
    case "aggregate":
      return aggregates[expr.index]?.fn === "percentile";
    case "arithmetic":
      return any([expr.left, expr.right]);
    case "negate":
    case "nullif":
      return isDouble(expr.of, aggregates);
    case "coalesce":
      return any(expr.of);
    case "case":
      return any([...expr.branches.map(({ value }) => value), ...(expr.otherwise ? [expr.otherwise] : [])]);
  }
}

/** Whether a group's value follows from those of its parts; a distinct count and a percentile need the rows again. */
export const isMergeable = ({ fn }: PlanAggregate): boolean => fn !== "count_distinct" && fn !== "percentile";

/** The places of the aggregates an expression reads. */
export function aggregatesOf(expr: PlanExpr): number[] {
  switch (expr.kind) {
    case "aggregate":
      return [expr.index];
    case "number":
    case "masked":
      return [];
    case "ratio":
      return [...aggregatesOf(expr.numerator), ...aggregatesOf(expr.denominator)];
    case "arithmetic":
      return [...aggregatesOf(expr.left), ...aggregatesOf(expr.right)];
    case "negate":
      return aggregatesOf(expr.of);
    case "nullif":
      return [...aggregatesOf(expr.of), ...aggregatesOf(expr.value)];
    case "coalesce":
      return expr.of.flatMap(aggregatesOf);
    case "case":
      return [
        ...expr.branches.flatMap(({ when, value }) => [...aggregatesOfTruth(when), ...aggregatesOf(value)]),
        ...(expr.otherwise ? aggregatesOf(expr.otherwise) : []),
      ];
  }
}

function aggregatesOfTruth(truth: PlanTruth): number[] {
  if (truth.kind === "compare") return [...aggregatesOf(truth.left), ...aggregatesOf(truth.right)];
  if (truth.kind === "not") return aggregatesOfTruth(truth.of);
  return truth.of.flatMap(aggregatesOfTruth);
}
