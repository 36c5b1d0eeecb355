/** What a query answers with. The same document goes to pages, the API, exports and alerts. */
import { z } from "zod";
import { Format } from "@/lib/format/format";
import { Calculation, Grain } from "@/lib/query/query";

/** Numbers beyond 2^53 or with more digits than a double holds come as strings. */
export const Cell = z.union([z.string(), z.number(), z.boolean(), z.null()]);
export type Cell = z.infer<typeof Cell>;

export const ResultColumn = z.object({
  name: z.string(),
  /** In the viewer's language. */
  label: z.string(),
  kind: z.enum(["dimension", "measure"]),
  type: z.enum(["string", "number", "boolean", "date", "time"]),
  grain: Grain.optional(),
  format: Format.optional(),
  additive: z.boolean().optional(),
  /** Which direction is good news; none where neither is (ad spend). */
  good: z.enum(["up", "down"]).optional(),
  /** For `margin__previous` and the like: the measure and which of its comparisons. */
  of: z.object({ measure: z.string(), part: z.enum(["previous", "delta", "change"]) }).optional(),
  /** The measure a table calculation looks at, and what it says of it. */
  calculation: z.object({ of: z.string(), kind: Calculation.shape.kind }).optional(),
  /** The values of the pivoted dimensions this column stands under; none for a row's totals. */
  pivot: z.array(Cell).optional(),
  /** Its cells are not this viewer's to see: masked, or null. */
  masked: z.boolean().optional(),
  /** Where a value leads: an address with `{name}` for the row's dimensions. Absent where the rows have not all of them. */
  link: z.string().optional(),
});
export type ResultColumn = z.infer<typeof ResultColumn>;

export const Subtotals = z.object({ dimensions: z.array(z.string()), rows: z.array(z.array(Cell)) });
export type Subtotals = z.infer<typeof Subtotals>;

/** What {@link Top} left out, as one line a combination of the other dimensions; null in the dimension it stands for. */
export const Others = z.object({
  dimension: z.string(),
  rows: z.array(z.array(Cell)),
  /** At levels that hold the dimension, as `subtotals`. */
  subtotals: z.array(Subtotals).optional(),
});
export type Others = z.infer<typeof Others>;

export const ResultMeta = z.object({
  source: z.string(),
  rollup: z.string().nullable(),
  cached: z.boolean(),
  /** Given at once where the question allows it: newer data is being read, `dataAsOf` is the answer's own. */
  stale: z.boolean().optional(),
  elapsedMs: z.number(),
  /** Rows in `rows`. */
  rowCount: z.number().int(),
  /** True when `limit` (or a cap) left rows out. */
  truncated: z.boolean(),
  /** Where there is a pivot: whether its `limit` left columns out. Rows' totals and the grand total hold them. */
  columnsTruncated: z.boolean().optional(),
  /** Where there are subtotals or others: whether one of their lists was cut. */
  totalsTruncated: z.boolean().optional(),
  /** ISO 8601; null when the source cannot tell. */
  dataAsOf: z.string().nullable(),
});
export type ResultMeta = z.infer<typeof ResultMeta>;

/** Rows are arrays in the order of `columns`; a subtotal row has null in the dimensions it sums over. */
export const Result = z.object({
  columns: z.array(ResultColumn),
  rows: z.array(z.array(Cell)),
  subtotals: z.array(Subtotals).optional(),
  others: Others.optional(),
  grandTotal: z.record(z.string(), Cell).optional(),
  /**
   * Of a pivot: where a line does have source rows under a combination, and no value in any of its columns. Wherever else all of
   * them are null there are no rows. As [dimensions of the line's level, its place in that list, the combination's place].
   */
  valueless: z.array(z.tuple([z.number().int(), z.number().int(), z.number().int()])).optional(),
  meta: ResultMeta,
});
export type Result = z.infer<typeof Result>;
