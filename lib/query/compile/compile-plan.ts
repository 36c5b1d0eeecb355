import { FlatPrinter } from "@/lib/query/compile/print-flat";
import { PivotPrinter } from "@/lib/query/compile/print-pivot";
import { SqlWriter } from "@/lib/query/compile/sql-writer";
import type { Dialect } from "@/lib/query/dialects/dialect";
import type { Plan, PlanValue } from "@/lib/query/plan";
import type { SourceStatement } from "@/lib/sources/runner";

/** Writes a value into the text of a statement, quoted. */
type Written = (value: PlanValue | null) => string;

/**
 * Prints a finished plan as one statement. Pure. Its first column is the number of the section ({@link sectionsOf}) a line
 * belongs to; in a pivot two more place it by row and column; then come the plan's columns. Values are bound, identifiers and
 * expressions are the dataset's, and every group is named by place, because two placeholders of one value are two expressions
 * to a database.
 */
export function compilePlan(plan: Plan, dialect: Dialect): SourceStatement {
  const writer = new SqlWriter(plan, dialect);
  const printer = plan.pivot ? new PivotPrinter(writer, plan.pivot) : new FlatPrinter(writer);
  return writer.finish(printer.print());
}

/**
 * As {@link compilePlan} for a plan without a pivot; after a row's columns it says how many rows there are in its group of each
 * depth of the plan's subtotals, coarsest first. Pure.
 */
export function compileSized(plan: Plan, dialect: Dialect, written?: Written): SourceStatement {
  const writer = new SqlWriter(plan, dialect, written);
  return writer.finish(new FlatPrinter(writer, true).print());
}

/**
 * As {@link compilePlan} for a plan of rows alone, without pivot or totals: lines are the plan's columns and nothing else, which
 * of many rows is a column less to write, send and read. Pure.
 */
export function compileRows(plan: Plan, dialect: Dialect, written?: Written): SourceStatement {
  const writer = new SqlWriter(plan, dialect, written);
  return writer.finish(new FlatPrinter(writer).rows());
}
