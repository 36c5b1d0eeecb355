/**
 * The query language once more, naively, over the hostile rows in memory: what the engine's answers are held against. Written
 * from docs/query.md, in its order, and from nothing else.
 */
import type { Viewer } from "@/lib/access/viewer";
import type { Query } from "@/lib/query/query";
import type { Cell, Others, Result, Subtotals } from "@/lib/query/result";
import { measureColumns, printer } from "@/lib/query/testing/oracle-columns";
import { groupsOf, type Levels, type Line, levelsOf, readerFor } from "@/lib/query/testing/oracle-groups";
import { sortCombinations, sortLines, topOf } from "@/lib/query/testing/oracle-order";
import { type Axis, axisOf, maskedFor, type OracleData, sidesOf } from "@/lib/query/testing/oracle-rows";

/** A result without its labels, types and times. */
export interface OracleAnswer {
  columns: { name: string; kind: "dimension" | "measure"; masked: boolean; pivot?: Cell[] | undefined }[];
  rows: Cell[][];
  subtotals?: Subtotals[] | undefined;
  others?: Others | undefined;
  grandTotal?: Record<string, Cell> | undefined;
  truncated: boolean;
  columnsTruncated?: boolean | undefined;
  totalsTruncated?: boolean | undefined;
}

/** What of an engine's result the oracle has an opinion on. */
export const withoutLabels = ({ columns, rows, meta, ...totals }: Result): OracleAnswer => ({
  columns: columns.map(({ name, kind, masked = false, pivot }) => ({ name, kind, masked, pivot })),
  rows,
  subtotals: totals.subtotals,
  others: totals.others,
  grandTotal: totals.grandTotal,
  truncated: meta.truncated,
  columnsTruncated: meta.columnsTruncated,
  totalsTruncated: meta.totalsTruncated,
});

/** Answers a checked query, which must be one that the language allows. */
export function answer(query: Query, data: OracleData, viewer: Viewer): OracleAnswer {
  const calendar = {
    zone: query.timezone ?? viewer.timezone,
    weekStart: query.weekStart ?? viewer.weekStart ?? 1,
    fiscalYearStart: query.fiscalYearStart ?? data.fiscalYearStart,
    now: data.now,
  };
  const masked = maskedFor(viewer);
  const read = readerFor(masked);
  const axes = query.dimensions.map((ref) => axisOf(ref, data, calendar));
  const pivotAxes = (query.pivot?.dimensions ?? []).map((ref) => axisOf(ref, data, calendar));

  const groups = groupsOf(query, sidesOf(query, data, viewer, calendar), axes, pivotAxes, read);
  const levels = levelsOf(groups, axes.length, topOf(query, groups, axes, read));
  const inOrder = (lines: Line[]) => sortLines(lines, query, axes, levels, read);
  // Without dimensions there is one row; only a filter on measures takes it away, and with a pivot not even that.
  const none = axes.length === 0 && !query.pivot && groups.length === 0;
  const rows = none ? [] : inOrder(levels.lines(axes.length));

  const combinations = query.pivot ? sortCombinations(groups, query, pivotAxes, read) : [];
  const { columns, truncated } = measureColumns(query, combinations);
  const print = printer(query, columns, rows, axes, levels, read);
  const totals = (lines: Line[]) => inOrder(lines).map(print.total);
  return {
    columns: [
      ...axes.map(({ name, dimension }) => dimensionColumn(name, masked.has(dimension))),
      ...columns.map(({ name, measure, pivot }) => measureColumn(name, masked.has(measure), pivot)),
      ...query.calculations.map(({ name, of }) => measureColumn(name, masked.has(of))),
    ],
    rows: rows.slice(query.offset, query.offset + query.limit).map(print.row),
    subtotals: subtotalsOf(query, axes, (depth) => totals(levels.lines(depth))),
    others: othersOf(query, axes, levels, (lines) =>
      sortLines(lines, { ...query, sort: [], totals: [] }, axes, levels, read).map(print.total),
    ),
    grandTotal: query.totals.includes("grand") ? print.grandTotal() : undefined,
    truncated: rows.length > query.offset + query.limit,
    columnsTruncated: query.pivot ? truncated : undefined,
    // The hostile data are far too small for it.
    totalsTruncated: query.totals.includes("subtotals") || query.top?.others ? false : undefined,
  };
}

const dimensionColumn = (name: string, masked: boolean) => ({
  name,
  kind: "dimension" as const,
  masked,
  pivot: undefined,
});
const measureColumn = (name: string, masked: boolean, pivot?: Cell[]) => ({
  name,
  kind: "measure" as const,
  masked,
  pivot,
});

/** The proper prefixes of the dimensions from `first` on, the grand total aside; undefined where nobody asks for them. */
function subtotalsOf(
  query: Query,
  axes: readonly Axis[],
  rowsAt: (depth: number) => Cell[][],
  first = 1,
): Subtotals[] | undefined {
  if (!query.totals.includes("subtotals")) return undefined;
  const names = axes.map((axis) => axis.name);
  const depths = names.map((_, i) => i + 1).filter((depth) => depth >= first && depth < names.length);
  return depths.map((depth) => ({ dimensions: names.slice(0, depth), rows: rowsAt(depth) }));
}

function othersOf(
  query: Query,
  axes: readonly Axis[],
  levels: Levels,
  totals: (lines: Line[]) => Cell[][],
): Others | undefined {
  const { top } = query;
  if (!top?.others) return undefined;
  // The first level that holds its dimension.
  const first = axes.findIndex((axis) => axis.name === top.dimension) + 1;
  const subtotals = subtotalsOf(query, axes, (depth) => totals(levels.others(depth)), first);
  return {
    dimension: top.dimension,
    rows: totals(levels.others(axes.length)),
    ...(subtotals ? { subtotals } : {}),
  };
}
