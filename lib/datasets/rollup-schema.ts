/** A dataset summed up ahead of time into our Postgres. */
import { z } from "zod";
import { Id } from "@/lib/datasets/sql-text";

/**
 * The planner answers from a rollup whenever the answer is the same: it holds what the measures are computed from and every
 * dimension the question and the row rules name, at a grain no coarser. Made and kept up to date by `lib/rollups`.
 */
export const Rollup = z
  .object({
    name: Id,
    /** Kept beside the time. */
    dimensions: z.array(Id).max(20),
    /**
     * The dimension of type date that is kept by `grain`; without one the rollup knows no time. Of the dataset's `defaultTime` only
     * the days whose rows changed are built again, of anything else all.
     */
    time: Id.optional(),
    grain: z.enum(["day", "week", "month", "quarter", "year"]).default("day"),
    /** Whatever comes from sums, counts, minima and maxima: averages, ratios and expressions too. Parts are kept once. */
    measures: z.array(Id).min(1).max(50),
    /** Built only when the source has so many rows: of fewer it would hold nearly as many, and the source answers as fast. */
    minSourceRows: z.number().int().positive().optional(),
  })
  .strict();
export type Rollup = z.infer<typeof Rollup>;
