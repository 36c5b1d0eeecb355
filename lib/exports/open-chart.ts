import "server-only";
import type { Viewer } from "@/lib/access/viewer";
import type { ExportSheet } from "@/lib/exports/export-sheet";
import { inBatches, type OpenOptions, plainColumns } from "@/lib/exports/open-table";
import type { QueryInput } from "@/lib/query/query";
import type { Cell, Result } from "@/lib/query/result";
import { runQuery } from "@/lib/query/run-query";

/** What a chart draws, or what a KPI says, as rows: those that `top` left out are a row of their own, as they are on the chart. */
export async function openChart(
  viewer: Viewer,
  { id, title, query }: { id: string; title: string; query: QueryInput },
  { words, signal, now }: OpenOptions,
): Promise<ExportSheet> {
  const result = await runQuery(viewer, query, { signal, now });
  const rows = [...result.rows, ...othersOf(result, words("exportFile.others"))];
  return {
    id,
    title,
    columns: plainColumns(result.columns, viewer),
    hidden: [],
    groups: 0,
    config: {},
    isOpen: () => true,
    counts: () => false,
    facts: async () => ({}),
    answer: { batches: inBatches(rows), sizesFrom: null },
    dataAsOf: result.meta.dataAsOf,
    notes: [],
  };
}

function othersOf({ columns, others }: Result, word: string): Cell[][] {
  if (!others) return [];
  const at = columns.findIndex(({ name }) => name === others.dimension);
  return others.rows.map((row) => row.map((cell, i) => (i === at ? word : cell)));
}
