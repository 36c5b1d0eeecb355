/** A dataset summed up ahead of time into our Postgres. */
import { z } from "zod";
import { Id } from "@/lib/datasets/sql-text";

/**
 * The planner answers from a rollup whenever the answer is the same: its measures add up, and it holds every dimension the
 * question groups or filters by, at a grain no coarser.
 */
export const Rollup = z
  .object({
    name: Id,
    /** Kept beside the time. */
    dimensions: z.array(Id).max(20),
    /** The dimension of type date that is kept by `grain`; without one the rollup knows no time. */
    time: Id.optional(),
    grain: z.enum(["day", "week", "month", "quarter", "year"]).default("day"),
    /** Sums, counts, minima and maxima; ratios, averages and expressions come from their parts. */
    measures: z.array(Id).min(1).max(50),
  })
  .strict();
export type Rollup = z.infer<typeof Rollup>;
