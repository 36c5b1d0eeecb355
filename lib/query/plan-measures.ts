import type { Measure } from "@/lib/datasets/measure-schema";
import { type MeasureExpression, type MeasureTruth, parseExpression } from "@/lib/datasets/parse-expression";
import type { Dataset } from "@/lib/datasets/schema";
import { AppError } from "@/lib/errors";
import type { PlanAggregate, PlanCondition, PlanPlace } from "@/lib/query/plan";
import type { PlanExpr, PlanTruth } from "@/lib/query/plan-expr";
import type { Filter } from "@/lib/query/query";

type OverRows = Exclude<Measure, { aggregate: "ratio" | "expr" }>;

/** What aggregates read; null counts rows. */
const placeOf = ({ column, sql }: Pick<OverRows, "column" | "sql">): PlanPlace | null =>
  sql !== undefined ? { sql } : column !== undefined ? { column } : null;

/** Collects what measures are computed from, each aggregate once. */
export class MeasureExpressions {
  readonly aggregates: PlanAggregate[] = [];
  readonly #measures: Map<string, Measure>;
  readonly #known = new Map<string, PlanExpr>();

  /** @param condition what a measure's own filter tests */
  constructor(
    dataset: Dataset,
    readonly condition: (filter: Filter) => PlanCondition,
  ) {
    this.#measures = new Map(dataset.measures.map((measure) => [measure.name, measure]));
  }

  /** What the measure makes of {@link aggregates}. The loader has refused cycles and unknown parts. */
  of(name: string): PlanExpr {
    const known = this.#known.get(name);
    if (known) return known;
    const measure = this.#measures.get(name);
    if (!measure) throw new AppError("INTERNAL", { key: "INTERNAL", cause: `no measure ${name}` });
    const expr = this.#read(measure);
    this.#known.set(name, expr);
    return expr;
  }

  #read(measure: Measure): PlanExpr {
    switch (measure.aggregate) {
      case "ratio":
        return {
          kind: "ratio",
          numerator: this.of(measure.numerator),
          denominator: this.of(measure.denominator),
          scale: measure.scale,
        };
      case "expr":
        return this.#value(parseExpression(measure.expr));
      case "avg": {
        // From parts that add up, so that a rollup can answer it.
        const [numerator, denominator] = [this.#over("sum", measure), this.#over("count", measure)];
        return { kind: "ratio", numerator, denominator, scale: 1 };
      }
      case "median":
        return this.#over("percentile", measure, 0.5);
      case "percentile":
        return this.#over("percentile", measure, measure.percentile / 100);
      default:
        return this.#over(measure.aggregate, measure);
    }
  }

  #over(fn: PlanAggregate["fn"], measure: OverRows, fraction?: number): PlanExpr {
    const where = measure.filters.map(this.condition);
    const aggregate: PlanAggregate = {
      fn,
      value: placeOf(measure),
      where,
      ...(fraction === undefined ? {} : { fraction }),
    };
    const key = JSON.stringify(aggregate);
    const found = this.aggregates.findIndex((known) => JSON.stringify(known) === key);
    return { kind: "aggregate", index: found >= 0 ? found : this.aggregates.push(aggregate) - 1 };
  }

  #value(expression: MeasureExpression): PlanExpr {
    switch (expression.kind) {
      case "number":
        return expression;
      case "measure":
        return this.of(expression.name);
      case "arithmetic": {
        const { op } = expression;
        const [left, right] = [this.#value(expression.left), this.#value(expression.right)];
        if (op === "/") return { kind: "ratio", numerator: left, denominator: right, scale: 1 };
        return { kind: "arithmetic", op, left, right };
      }
      case "negate":
        return { kind: "negate", of: this.#value(expression.of) };
      case "coalesce":
        return { kind: "coalesce", of: expression.of.map((part) => this.#value(part)) };
      case "nullif":
        return { kind: "nullif", of: this.#value(expression.of), value: this.#value(expression.value) };
      case "case":
        return {
          kind: "case",
          branches: expression.branches.map(({ when, value }) => ({
            when: this.#truth(when),
            value: this.#value(value),
          })),
          otherwise: expression.otherwise && this.#value(expression.otherwise),
        };
    }
  }

  #truth(truth: MeasureTruth): PlanTruth {
    switch (truth.kind) {
      case "compare":
        return {
          kind: "compare",
          op: truth.op,
          left: this.#value(truth.left),
          right: this.#value(truth.right),
        };
      case "not":
        return { kind: "not", of: this.#truth(truth.of) };
      default:
        return { kind: truth.kind, of: truth.of.map((part) => this.#truth(part)) };
    }
  }
}
