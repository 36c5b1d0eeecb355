/** A table's configuration: the document of a table widget and of a view. 003's JSON is valid as it stands. */
import { z } from "zod";
import { Format } from "@/lib/format/format";
import { Filter, Grain, Scalar, Sort, TextSearch } from "@/lib/query/query";
import { ColumnDisplay } from "@/lib/table/column-display";
import {
  ALIGNS,
  DATE_PATTERNS,
  DEEPEST_PATH,
  DENSITIES,
  LONGEST_NAME,
  PAGE_ROWS,
  PAGINGS,
  PIVOT_COLUMNS,
  SUBTOTAL_PLACES,
} from "@/lib/table/config-words";
import { ConditionalFormats } from "@/lib/table/format-rule";

const Column = z.string().min(1).max(LONGEST_NAME);

/** How one column is written here, over its dataset's format: what is left out stays as it is there. */
export const ColumnFormat = z
  .object({
    ...Format.shape,
    style: Format.shape.style.removeDefault().optional(),
    /** Of dates: with the year, without it, with the weekday. */
    pattern: z.enum(DATE_PATTERNS).optional(),
  })
  .strict();
export type ColumnFormat = z.infer<typeof ColumnFormat>;

/** A line of a grouped table: its values in the dimensions of its level and those above, coarsest first. */
export const LinePath = z.array(Scalar).min(1).max(DEEPEST_PATH);
export type LinePath = z.infer<typeof LinePath>;

/** Which lines of a grouped table are open: all groups, those of the first levels, single ones. */
export const Expanded = z
  .object({
    /** Levels open from the top; `all` down to the rows. None by default. */
    levels: z.union([z.literal("all"), z.number().int().min(0).max(20)]).optional(),
    open: z.array(LinePath).max(200).optional(),
    /** Closed again, though their level is open. */
    closed: z.array(LinePath).max(200).optional(),
  })
  .strict();
export type Expanded = z.infer<typeof Expanded>;

/** Dimensions across, whose values become columns, outermost first; none leaves the table without a pivot. */
export const TablePivot = z
  .object({
    dimensions: z
      .array(z.union([Column, z.object({ name: Column, grain: Grain.optional() }).strict()]))
      .max(5),
    /** Combinations of values shown at most. */
    limit: z.number().int().min(PIVOT_COLUMNS.least).max(PIVOT_COLUMNS.most).optional(),
    /** Of the columns: by a dimension across, or by a measure's column totals. */
    sort: z.array(Sort).max(5).optional(),
    /** What a row comes to over all columns, at the right. Shown by default. */
    rowTotals: z.boolean().optional(),
  })
  .strict();
export type TablePivot = z.infer<typeof TablePivot>;

/** Every field optional: what a view leaves out comes from the dashboard's default. */
export const TableConfig = z
  .object({
    /** Measures shown, in order. */
    metrics: z.array(Column).max(50).optional(),
    sort: z.union([Sort, z.array(Sort).max(10)]).optional(),
    filters: z.array(Filter).max(50).optional(),
    /** Text that a row shows in one of its text dimensions, those of its groups too. */
    search: TextSearch.shape.text.or(z.literal("")).optional(),
    conditionalFormatting: ConditionalFormats.optional(),
    columnWidths: z.record(Column, z.number().int().min(24).max(2000)).optional(),
    /** Stay at the left while the others scroll. */
    frozenColumns: z.array(Column).max(50).optional(),
    /** Stay at the right. */
    frozenRight: z.array(Column).max(50).optional(),
    hidden: z.array(Column).max(100).optional(),
    order: z.array(Column).max(150).optional(),
    /** Dimensions of the rows, of the dataset, in order; by default the widget's. */
    dimensions: z.array(Column).max(20).optional(),
    /** Dimensions the rows are grouped by, coarsest first; the widget need not list them. */
    groups: z.array(Column).max(10).optional(),
    pivot: TablePivot.optional(),
    expanded: Expanded.optional(),
    /** Where an open group shows its values: on its own line, below its lines, nowhere. */
    subtotals: z.enum(SUBTOTAL_PLACES).optional(),
    /** The groups, by dimension, whose subtotals show; by default all. */
    subtotalLevels: z.array(Column).max(10).optional(),
    grandTotal: z.boolean().optional(),
    /** Columns called otherwise in this table. */
    labels: z.record(Column, z.string().trim().min(1).max(LONGEST_NAME)).optional(),
    formats: z.record(Column, ColumnFormat).optional(),
    /** What stands in cells instead of the plain value. */
    displays: z.record(Column, ColumnDisplay).optional(),
    align: z.record(Column, z.enum(ALIGNS)).optional(),
    /** Columns whose long text takes several lines. */
    wrap: z.array(Column).max(150).optional(),
    density: z.enum(DENSITIES).optional(),
    pageSize: z.number().int().min(PAGE_ROWS.least).max(PAGE_ROWS.most).optional(),
    /** All rows in one scroll, read as they come into sight, instead of pages. */
    paging: z.enum(PAGINGS).optional(),
  })
  .strict();
export type TableConfig = z.infer<typeof TableConfig>;
