/** What a click on a column's head makes of the sort. Pure. */
import type { Sort } from "@/lib/query/query";

type Direction = Sort["direction"];

/** The other direction, then none; undefined for none. */
function nextDirection(now: Direction | undefined, first: Direction): Direction | undefined {
  if (now === undefined) return first;
  return now === first ? (first === "desc" ? "asc" : "desc") : undefined;
}

/**
 * @param first the direction a column begins with
 * @param adds the others keep sorting, and it takes part; without it the column sorts alone
 */
export function toggleSort(sort: readonly Sort[], column: string, first: Direction, adds: boolean): Sort[] {
  const at = sort.findIndex((entry) => entry.column === column);
  const direction = nextDirection(sort[at]?.direction, first);
  // A click on any but the last of several begins anew with that one.
  if (!adds && (at < 0 || at < sort.length - 1)) return [{ column, direction: direction ?? "asc" }];
  if (at < 0) return [...sort, { column, direction: first }];
  return sort.flatMap((entry) =>
    entry.column !== column ? [entry] : direction ? [{ column, direction }] : [],
  );
}
