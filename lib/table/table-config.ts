/** A table's configuration: the document of a table widget and of a view. 003's JSON is valid as it stands. */
import { z } from "zod";
import { Filter, Sort } from "@/lib/query/query";

const Column = z.string().min(1).max(120);

export const CellStyle = z
  .object({
    backgroundColor: z.string().max(60).optional(),
    color: z.string().max(60).optional(),
    fontWeight: z.enum(["normal", "bold"]).optional(),
    /** A named tone that follows light, dark and Excel, instead of colours. */
    tone: z.enum(["negative", "positive", "warning", "accent"]).optional(),
  })
  .strict();
export type CellStyle = z.infer<typeof CellStyle>;

export const FormatCondition = z.enum([
  "lt",
  "lte",
  "gt",
  "gte",
  "eq",
  "ne",
  "between",
  "contains",
  "is_null",
]);
export type FormatCondition = z.infer<typeof FormatCondition>;

const RuleValue = z.union([z.number(), z.string(), z.tuple([z.number(), z.number()])]);

export const FormatRule = z
  .object({ condition: FormatCondition, value: RuleValue.optional(), style: CellStyle })
  .strict();
export type FormatRule = z.infer<typeof FormatRule>;

export const ConditionalFormat = z.object({ column: Column, rules: z.array(FormatRule).max(50) }).strict();
export type ConditionalFormat = z.infer<typeof ConditionalFormat>;

/** Every field optional: what a view leaves out comes from the dashboard's default. */
export const TableConfig = z
  .object({
    /** Measures shown, in order. */
    metrics: z.array(Column).max(50).optional(),
    sort: z.union([Sort, z.array(Sort).max(10)]).optional(),
    filters: z.array(Filter).max(50).optional(),
    conditionalFormatting: z.array(ConditionalFormat).max(100).optional(),
    columnWidths: z.record(Column, z.number().int().min(24).max(2000)).optional(),
    frozenColumns: z.array(Column).max(50).optional(),
    hidden: z.array(Column).max(100).optional(),
    order: z.array(Column).max(150).optional(),
    density: z.enum(["compact", "normal", "roomy"]).optional(),
    pageSize: z.number().int().min(5).max(1000).optional(),
  })
  .strict();
export type TableConfig = z.infer<typeof TableConfig>;

/** The sort as a list, whichever way it was written. */
export const sortList = (config: Pick<TableConfig, "sort">): Sort[] =>
  config.sort === undefined ? [] : Array.isArray(config.sort) ? config.sort : [config.sort];
