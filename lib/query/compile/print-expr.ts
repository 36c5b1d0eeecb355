/** What a measure makes of its level's aggregates, as SQL. */
import type { Bind, Dialect } from "@/lib/query/dialects/dialect";
import type { ComparisonPart, PlanAggregate } from "@/lib/query/plan";
import { type Comparison, isAdditive, isDouble, type PlanExpr, type PlanTruth } from "@/lib/query/plan-expr";

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
      case "arithmetic": {
        const [left, right] = this.#alike([expr.left, expr.right], read);
        return `(${left} ${expr.op} ${right})`;
      }
      case "negate":
        return `(-${this.#alike([expr.of], read)[0]})`;
      case "coalesce":
        return `coalesce(${this.#alike(expr.of, read).join(", ")})`;
      case "nullif":
        return `nullif(${this.#alike([expr.of, expr.value], read).join(", ")})`;
      case "case": {
        const values = this.#alike(
          [...expr.branches.map(({ value }) => value), ...(expr.otherwise ? [expr.otherwise] : [])],
          read,
        );
        const branches = expr.branches.map(
          ({ when }, i) => `when ${this.#truth(when, read)} then ${values[i]}`,
        );
        const otherwise = expr.otherwise ? ` else ${values.at(-1)}` : "";
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

  /**
   * Values that meet are of one type: doubles where one of them is, else exact decimals, since products of whole numbers don't
   * fit their own type.
   */
  #alike(exprs: readonly PlanExpr[], read: ReadAggregate): string[] {
    const doubles = exprs.some((expr) => isDouble(expr, this.aggregates));
    return exprs.map((expr) => {
      const printed = this.print(expr, read);
      if (isDouble(expr, this.aggregates)) return printed;
      if (doubles) return this.dialect.double(printed);
      return expr.kind === "aggregate" ? this.dialect.exact(printed) : printed;
    });
  }

  #truth(truth: PlanTruth, read: ReadAggregate): string {
    switch (truth.kind) {
      case "compare":
        return this.#alike([truth.left, truth.right], read).join(` ${SIGNS[truth.op]} `);
      case "not":
        return `not (${this.#truth(truth.of, read)})`;
      default:
        return truth.of.map((part) => `(${this.#truth(part, read)})`).join(` ${truth.kind} `);
    }
  }
}
