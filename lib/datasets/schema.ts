/** The semantic model of one table, view or statement: what a `packs/<pack>/datasets/<id>.yml` holds. */
import { z } from "zod";
import { Role } from "@/lib/access/roles";
import { Measure } from "@/lib/datasets/measure-schema";
import { Rollup } from "@/lib/datasets/rollup-schema";
import { Id, Identifier, SqlExpression, SqlStatement } from "@/lib/datasets/sql-text";
import { Format, LocalText } from "@/lib/format/format";

/** A page of the same site or of the web, with `{dimension}` where the row's value goes, percent-encoded. */
const Link = z
  .string()
  .max(2000)
  .regex(
    /^(https?:\/\/[^{}\s/]+\/|\/(?![/\\]))[^\s]*$/,
    "an address such as https://example.com/items/{sku} or /d/product?f.sku={sku}",
  );

export const Dimension = z
  .object({
    name: Id,
    label: LocalText,
    description: LocalText.optional(),
    type: z.enum(["string", "number", "boolean", "date", "time"]),
    /** The column, where its name differs. */
    column: Identifier.optional(),
    /** Instead of a column: an expression over the table's columns, in the source's SQL. */
    sql: SqlExpression.optional(),
    /** Instead of both: a dimension of a joined lookup dataset. */
    lookup: z.object({ join: Id, dimension: Id }).strict().optional(),
    format: Format.optional(),
    /** Where a value leads. */
    link: Link.optional(),
    hidden: z.boolean().default(false),
  })
  .strict();
export type Dimension = z.infer<typeof Dimension>;

export const Hierarchy = z.object({ name: Id, label: LocalText, levels: z.array(Id).min(2) }).strict();
export type Hierarchy = z.infer<typeof Hierarchy>;

/**
 * Each row of the table has at most one row of the lookup dataset: `on` names its whole key, and of several with one key
 * only one counts, so that nothing fans out. The lookup's own row and column rules hold: what is not the viewer's is null.
 */
export const Join = z
  .object({
    name: Id,
    /** Of the same source. */
    dataset: Id,
    /** By column of the lookup's key: the column of this table that holds it. */
    on: z.record(Identifier, Identifier),
  })
  .strict();
export type Join = z.infer<typeof Join>;

const Value = z.union([z.string(), z.number(), z.boolean()]);

/**
 * A viewer sees only rows whose `dimension` is among the values of their `attribute` or of their groups; without any, none.
 * Roles and groups in `except` and `exceptGroups` see all. Several rules all hold.
 */
export const RowRule = z
  .object({
    dimension: Id,
    attribute: z.string().min(1).optional(),
    /** By group: the values its members see. */
    groups: z.record(z.string().min(1), z.array(Value).min(1)).optional(),
    except: z.array(Role).default([]),
    exceptGroups: z.array(z.string().min(1)).default([]),
  })
  .strict()
  .refine((rule) => rule.attribute !== undefined || rule.groups !== undefined, {
    path: ["attribute"],
    message: "name the attribute or the groups whose values may be seen",
  });
export type RowRule = z.infer<typeof RowRule>;

/** Columns not for everybody: `hidden` ones are unknown, `masked` ones show that they are there. */
export const ColumnRule = z
  .object({
    /** Dimensions and measures. */
    columns: z.array(Id).min(1),
    effect: z.enum(["hidden", "masked"]),
    except: z.array(Role).default([]),
    exceptGroups: z.array(z.string().min(1)).default([]),
    /** Who has a value of this attribute, whichever it is, sees the columns too. */
    exceptAttribute: z.string().min(1).optional(),
  })
  .strict();
export type ColumnRule = z.infer<typeof ColumnRule>;

export const Dataset = z
  .object({
    id: Id,
    label: LocalText,
    description: LocalText.optional(),
    source: Id,
    /** A table or view. */
    table: z.object({ schema: Identifier, name: Identifier }).strict().optional(),
    /** Instead of a table: one statement, in the source's SQL. */
    sql: SqlStatement.optional(),
    /** Columns that together tell rows apart. */
    key: z.array(Identifier).min(1).optional(),
    joins: z.array(Join).default([]),
    defaultTime: Id.optional(),
    dimensions: z.array(Dimension).min(1),
    measures: z.array(Measure),
    hierarchies: z.array(Hierarchy).default([]),
    /** Either rules, or the words that everybody sees all rows. */
    rows: z.union([z.literal("allRows"), z.array(RowRule).min(1)]),
    columns: z.array(ColumnRule).default([]),
    rollups: z.array(Rollup).default([]),
  })
  .strict()
  .refine(({ table, sql }) => (table === undefined) !== (sql === undefined), {
    path: ["table"],
    message: "name either a table (or view) or the sql that makes its rows",
  });
export type Dataset = z.infer<typeof Dataset>;
