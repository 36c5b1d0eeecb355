/** A question as data: names, never SQL. What `POST /api/v1/query`, widgets and exports all send. */
import { z } from "zod";

export const Grain = z.enum(["hour", "day", "week", "month", "quarter", "year"]);
export type Grain = z.infer<typeof Grain>;

export const FilterOp = z.enum([
  "eq",
  "ne",
  "in",
  "nin",
  "lt",
  "lte",
  "gt",
  "gte",
  "between",
  "contains",
  "starts_with",
  "is_null",
  "is_not_null",
]);
export type FilterOp = z.infer<typeof FilterOp>;

export const Scalar = z.union([z.string().max(4000), z.number(), z.boolean(), z.null()]);
export type Scalar = z.infer<typeof Scalar>;

const Name = z.string().min(1).max(100);

/** A dimension by name, or with a grain and, when used twice, an alias. */
export const DimensionRef = z.union([
  Name,
  z.object({ name: Name, grain: Grain.optional(), as: Name.optional() }).strict(),
]);
export type DimensionRef = z.infer<typeof DimensionRef>;

/** `ne` and `nin` keep nulls; `contains` ignores case and compares NFC. */
export const Filter = z
  .object({ name: Name, op: FilterOp, values: z.array(Scalar).max(10_000).default([]) })
  .strict();
export type Filter = z.infer<typeof Filter>;

/** Both ends included, as days in the query's zone; dates or relative forms (`now-28d`, `now-1M/M`). */
export const TimeRange = z.object({ name: Name, from: z.string().max(40), to: z.string().max(40) }).strict();
export type TimeRange = z.infer<typeof TimeRange>;

export const Sort = z.object({ column: Name, direction: z.enum(["asc", "desc"]).default("asc") }).strict();
export type Sort = z.infer<typeof Sort>;

export const Query = z
  .object({
    dataset: Name,
    dimensions: z.array(DimensionRef).max(20).default([]),
    measures: z.array(Name).max(50).default([]),
    filters: z.array(Filter).max(100).default([]),
    time: TimeRange.optional(),
    compare: z.enum(["previous_period", "previous_year"]).optional(),
    sort: z.array(Sort).max(10).default([]),
    totals: z
      .array(z.enum(["grand", "subtotals"]))
      .max(2)
      .default([]),
    limit: z.number().int().min(0).max(100_000).default(1000),
    offset: z.number().int().min(0).default(0),
    timezone: z.string().max(64).optional(),
  })
  .strict();
/** A checked query: defaults filled in. */
export type Query = z.infer<typeof Query>;
/** A query as callers write it. */
export type QueryInput = z.input<typeof Query>;
