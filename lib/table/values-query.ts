import type { Filter, QueryInput } from "@/lib/query/query";
import type { KnownColumn } from "@/lib/table/known-columns";

/** Values offered at once; searching finds the others. */
export const VALUES_OFFERED = 50;

/**
 * What holds where a column's values are offered: the widget's question and the table's other filters, but those on measures,
 * which are about rows of the table.
 */
export function valuesBase(
  {
    base,
    columns,
    filters,
    search,
  }: {
    base: QueryInput;
    columns: readonly KnownColumn[];
    filters: readonly Filter[];
    search: QueryInput["search"];
  },
  name: string,
): QueryInput {
  const measures = new Set(columns.filter(({ kind }) => kind === "measure").map((column) => column.name));
  const others = [...(base.filters ?? []), ...filters.filter((filter) => filter.name !== name)];
  return {
    dataset: base.dataset,
    ...(base.time ? { time: base.time } : {}),
    filters: others.filter((filter) => !measures.has(filter.name)),
    ...(search ? { search } : {}),
  };
}

/**
 * The values of one dimension that occur, with the source rows that have them: most first where rows are counted, so that a cut
 * list holds those one looks for.
 * @param base what else holds: dataset, period, the other filters on dimensions
 * @param counter the measure that counts source rows
 * @param search part of the value, whatever its case
 */
export function valuesQuery(
  { dataset, filters = [], time, search: rows }: QueryInput,
  name: string,
  counter: string | undefined,
  search: string,
): QueryInput {
  return {
    dataset,
    dimensions: [name],
    measures: counter ? [counter] : [],
    filters: [...filters, ...(search ? [{ name, op: "contains" as const, values: [search] }] : [])],
    ...(rows ? { search: rows } : {}),
    ...(time ? { time } : {}),
    ...(counter ? { sort: [{ column: counter, direction: "desc" as const }] } : {}),
    limit: VALUES_OFFERED,
  };
}
