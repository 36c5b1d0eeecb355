import type { Cell, Result } from "@/lib/query/result";

/** Under which values across each line of an answer has rows and no values, as JSON of the values. */
export function valuelessRows({
  columns,
  rows,
  subtotals,
  valueless = [],
}: Result): ReadonlyMap<readonly Cell[], ReadonlySet<string>> {
  const keys = [...new Set(columns.flatMap(({ pivot }) => (pivot ? [JSON.stringify(pivot)] : [])))];
  const depth = columns.filter(({ kind }) => kind === "dimension").length;
  const found = new Map<readonly Cell[], Set<string>>();
  for (const [level, at, combination] of valueless) {
    const lines =
      level === depth ? rows : subtotals?.find(({ dimensions }) => dimensions.length === level)?.rows;
    const [row, key] = [lines?.[at], keys[combination]];
    if (row === undefined || key === undefined) continue;
    const known = found.get(row) ?? new Set();
    found.set(row, known.add(key));
  }
  return found;
}
