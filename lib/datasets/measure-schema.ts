/** What is computed over rows, or from other measures of the same level. */
import { z } from "zod";
import { Id, Identifier, SqlExpression } from "@/lib/datasets/sql-text";
import { Format, LocalText } from "@/lib/format/format";
import { Filter } from "@/lib/query/query";

const base = {
  name: Id,
  label: LocalText,
  description: LocalText.optional(),
  format: Format.optional(),
  /** Which direction is good news; none where neither is. */
  good: z.enum(["up", "down"]).optional(),
  hidden: z.boolean().default(false),
};

/** Over the rows that meet all of `filters`, on dimensions of the same dataset. */
const overRows = { ...base, filters: z.array(Filter).max(20).default([]) };
/** What is aggregated: a column or an expression over the table's columns. */
const value = { column: Identifier.optional(), sql: SqlExpression.optional() };

const aggregate = <T extends "sum" | "min" | "max" | "avg" | "median" | "count_distinct">(name: T) =>
  z
    .object({ ...overRows, ...value, aggregate: z.literal(name) })
    .strict()
    .refine(({ column, sql }) => (column === undefined) !== (sql === undefined), {
      path: ["column"],
      message: "name either a column or sql",
    });

export const Measure = z.discriminatedUnion("aggregate", [
  aggregate("sum"),
  aggregate("min"),
  aggregate("max"),
  /** Sum ÷ number of values, null values left out. */
  aggregate("avg"),
  aggregate("median"),
  aggregate("count_distinct"),
  /** Of rows, or of values where a column is named. */
  z
    .object({ ...overRows, ...value, aggregate: z.literal("count") })
    .strict()
    .refine(({ column, sql }) => column === undefined || sql === undefined, {
      path: ["column"],
      message: "name either a column or sql, or neither to count rows",
    }),
  /** Between neighbouring values by their distance, as Excel's PERCENTILE.INC. */
  z
    .object({
      ...overRows,
      ...value,
      aggregate: z.literal("percentile"),
      percentile: z.number().min(0).max(100),
    })
    .strict()
    .refine(({ column, sql }) => (column === undefined) !== (sql === undefined), {
      path: ["column"],
      message: "name either a column or sql",
    }),
  z
    .object({
      ...base,
      aggregate: z.literal("ratio"),
      numerator: Id,
      denominator: Id,
      /** 100 for percents in percentage points. */
      scale: z.number().default(1),
    })
    .strict(),
  /**
   * From other measures of the same level: `+ - * /`, numbers, comparisons, `&& || !`, `coalesce(a, b)`, `nullif(a, b)`,
   * `case(when, then, …, otherwise)`. Division by zero is null.
   */
  z.object({ ...base, aggregate: z.literal("expr"), expr: z.string().min(1).max(2000) }).strict(),
]);
export type Measure = z.infer<typeof Measure>;
