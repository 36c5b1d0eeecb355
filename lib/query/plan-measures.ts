import type { Dataset, Measure } from "@/lib/datasets/schema";
import { AppError } from "@/lib/errors";
import type { PlanAggregate, PlanExpr } from "@/lib/query/plan";

/** Collects what measures are computed from, each aggregate once. */
export class MeasureExpressions {
  readonly aggregates: PlanAggregate[] = [];
  readonly #measures: Map<string, Measure>;

  constructor(dataset: Dataset) {
    this.#measures = new Map(dataset.measures.map((measure) => [measure.name, measure]));
  }

  /** What the measure makes of {@link aggregates}. The loader has refused cycles and unknown parts. */
  of(name: string): PlanExpr {
    const measure = this.#measures.get(name);
    if (!measure) throw new AppError("INTERNAL", { key: "INTERNAL", cause: `no measure ${name}` });
    switch (measure.aggregate) {
      case "sum":
        return this.#aggregate("sum", measure.column);
      case "count":
        return this.#aggregate("count", measure.column ?? null);
      case "ratio":
        return {
          kind: "ratio",
          numerator: this.of(measure.numerator),
          denominator: this.of(measure.denominator),
          scale: measure.scale,
        };
    }
  }

  #aggregate(fn: PlanAggregate["fn"], column: string | null): PlanExpr {
    const found = this.aggregates.findIndex((a) => a.fn === fn && a.column === column);
    const index = found >= 0 ? found : this.aggregates.push({ fn, column }) - 1;
    return { kind: "aggregate", index };
  }
}
