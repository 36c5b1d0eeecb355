/** How a chart widget draws its query: decided by `prepareChart`, translated by `toECharts`. */
import { z } from "zod";
import { Grain } from "@/lib/query/query";

export const ChartSpec = z
  .object({
    kind: z.enum(["bar", "line", "area"]),
    /** The axis: a dimension, with a grain when it is time. */
    x: z.object({ name: z.string().min(1), grain: Grain.optional() }).strict(),
    measure: z.string().min(1),
    /** Splits into series. */
    series: z.string().min(1).optional(),
    stack: z.boolean().default(false),
    /** Series beyond this many (by size) are summed into "others" from the measure's own rows. */
    maxSeries: z.number().int().min(1).max(20).default(8),
  })
  .strict();
export type ChartSpec = z.infer<typeof ChartSpec>;
