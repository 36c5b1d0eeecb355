/** Find over the whole result: one question for the rows' names in their order, then every letter typed is answered here. */
import type { Locale } from "@/lib/format/format";
import type { QueryInput } from "@/lib/query/query";
import type { Cell, Result } from "@/lib/query/result";
import { cellText } from "@/lib/table/columns";
import { comparisonColumn } from "@/lib/table/comparison-column";
import { dimensionName } from "@/lib/table/known-columns";
import { plainName } from "@/lib/table/pivot-column";
import { withoutColumns } from "@/lib/table/table-pivot";
import { COUNT_LIMIT } from "@/lib/table/table-query";

/** A cell of the whole result that holds what is looked for. */
export interface FoundCell {
  /** The row's place over all pages, from 0. */
  position: number;
  /** Its column's name. */
  column: string;
}

/**
 * Asks for the dimensions of all rows, in the table's order, up to {@link COUNT_LIMIT}. Of the measures only those that decide
 * which rows there are and how they are sorted.
 */
export function findQuery(query: QueryInput): QueryInput {
  const { totals = [], ...rest } = query;
  const dimensions = new Set((query.dimensions ?? []).map(dimensionName));
  const sorting = (query.sort ?? [])
    .map(({ column }) => column)
    .filter((column) => !dimensions.has(column))
    .map((column) => comparisonColumn(plainName(column))?.measure ?? plainName(column));
  const needed = new Set(
    sorting.length === 0 && (query.compare || query.pivot) ? (query.measures ?? []).slice(0, 1) : sorting,
  );
  return {
    ...rest,
    ...withoutColumns(query),
    measures: (query.measures ?? []).filter((name) => needed.has(name)),
    // With subtotals groups stand in the order of their own values; without rows they are what is looked through.
    ...(totals.includes("subtotals") ? { totals: ["subtotals"] } : {}),
    limit: query.limit === 0 ? 0 : COUNT_LIMIT,
    offset: 0,
  };
}

/** Letters as they are compared: composed the same way, whatever their case. */
const folded = (text: string): string => text.normalize("NFC").toLowerCase();

/** The cells of `shown` dimensions whose text holds `search`, row by row. @param shown names, in the order of the grid */
export function findCells(
  result: { columns: Result["columns"]; rows: readonly (readonly Cell[])[] },
  shown: readonly string[],
  search: string,
  locale: Locale,
  timezone?: string,
): FoundCell[] {
  const wanted = folded(search.trim());
  if (wanted === "") return [];
  const places = shown.flatMap((name) => {
    const index = result.columns.findIndex((column) => column.name === name);
    const column = result.columns[index];
    return column?.kind === "dimension" && !column.masked ? [{ name, index, column }] : [];
  });
  return result.rows.flatMap((row, position) =>
    places.flatMap(({ name, index, column }) => {
      const value = row[index] ?? null;
      if (value === null) return [];
      const holds =
        folded(cellText(column, value, locale, timezone)).includes(wanted) ||
        folded(String(value)).includes(wanted);
      return holds ? [{ position, column: name }] : [];
    }),
  );
}

/** The hit after (or before) one, around the ends; the first at or after `from` where none is current. */
export function nextHit(
  hits: readonly FoundCell[],
  current: number | null,
  step: 1 | -1,
  from = 0,
): number | null {
  if (hits.length === 0) return null;
  if (current !== null) return (current + step + hits.length) % hits.length;
  const at = hits.findIndex(({ position }) => position >= from);
  return Math.max(at, 0);
}
