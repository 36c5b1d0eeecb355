/** Which rule a value meets. Pure: the same for the screen, Excel and alerts. */
import type { Cell } from "@/lib/query/result";
import { asNumber, asText, compareNumbers, compareValues } from "@/lib/table/compare-values";
import type { ColumnFacts } from "@/lib/table/format-facts";
import type { FormatRule, Operand } from "@/lib/table/format-rule";

/** A row's cells by name; undefined where the answer has no such column. */
export type CellOf = (column: string) => Cell | undefined;

const noCells: CellOf = () => undefined;

/** A constant, or the other column's cell; null where there is nothing to compare with. */
function read(operand: Operand | undefined, cellOf: CellOf): string | number | boolean | null {
  if (operand === undefined) return null;
  return typeof operand === "object" ? (cellOf(operand.column) ?? null) : operand;
}

/** Is it no further down than the n-th? Of equal values all are in; with fewer than n values, every one. */
function within(value: Cell, last: Cell | undefined, best: "largest" | "smallest"): boolean {
  if (last === undefined || asNumber(value) === null || typeof value === "boolean" || value === null)
    return false;
  if (last === null || typeof last === "boolean") return true;
  const order = compareNumbers(value, last);
  return best === "largest" ? order >= 0 : order <= 0;
}

/**
 * Does `value` meet the rule's condition? Percents compare in percentage points (50 is 50 %); a null meets only `is_null`, and
 * nothing compares with a null; `between` includes both ends, whichever comes first.
 * @param facts of all rows' values of the column; without them `top_n` and the like are not met
 */
export function meetsRule(
  { condition, value: against }: Pick<FormatRule, "condition" | "value">,
  value: Cell,
  cellOf: CellOf = noCells,
  facts?: ColumnFacts,
): boolean {
  if (condition === "is_null") return value === null;
  if (value === null || condition === undefined) return false;
  if (condition === "top_n") return within(value, facts?.top[Number(against)], "largest");
  if (condition === "bottom_n") return within(value, facts?.bottom[Number(against)], "smallest");
  if (condition === "above_average") {
    const number = asNumber(value);
    return number !== null && typeof facts?.average === "number" && number > facts.average;
  }
  if (condition === "between") {
    if (!Array.isArray(against)) return false;
    const [a, b] = [read(against[0], cellOf), read(against[1], cellOf)];
    if (a === null || b === null) return false;
    const [low, high] = compareValues(a, b) <= 0 ? [a, b] : [b, a];
    return compareValues(value, low) >= 0 && compareValues(value, high) <= 0;
  }
  if (Array.isArray(against)) return false;
  const other = read(against, cellOf);
  if (other === null) return false;
  if (condition === "contains") return asText(value).toLowerCase().includes(asText(other).toLowerCase());
  const order = compareValues(value, other);
  switch (condition) {
    case "lt":
      return order < 0;
    case "lte":
      return order <= 0;
    case "gt":
      return order > 0;
    case "gte":
      return order >= 0;
    case "eq":
      return order === 0;
    case "ne":
      return order !== 0;
  }
}
