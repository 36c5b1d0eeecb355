/** What the one statement of a plan answers with: lines of several levels, told apart by their first column. Pure. */
import type { Plan } from "@/lib/query/plan";

export type Section =
  /** The page. */
  | { kind: "rows" }
  /** What `top` left out, a line per combination of the other dimensions. */
  | { kind: "others" }
  | { kind: "grand" }
  /** Lines over the first `depth` row dimensions. */
  | { kind: "subtotals"; depth: number }
  /** What `top` left out at a level that holds its dimension. */
  | { kind: "othersSubtotals"; depth: number }
  /** A pivot's combinations, with their columns' totals. */
  | { kind: "columns" }
  /** A pivot's values: of the page's rows, or of the subtotals of a depth. */
  | { kind: "cells"; depth: number };

/** Whether the answer has a grand total; without measures there is nothing to total. */
export const hasGrandTotal = ({ grandTotal, measures, calculations }: Plan): boolean =>
  grandTotal && measures.length + calculations.length > 0;

/** Depths of the subtotals asked for: proper prefixes of the row dimensions, coarsest first. */
export const subtotalDepths = ({ subtotals, rowDimensions, groups = rowDimensions }: Plan): number[] =>
  subtotals ? Array.from({ length: Math.max(0, Math.min(groups, rowDimensions - 1)) }, (_, i) => i + 1) : [];

/** In the order of their numbers, which is that of the lines: what may be cut, a page of rows, comes last where it can. */
export function sectionsOf(plan: Plan): Section[] {
  const { top, pivot, rowDimensions } = plan;
  const depths = subtotalDepths(plan);
  const sections: Section[] = [];
  if (top?.others) sections.push({ kind: "others" });
  if (hasGrandTotal(plan)) sections.push({ kind: "grand" });
  for (const depth of depths) sections.push({ kind: "subtotals", depth });
  if (top?.others)
    for (const depth of depths) if (depth > top.dimension) sections.push({ kind: "othersSubtotals", depth });
  if (pivot) sections.push({ kind: "columns" });
  sections.push({ kind: "rows" });
  if (pivot) for (const depth of [rowDimensions, ...depths]) sections.push({ kind: "cells", depth });
  return sections;
}
