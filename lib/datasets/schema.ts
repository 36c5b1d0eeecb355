/** The semantic model of one table: what a `packs/<pack>/datasets/<id>.yml` holds. */
import { z } from "zod";
import { Format, LocalText } from "@/lib/format/format";

const Id = z.string().regex(/^[a-z][a-z0-9_]{0,62}$/, "lower-case letters, digits and _");
/** An identifier of the database, from the dataset only, quoted by the dialect. */
const Identifier = z.string().min(1).max(63);

export const Dimension = z
  .object({
    name: Id,
    label: LocalText,
    description: LocalText.optional(),
    type: z.enum(["string", "number", "boolean", "date", "time"]),
    /** The column, where its name differs. */
    column: Identifier.optional(),
    format: Format.optional(),
    hidden: z.boolean().default(false),
  })
  .strict();
export type Dimension = z.infer<typeof Dimension>;

const measureBase = {
  name: Id,
  label: LocalText,
  description: LocalText.optional(),
  format: Format.optional(),
  good: z.enum(["up", "down"]).optional(),
  hidden: z.boolean().default(false),
};

/** Summed or counted over rows, or a ratio of two other measures computed from each level's own sums. */
export const Measure = z.discriminatedUnion("aggregate", [
  z.object({ ...measureBase, aggregate: z.literal("sum"), column: Identifier }).strict(),
  z.object({ ...measureBase, aggregate: z.literal("count"), column: Identifier.optional() }).strict(),
  z
    .object({
      ...measureBase,
      aggregate: z.literal("ratio"),
      numerator: Id,
      denominator: Id,
      /** 100 for percents in percentage points. */
      scale: z.number().default(1),
    })
    .strict(),
]);
export type Measure = z.infer<typeof Measure>;

export const Hierarchy = z.object({ name: Id, label: LocalText, levels: z.array(Id).min(2) }).strict();
export type Hierarchy = z.infer<typeof Hierarchy>;

/** A viewer sees only rows whose `dimension` is among their attribute's values; without the attribute, none. Roles in `except` see all. */
export const RowRule = z
  .object({
    dimension: Id,
    attribute: z.string().min(1),
    except: z.array(z.enum(["viewer", "editor", "admin"])).default([]),
  })
  .strict();
export type RowRule = z.infer<typeof RowRule>;

export const Dataset = z
  .object({
    id: Id,
    label: LocalText,
    description: LocalText.optional(),
    source: Id,
    table: z.object({ schema: Identifier, name: Identifier }).strict(),
    defaultTime: Id.optional(),
    dimensions: z.array(Dimension).min(1),
    measures: z.array(Measure),
    hierarchies: z.array(Hierarchy).default([]),
    /** Either rules, or the words that everybody sees all rows. */
    rows: z.union([z.literal("allRows"), z.array(RowRule).min(1)]),
  })
  .strict();
export type Dataset = z.infer<typeof Dataset>;
