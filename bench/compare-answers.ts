/** Whether the product and its floor say the same, before either is timed. Pure. */
import type { Cell, Result } from "@/lib/query/result";

/** What both sides have: the floor writes no columns and no meta. */
export type Answer = Pick<Result, "rows" | "subtotals" | "grandTotal">;

/** As the product writes numbers of the database; the floor's come as the driver gives them. */
function alike(product: Cell, floor: unknown): boolean {
  if (Object.is(product, floor) || product === floor) return true;
  if (typeof product !== "number" || typeof floor !== "string" || floor.trim() === "") return false;
  return Number(floor) === product;
}

const shown = (value: unknown) => (value === undefined ? "nothing" : JSON.stringify(value));

function rowsDiffer(
  at: string,
  product: readonly (readonly Cell[])[],
  floor: readonly (readonly unknown[])[],
): string | null {
  if (product.length !== floor.length) return `${at}: ${product.length} rows against ${floor.length}`;
  for (const [i, row] of product.entries()) {
    const other = floor[i] ?? [];
    if (row.length !== other.length) return `${at} ${i}: ${row.length} cells against ${other.length}`;
    const cell = row.findIndex((value, j) => !alike(value, other[j]));
    if (cell >= 0) return `${at} ${i}, cell ${cell}: ${shown(row[cell])} against ${shown(other[cell])}`;
  }
  return null;
}

/** The first difference in words, or null. A number may come as its text on the floor's side; nothing else may differ. */
export function answersDiffer(product: Answer, floor: Answer): string | null {
  const rows = rowsDiffer("row", product.rows, floor.rows);
  if (rows !== null) return rows;
  const [levels, others] = [product.subtotals ?? [], floor.subtotals ?? []];
  if (levels.length !== others.length) return `${levels.length} levels against ${others.length}`;
  for (const [i, level] of levels.entries()) {
    const found = rowsDiffer(`subtotal of ${level.dimensions.join(", ")}`, level.rows, others[i]?.rows ?? []);
    if (found !== null) return found;
  }
  const [total, other] = [product.grandTotal ?? {}, floor.grandTotal ?? {}];
  const names = [...new Set([...Object.keys(total), ...Object.keys(other)])];
  const wrong = names.find(
    (name) => !(name in total && name in other && alike(total[name] ?? null, other[name])),
  );
  return wrong === undefined
    ? null
    : `total of ${wrong}: ${shown(total[wrong])} against ${shown(other[wrong])}`;
}
