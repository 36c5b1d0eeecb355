/** What a measure makes of its level's aggregates, as SQL. */
import type { Bind, Dialect } from "@/lib/query/dialects/dialect";
import type { ComparisonPart, PlanAggregate } from "@/lib/query/plan";
import { type Comparison, isAdditive, type PlanExpr, type PlanTruth } from "@/lib/query/plan-expr";

/** Where an aggregate stands, by its place in the plan. */
export type ReadAggregate = (index: number) => string;

const SIGNS: Record<Comparison, string> = {
  "<": "<",
  "<=": "<=",
  ">": ">",
  ">=": ">=",
  "==": "=",
  "!=": "<>",
};

export class ExprPrinter {
  constructor(
    readonly dialect: Dialect,
    readonly bind: Bind,
    readonly aggregates: readonly PlanAggregate[],
  ) {}

  print(expr: PlanExpr, read: ReadAggregate): string {
    switch (expr.kind) {
      case "aggregate":
        return read(expr.index);
      case "number":
        return this.dialect.exact(this.bind(expr.text));
      case "masked":
        return this.dialect.noNumber;
      case "ratio": {
        const numerator = this.print(expr.numerator, read);
        return this.dialect.ratio(numerator, this.print(expr.denominator, read), expr.scale, this.bind);
      }
      case "arithmetic":
        return `(${this.#operand(expr.left, read)} ${expr.op} ${this.#operand(expr.right, read)})`;
      case "negate":
        return `(-${this.#operand(expr.of, read)})`;
      case "coalesce":
        return `coalesce(${expr.of.map((part) => this.#operand(part, read)).join(", ")})`;
      case "nullif":
        return `nullif(${this.#operand(expr.of, read)}, ${this.#operand(expr.value, read)})`;
      case "case": {
        const branches = expr.branches.map(
          ({ when, value }) => `when ${this.#truth(when, read)} then ${this.#operand(value, read)}`,
        );
        const otherwise = expr.otherwise ? ` else ${this.#operand(expr.otherwise, read)}` : "";
        return `(case ${branches.join(" ")}${otherwise} end)`;
      }
    }
  }

  /**
   * A comparison's part. The delta of what adds up takes a missing side for nothing, so that rows' differences add up to the
   * total's; of anything else both sides are needed.
   */
  part(expr: PlanExpr, part: ComparisonPart | null, now: ReadAggregate, before: ReadAggregate): string {
    // Printed only where it is needed: a statement must use each of its parameters.
    if (part === null) return this.print(expr, now);
    if (part === "previous") return this.print(expr, before);
    const delta = this.#delta(expr, now, before);
    return part === "delta" ? delta : this.dialect.change(delta, this.print(expr, before));
  }

  #delta(expr: PlanExpr, now: ReadAggregate, before: ReadAggregate): string {
    const [current, previous] = [this.print(expr, now), this.print(expr, before)];
    if (!isAdditive(expr, this.aggregates)) return `(${current} - ${previous})`;
    return `coalesce(${current} - ${previous}, ${current}, -${previous})`;
  }

  /** Whole numbers become exact decimals first: their products don't fit their own type. */
  #operand(expr: PlanExpr, read: ReadAggregate): string {
    const printed = this.print(expr, read);
    if (expr.kind !== "aggregate" || this.aggregates[expr.index]?.fn === "percentile") return printed;
    return this.dialect.exact(printed);
  }

  #truth(truth: PlanTruth, read: ReadAggregate): string {
    switch (truth.kind) {
      case "compare":
        return `${this.#operand(truth.left, read)} ${SIGNS[truth.op]} ${this.#operand(truth.right, read)}`;
      case "not":
        return `not (${this.#truth(truth.of, read)})`;
      default:
        return truth.of.map((part) => `(${this.#truth(part, read)})`).join(` ${truth.kind} `);
    }
  }
}
