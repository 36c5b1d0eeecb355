import type { QueryInput } from "@/lib/query/query";
import { comparisonColumn } from "@/lib/table/comparison-column";
import { neededColumns } from "@/lib/table/format-columns";
import { dimensionName } from "@/lib/table/known-columns";
import { pivotedColumn, plainName } from "@/lib/table/pivot-column";
import { sortList } from "@/lib/table/sort-list";
import { displayMeasures } from "@/lib/table/suitable-displays";
import type { TableConfig } from "@/lib/table/table-config";
import { pivotFor, withoutColumns } from "@/lib/table/table-pivot";

/** Rows a page holds when nothing says otherwise. */
export const DEFAULT_PAGE_SIZE = 20;
/** Rows are counted up to here; beyond it a table says “10,000+”. */
export const COUNT_LIMIT = 10_000;

/** The measures a table shows, in order: its metrics without the hidden ones. */
export function shownMetrics(base: Pick<QueryInput, "measures">, config: TableConfig): string[] {
  const hidden = new Set(config.hidden);
  return [...new Set(config.metrics ?? base.measures ?? [])].filter((name) => !hidden.has(name));
}

/**
 * One page of a table as a query, the same on the server and in the browser.
 * @param base the widget's own query: dataset, dimensions, time, the dashboard's filters, what is across
 * @param page counts from 1
 */
export function tableQuery(base: QueryInput, config: TableConfig, page: number): QueryInput {
  // Without a period to compare with there are no such columns.
  const shown = shownMetrics(base, config);
  const own = (base.dimensions ?? []).map(dimensionName);
  // What a format or a display compares with is read, also where it is not shown.
  const seen = new Set([...own, ...shown]);
  const needed = [
    ...neededColumns(config.conditionalFormatting, seen),
    ...displayMeasures(config.displays, seen),
  ];
  const metrics = [
    ...new Set([...shown, ...needed.map(plainName).filter((name) => !own.includes(name))]),
  ].filter((name) => base.compare || !comparisonColumn(name));
  const measures = [...new Set(metrics.map((name) => comparisonColumn(name)?.measure ?? name))];
  const compared = metrics.some((name) => comparisonColumn(name) !== null);
  const sortable = new Set([...own, ...measures, ...metrics]);
  const size = config.pageSize ?? DEFAULT_PAGE_SIZE;
  const { compare, pivot: across, ...rest } = base;
  const pivot = pivotFor(across, measures, sortable);
  const sorts = (name: string) => {
    const under = pivotedColumn(name)?.column;
    return under === undefined ? sortable.has(name) : pivot !== undefined && sortable.has(under);
  };
  return {
    ...rest,
    measures,
    filters: [...(base.filters ?? []), ...(config.filters ?? [])],
    // A metric that is no longer shown cannot order the rows.
    sort: sortList(config).filter(({ column }) => sorts(column)),
    ...(pivot ? { pivot } : {}),
    // A comparison costs a second reading of the data: only when a column shows it.
    ...(compared && compare ? { compare } : {}),
    totals: ["grand"],
    limit: size,
    offset: (Math.max(1, page) - 1) * size,
  };
}

/**
 * Asks only how many rows the table has over all pages: the distinct groups, up to {@link COUNT_LIMIT}. Under a comparison those
 * of the period before count too, and only a question with a measure has a period before.
 */
export function countQuery(query: QueryInput): QueryInput {
  const { sort: _sort, totals: _totals, ...rest } = query;
  const measures = query.compare || query.pivot ? (query.measures ?? []).slice(0, 1) : [];
  return { ...rest, ...withoutColumns(query), measures, limit: COUNT_LIMIT, offset: 0 };
}

/** How many rows a table has, as far as one page can tell; null when only counting can. */
export function rowTotal(page: { rows: number; truncated: boolean }, offset: number): number | null {
  if (page.truncated) return null;
  if (page.rows > 0 || offset === 0) return offset + page.rows;
  return null;
}
