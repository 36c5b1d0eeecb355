import type { Section } from "@/lib/query/compile/sections";
import { exactNumber } from "@/lib/query/exact-number";
import { formatInstant } from "@/lib/query/format-instant";
import type { Cell, Result, ResultColumn, ResultMeta } from "@/lib/query/result";

/** A source's lines by section: whether one is of that kind and depth. */
export type LinesOf = (kind: Section["kind"], depth?: number) => readonly (readonly unknown[])[];

/** What a pivot or a flat answer is made of, before `meta`. */
export type AnswerBody = Omit<Result, "meta"> &
  Pick<ResultMeta, "truncated" | "columnsTruncated" | "totalsTruncated">;

/** Makes cells of a source's lines of rows alone ({@link compileRows}), in their own place: of many there is no second copy. */
export function convertLines(
  lines: readonly unknown[][],
  convert: readonly ((value: unknown) => Cell)[],
): asserts lines is Cell[][] {
  for (const line of lines)
    for (let i = 0; i < convert.length; i += 1) line[i] = convert[i]?.(line[i]) ?? null;
}

/** How a column's values come out of a source. */
export function converter({ type }: ResultColumn, zone: string): (value: unknown) => Cell {
  switch (type) {
    case "number":
      return exactNumber;
    case "boolean":
      return (value) => (typeof value === "boolean" ? value : null);
    case "time":
      return (value) => (typeof value === "string" ? formatInstant(value, zone) : null);
    default:
      return (value) => (value === null || value === undefined ? null : String(value));
  }
}

/** What `exactNumber` leaves to the driver: doubles with an exponent, and what is none. */
const DOUBLE = /[eNI]/;

/** As {@link converter}, for cells that are all text. */
export function textConverter(column: ResultColumn, zone: string): (value: unknown) => Cell {
  const read = converter(column, zone);
  if (column.type === "number")
    return (value) => read(typeof value === "string" && DOUBLE.test(value) ? Number(value) : value);
  if (column.type === "boolean") return (value) => (value === null ? null : value === "t");
  return read;
}
