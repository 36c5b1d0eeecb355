import "server-only";
import type { Viewer } from "@/lib/access/viewer";
import { AppError } from "@/lib/errors";
import type { SheetAnswer } from "@/lib/exports/export-sheet";
import type { Words } from "@/lib/i18n/words";
import { MOST_CELLS, MOST_LINES } from "@/lib/query/limits";
import type { QueryInput } from "@/lib/query/query";
import type { Cell, Result, ResultColumn } from "@/lib/query/result";
import { runQuery } from "@/lib/query/run-query";
import { pathKey } from "@/lib/table/table-tree";

const namesOf = ({ columns }: Pick<Result, "columns">) => JSON.stringify(columns.map(({ name }) => name));

interface PivotOptions {
  signal: AbortSignal;
  now: Date;
  words: Words;
}

/** Cells of one reading: a quarter of what an answer may have, as several may be in memory at once. */
const PAGE_CELLS = MOST_CELLS / 4;
/** Rows of the first reading, which tells how many columns there are. */
const FIRST_ROWS = 1000;

/**
 * A pivot's lines. Its columns are what the first answer says; further rows are read a page at a time, and where data changed
 * between two pages the file ends with an error rather than with rows of two states.
 */
export async function readPivot(
  viewer: Viewer,
  query: QueryInput,
  { signal, now, words }: PivotOptions,
): Promise<{ columns: ResultColumn[]; answer: SheetAnswer; dataAsOf: string | null; notes: string[] }> {
  const nested = query.totals?.includes("subtotals") ?? false;
  const ask = (limit: number, offset: number, totals: QueryInput["totals"]) =>
    runQuery(viewer, { ...query, limit, offset, totals }, { signal, now });
  const first = await ask(FIRST_ROWS, 0, query.totals);
  const { columns, meta, subtotals, grandTotal } = first;
  const size = Math.max(1, Math.min(MOST_LINES, Math.floor(PAGE_CELLS / columns.length)));
  const depths = (subtotals ?? []).map(({ dimensions }) => dimensions.length);
  const whole = !meta.truncated && !meta.totalsTruncated;
  async function* batches(): AsyncGenerator<Cell[][], void, undefined> {
    if (first.rows.length > 0) yield whole ? withSizes(first.rows, depths) : first.rows;
    let offset = first.rows.length;
    let more = meta.truncated;
    while (more) {
      // Siblings stand in the order of their groups only where subtotals are asked for.
      const next: Result = await ask(size, offset, nested ? ["subtotals"] : []);
      if (next.meta.dataAsOf !== meta.dataAsOf || namesOf(next) !== namesOf(first))
        throw new AppError("CONFLICT_001", { key: "dataChanged" });
      offset += next.rows.length;
      more = next.meta.truncated && next.rows.length > 0;
      if (next.rows.length > 0) yield next.rows;
    }
  }
  const across = new Set(columns.flatMap(({ pivot }) => (pivot ? [JSON.stringify(pivot)] : [])));
  return {
    columns,
    answer: {
      batches: batches(),
      ...(subtotals ? { subtotals } : {}),
      ...(grandTotal ? { grandTotal } : {}),
      sizesFrom: nested && whole ? columns.length : null,
    },
    dataAsOf: meta.dataAsOf,
    notes: [
      ...(meta.columnsTruncated ? [words("table.pivot.truncated", { count: across.size })] : []),
      ...(meta.totalsTruncated ? [words("exportFile.totalsCut")] : []),
    ],
  };
}

/** Rows with how many there are in each of the groups they stand in. @param depths of the groups, coarsest first */
function withSizes(rows: readonly Cell[][], depths: readonly number[]): Cell[][] {
  const keys = rows.map((row) => depths.map((depth) => pathKey(row.slice(0, depth))));
  const counts = new Map<string, number>();
  for (const key of keys.flat()) counts.set(key, (counts.get(key) ?? 0) + 1);
  return rows.map((row, i) => [...row, ...(keys[i] ?? []).map((key) => counts.get(key) ?? 0)]);
}
