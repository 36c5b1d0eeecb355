/** A table's configuration: the document of a table widget and of a view. 003's JSON is valid as it stands. */
import { z } from "zod";
import { Filter, Sort } from "@/lib/query/query";
import { ConditionalFormats } from "@/lib/table/format-rule";

const Column = z.string().min(1).max(120);

/** Every field optional: what a view leaves out comes from the dashboard's default. */
export const TableConfig = z
  .object({
    /** Measures shown, in order. */
    metrics: z.array(Column).max(50).optional(),
    sort: z.union([Sort, z.array(Sort).max(10)]).optional(),
    filters: z.array(Filter).max(50).optional(),
    conditionalFormatting: ConditionalFormats.optional(),
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
