/** Filters made of cells: only these, or not these. */
import type { Filter, Scalar } from "@/lib/query/query";
import type { Cell } from "@/lib/query/result";
import { filterOps } from "@/lib/table/filter-param";
import type { KnownColumn } from "@/lib/table/known-columns";

/** Whether a column's cells can be asked for by value: a month's cell is one day of it, a masked one nobody's. */
export const filtersByValue = (column: KnownColumn, masked = false): boolean =>
  column.kind === "dimension" &&
  !column.aliased &&
  !masked &&
  (column.grain === undefined || column.grain === "day") &&
  filterOps(column).includes("in");

const distinct = (values: readonly Scalar[]): Scalar[] => [...new Set(values)];

/** Keeps the rows with one of `values`. */
export function keepValues(name: string, values: readonly Cell[]): Filter {
  const [only = null, ...more] = distinct(values);
  if (more.length > 0) return { name, op: "in", values: [only, ...more] };
  return only === null ? { name, op: "is_null", values: [] } : { name, op: "eq", values: [only] };
}

/** Leaves the rows with one of `values` out, besides those that `before` left out already. */
export function leaveOut(name: string, values: readonly Cell[], before: Filter | undefined): Filter {
  const out = before?.op === "nin" || before?.op === "ne" ? before.values : [];
  const [only = null, ...more] = distinct([...out, ...values]);
  if (more.length > 0) return { name, op: "nin", values: [only, ...more] };
  return only === null ? { name, op: "is_not_null", values: [] } : { name, op: "ne", values: [only] };
}
