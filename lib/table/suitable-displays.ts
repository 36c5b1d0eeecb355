/** Which displays suit a column, and what they need. */
import type { ResultColumn } from "@/lib/query/result";
import type { ColumnDisplay, DisplayKind } from "@/lib/table/column-display";

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
