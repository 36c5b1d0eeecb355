/** `margin__change` and the like: the measure it compares, and how. */
const COMPARISON = /^(.+)__(previous|delta|change)$/;

export interface ComparisonColumn {
  measure: string;
  part: "previous" | "delta" | "change";
}

/** The measure and part behind a comparison column's name; null for a plain column. */
export function comparisonColumn(name: string): ComparisonColumn | null {
  const match = COMPARISON.exec(name);
  if (!match?.[1]) return null;
  return { measure: match[1], part: match[2] as ComparisonColumn["part"] };
}
