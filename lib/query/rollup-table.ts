/** A rollup as the planner knows it: pure data, made from the dataset's words and what was built of them. */
import type { Rollup } from "@/lib/datasets/rollup-schema";
import type { PlanAggregate, PlanPlace, PlanWindow } from "@/lib/query/plan";

export interface RollupColumn {
  at: PlanPlace;
  /** `day` holds every value as it is; coarser ones only the first day of each unit. */
  grain: Rollup["grain"];
}

export interface RollupTable {
  name: string;
  table: { schema: string; name: string };
  /** The same columns, with the first day of a month for all its days; null where there is no such table. */
  months: { schema: string; name: string } | null;
  /** How many rows it has: the fewer, the sooner it is read. */
  rows: number;
  /** The dimension whose days `behind` counts; null where it knows no time. */
  time: string | null;
  /** By the dataset's name of the dimension, the time among them. */
  columns: ReadonlyMap<string, RollupColumn>;
  /** By {@link aggregateKey}: what the aggregate gave over source rows. */
  aggregates: ReadonlyMap<string, PlanPlace>;
  /** Days whose source rows have changed since; none where it holds the newest data. */
  behind: readonly PlanWindow[];
}

/**
 * What tells aggregates apart, whatever the plan joins. Null where the reader's zone decides what is aggregated: that can't
 * be kept for others.
 */
export function aggregateKey({ fn, value, fraction, where }: PlanAggregate): string | null {
  if (where.some(({ test }) => "as" in test && test.as === "day")) return null;
  return JSON.stringify([fn, value, fraction, where.map(({ on, test }) => [on.dimension, test])]);
}
