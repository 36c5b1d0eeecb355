import { ScanPrinter } from "@/lib/query/compile/print-scan";
import { list, SqlWriter } from "@/lib/query/compile/sql-writer";
import type { Dialect } from "@/lib/query/dialects/dialect";
import type { Plan } from "@/lib/query/plan";
import type { SourceStatement } from "@/lib/sources/runner";

/**
 * Prints only the groups of a plan's current window: columns `d<i>` of its dimensions, texts of a rollup still as numbers, and
 * `a<i>` of its aggregates. What rollups are filled from. Pure.
 */
export function compileGroups(plan: Plan, dialect: Dialect): SourceStatement {
  const writer = new SqlWriter(plan, dialect);
  const by = list(plan.dimensions.length, String).map(Number);
  const window = plan.time?.window ?? null;
  return writer.finish(new ScanPrinter(writer).scan({ by, window, moved: false, within: null }));
}
