/** What stands in a column's cells instead of its plain value. The value itself stays what is copied, found and read out. */
import { z } from "zod";
import { ADDRESS_TEMPLATE, LONGEST_ADDRESS, LONGEST_NAME } from "@/lib/table/config-words";

const Column = z.string().min(1).max(LONGEST_NAME);

const Template = z.string().max(LONGEST_ADDRESS).regex(ADDRESS_TEMPLATE);

export const ColumnDisplay = z.discriminatedUnion("kind", [
  /** Its value as an address, or the address its value goes into; by default what the dataset says. */
  z.object({ kind: z.literal("link"), to: Template.optional() }).strict(),
  z.object({ kind: z.literal("image"), to: Template.optional() }).strict(),
  z.object({ kind: z.literal("badge") }).strict(),
  z.object({ kind: z.literal("bar") }).strict(),
  /** Against a number (100 where nothing is said), or against another measure of the row. */
  z
    .object({ kind: z.literal("progress"), target: z.number().positive().optional(), of: Column.optional() })
    .strict(),
  /** Its course over the dashboard's dates; `number: false` leaves the value out. */
  z.object({ kind: z.literal("sparkline"), number: z.boolean().optional() }).strict(),
]);
export type ColumnDisplay = z.infer<typeof ColumnDisplay>;
export type DisplayKind = ColumnDisplay["kind"];
