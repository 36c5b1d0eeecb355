/** What stands in a column's cells instead of its plain value. The value itself stays what is copied, found and read out. */
import { z } from "zod";
import type { ResultColumn } from "@/lib/query/result";

const Column = z.string().min(1).max(120);

/** A page of this site or of the web, with `{dimension}` where the row's value goes: the host is never a row's to choose. */
const Template = z
  .string()
  .max(2000)
  .regex(/^(https?:\/\/[^{}\s/\\@?#]+\/|\/(?![/\\]))[^\s\\]*$/);

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

/** What a progress is held against where nothing is said: 100 %. */
export const FULL = 100;

type Suited = Pick<ResultColumn, "kind" | "type" | "of" | "calculation" | "pivot">;

/** The displays that say something about a column of this type, in the order they are offered. */
export function suitableDisplays(column: Suited): readonly DisplayKind[] {
  if (column.kind === "dimension")
    return column.type === "string" ? ["link", "image", "badge"] : ["link", "badge"];
  if (column.type !== "number") return [];
  // What is computed from other cells of the answer has no course of its own to ask for.
  const plain = !column.of && !column.calculation && !column.pivot;
  return plain ? ["bar", "progress", "sparkline"] : ["bar", "progress"];
}

/** The measures a table's displays need besides those shown. */
export const displayMeasures = (
  displays: Readonly<Record<string, ColumnDisplay>> | undefined,
  shown: ReadonlySet<string>,
): string[] =>
  Object.entries(displays ?? {}).flatMap(([name, display]) =>
    display.kind === "progress" && display.of !== undefined && shown.has(name) ? [display.of] : [],
  );
