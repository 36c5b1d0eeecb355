/** A question as data: names, never SQL. What `POST /api/v1/query`, widgets and exports all send. */
import { z } from "zod";
import {
  FILTER_OPS,
  GRAINS,
  LONGEST_QUERY_NAME,
  LONGEST_SCALAR,
  LONGEST_SEARCH,
  MOST_FILTER_VALUES,
} from "@/lib/query/query-words";

/** Weeks begin where the query says, fiscal quarters and years in the month it says. */
export const Grain = z.enum(GRAINS);
export type Grain = z.infer<typeof Grain>;

export const FilterOp = z.enum(FILTER_OPS);
export type FilterOp = z.infer<typeof FilterOp>;

export const Scalar = z.union([z.string().max(LONGEST_SCALAR), z.number(), z.boolean(), z.null()]);
export type Scalar = z.infer<typeof Scalar>;

const Name = z.string().min(1).max(LONGEST_QUERY_NAME);

/** A dimension by name, or with a grain and, when used twice, an alias. */
export const DimensionRef = z.union([
  Name,
  z.object({ name: Name, grain: Grain.optional(), as: Name.optional() }).strict(),
]);
export type DimensionRef = z.infer<typeof DimensionRef>;

/** `ne` and `nin` keep nulls; `contains` ignores case and compares NFC. */
export const Filter = z
  .object({ name: Name, op: FilterOp, values: z.array(Scalar).max(MOST_FILTER_VALUES).default([]) })
  .strict();
export type Filter = z.infer<typeof Filter>;

/** Keeps the rows with this text in any of these dimensions, as `contains` finds it. */
export const TextSearch = z
  .object({ text: z.string().min(1).max(LONGEST_SEARCH), dimensions: z.array(Name).min(1).max(20) })
  .strict();
export type TextSearch = z.infer<typeof TextSearch>;

/** Both ends included, as days in the query's zone; dates or relative forms (`now-28d`, `now-1M/M`). */
export const TimeRange = z.object({ name: Name, from: z.string().max(40), to: z.string().max(40) }).strict();
export type TimeRange = z.infer<typeof TimeRange>;

/** A column of the answer: a dimension's name, a measure's, `margin__change`, or a pivoted one as {@link pivotColumn} writes it. */
export const Sort = z
  .object({ column: z.string().min(1).max(2000), direction: z.enum(["asc", "desc"]).default("asc") })
  .strict();
export type Sort = z.infer<typeof Sort>;

/** Keeps the best values of one dimension; the rest is one line, “others”, computed from its own source rows. */
export const Top = z
  .object({
    /** A dimension of the query, by its name in the answer. */
    dimension: Name,
    n: z.number().int().min(1).max(1000),
    /** The measure that ranks, by its current value; nulls come last. */
    by: Name,
    direction: z.enum(["asc", "desc"]).default("desc"),
    others: z.boolean().default(true),
  })
  .strict();
export type Top = z.infer<typeof Top>;

/** Turns the values of `dimensions` into columns: one a combination and measure, `limit` combinations at most. */
export const Pivot = z
  .object({
    dimensions: z.array(DimensionRef).min(1).max(5),
    limit: z.number().int().min(1).max(500).default(50),
    /** Of the combinations; by default by their dimensions. A measure ranks them by their column's total. */
    sort: z.array(Sort).max(5).default([]),
    /** Each measure over all columns of a row, those past `limit` too, as columns of their own after the pivoted ones. */
    rowTotals: z.boolean().default(true),
  })
  .strict();
export type Pivot = z.infer<typeof Pivot>;

/**
 * What a column says about its neighbours, over all rows of the answer in their order, not those of the page.
 * Shares are percentages; `running_total` and `moving_average` start anew, and `rank` and `difference` look only, within equal
 * values of the `within` dimensions.
 */
export const Calculation = z
  .object({
    /** Its column's name. */
    name: Name,
    kind: z.enum([
      "share_of_total",
      "share_of_parent",
      "running_total",
      "rank",
      "moving_average",
      "difference",
    ]),
    /** The measure it looks at; it need not be shown. */
    of: Name,
    within: z.array(Name).max(10).default([]),
    /** Rows of a moving average, the row itself and those before it. */
    rows: z.number().int().min(2).max(1000).default(7),
    /** Of a rank: which value is 1. */
    direction: z.enum(["asc", "desc"]).default("desc"),
  })
  .strict();
export type Calculation = z.infer<typeof Calculation>;

export const Query = z
  .object({
    dataset: Name,
    dimensions: z.array(DimensionRef).max(20).default([]),
    measures: z.array(Name).max(50).default([]),
    filters: z.array(Filter).max(100).default([]),
    search: TextSearch.optional(),
    time: TimeRange.optional(),
    compare: z.enum(["previous_period", "previous_year"]).optional(),
    top: Top.optional(),
    pivot: Pivot.optional(),
    calculations: z.array(Calculation).max(20).default([]),
    sort: z.array(Sort).max(10).default([]),
    totals: z
      .array(z.enum(["grand", "subtotals"]))
      .max(2)
      .default([]),
    /** How many of the first dimensions are groups: subtotals are of these, and rows stand in their order. All but the last by default. */
    groups: z.number().int().min(1).max(20).optional(),
    limit: z.number().int().min(0).max(100_000).default(1000),
    offset: z.number().int().min(0).default(0),
    timezone: z.string().max(64).optional(),
    /** The first day of a week, 0 Sunday or 1 Monday; the viewer's by default. */
    weekStart: z.union([z.literal(0), z.literal(1)]).optional(),
    /** The first month of a fiscal year; the workspace's by default. */
    fiscalYearStart: z.number().int().min(1).max(12).optional(),
  })
  .strict();
/** A checked query: defaults filled in. */
export type Query = z.infer<typeof Query>;
/** A query as callers write it. */
export type QueryInput = z.input<typeof Query>;

/** The name of a measure's column under one combination of pivoted values: `margin@["naver"]`. */
export const pivotColumn = (measure: string, values: readonly Scalar[]): string =>
  `${measure}@${JSON.stringify(values)}`;
