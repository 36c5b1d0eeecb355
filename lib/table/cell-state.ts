import type { Cell, ResultColumn } from "@/lib/query/result";
import { readDecimal } from "@/lib/table/exact-decimal";

/**
 * What a cell has to say before its value: `masked` is not this viewer's to see, `pending` has not come yet, `error` is no
 * value of its column's type. Zero is a value like any other.
 */
export type CellState = "value" | "null" | "masked" | "pending" | "error";

export function cellState(column: Pick<ResultColumn, "type" | "masked">, value: Cell | undefined): CellState {
  if (value === undefined) return "pending";
  if (column.masked) return "masked";
  if (value === null) return "null";
  // A number from JSON is one: only what came as text has to be read.
  if (column.type !== "number" || typeof value === "number") return "value";
  return readDecimal(value) === null ? "error" : "value";
}
