import "server-only";
import type { Viewer } from "@/lib/access/viewer";
import type { ExportSheet } from "@/lib/exports/export-sheet";
import { inBatches, type OpenOptions, plainColumns } from "@/lib/exports/open-table";
import type { QueryInput } from "@/lib/query/query";
import type { Cell, Result } from "@/lib/query/result";
import { runQuery } from "@/lib/query/run-query";
import { streamQuery } from "@/lib/query/stream-query";

/** What a chart draws, or what a KPI says, as rows: those that `top` left out are a row of their own, as they are on the chart. */
export async function openChart(
  viewer: Viewer,
  { id, title, query }: { id: string; title: string; query: QueryInput },
  { words, signal, now }: OpenOptions,
): Promise<ExportSheet> {
  const { columns, batches, dataAsOf, notes } = await readChart(viewer, query, { words, signal, now });
  return {
    id,
    title,
    columns: plainColumns(columns, viewer),
    hidden: [],
    groups: 0,
    config: {},
    isOpen: () => true,
    counts: () => false,
    facts: async () => ({}),
    answer: { batches, sizesFrom: null },
    dataAsOf,
    notes,
  };
}

/** All rows, also those past what a chart draws; where there are others, which come with an answer, as many as one holds. */
async function readChart(
  viewer: Viewer,
  query: QueryInput,
  { words, signal, now }: Omit<OpenOptions, "totals">,
) {
  if (!query.top) {
    const { columns, batches, dataAsOf } = await streamQuery(viewer, query, { signal, now });
    return { columns, batches, dataAsOf, notes: [] };
  }
  const result = await runQuery(viewer, query, { signal, now });
  const { columns, rows, meta } = result;
  const cut = meta.truncated || meta.totalsTruncated;
  const all = [...rows, ...othersOf(result, words("exportFile.others"))];
  return {
    columns,
    batches: inBatches(all),
    dataAsOf: meta.dataAsOf,
    notes: cut ? [words("exportFile.rowsCut", { count: all.length })] : [],
  };
}

function othersOf({ columns, others }: Result, word: string): Cell[][] {
  if (!others) return [];
  const at = columns.findIndex(({ name }) => name === others.dimension);
  return others.rows.map((row) => row.map((cell, i) => (i === at ? word : cell)));
}
