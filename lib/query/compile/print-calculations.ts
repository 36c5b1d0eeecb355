/** Table calculations as SQL: window functions over the ordered rows, shares of levels above. */
import type { LevelPrinter } from "@/lib/query/compile/print-levels";
import type { PlanCalculation } from "@/lib/query/plan";
import { isAdditive } from "@/lib/query/plan-expr";

/** The level above a line: its alias; null where the whole is above. */
export type Parent = string | null;

export class CalculationPrinter {
  constructor(
    readonly levels: LevelPrinter,
    /** Name of the grand total's line, quoted; asked for only where a share needs it. */
    readonly total: () => string,
  ) {}

  /** For a row with its place `n` among all rows. */
  row(calculation: PlanCalculation, line: string, parent: Parent): string {
    const { levels } = this;
    const { kind, expr, within, direction } = calculation;
    const read = levels.read(line, "a");
    // Printed anew at each place: a statement must use each of its parameters.
    const value = () => levels.expr.print(expr, read);
    const partition =
      within.length > 0 ? `partition by ${within.map((i) => `${line}."d${i}"`).join(", ")} ` : "";
    const order = `order by ${line}."n"`;
    switch (kind) {
      case "share_of_total":
      case "share_of_parent":
        return this.share(calculation, line, kind === "share_of_total" ? null : parent);
      case "running_total":
        return this.#over(calculation, line, `(${partition}${order} rows unbounded preceding)`);
      case "moving_average": {
        const rows = `(${partition}${order} rows ${Math.trunc(calculation.rows) - 1} preceding)`;
        if (!isAdditive(expr, levels.writer.plan.aggregates)) return this.#over(calculation, line, rows);
        const { dialect, bind } = levels.writer;
        return dialect.ratio(`sum(${value()}) over ${rows}`, `count(${value()}) over ${rows}`, 1, bind);
      }
      case "rank":
        return `case when ${value()} is not null then rank() over (${partition}order by ${value()} ${direction} nulls last) end`;
      case "difference":
        return `(${value()} - lag(${value()}) over (${partition}${order}))`;
    }
  }

  /** The percentage of the line above. */
  share({ expr }: PlanCalculation, line: string, parent: Parent): string {
    const { levels } = this;
    const { dialect, bind } = levels.writer;
    const value = levels.expr.print(expr, levels.read(line, "a"));
    if (parent !== null)
      return dialect.ratio(value, levels.expr.print(expr, levels.read(parent, "a")), 100, bind);
    const whole = `(select ${levels.expr.print(expr, levels.read(`"whole"`, "a"))} from ${this.total()} as "whole")`;
    return dialect.ratio(value, whole, 100, bind);
  }

  /** The measure over the source rows of several lines. */
  #over({ expr }: PlanCalculation, line: string, over: string): string {
    return this.levels.expr.print(expr, this.levels.mergeOver(line, over));
  }
}
