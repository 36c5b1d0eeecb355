import "server-only";
import type { Viewer } from "@/lib/access/viewer";
import type { Cell } from "@/lib/query/result";
import { type RunQueryOptions, runQuery } from "@/lib/query/run-query";

export interface ListValuesInput {
  /** Part of the value, whatever its case; only for dimensions of text. */
  search?: string;
  limit?: number;
}

/**
 * The distinct values of a dimension that the viewer may see, in order, nulls last.
 * @param dataset its id. @throws as `runQuery`, whose row rules hold here too.
 */
export async function listValues(
  viewer: Viewer,
  dataset: string,
  dimension: string,
  { search = "", limit = 100 }: ListValuesInput = {},
  options: RunQueryOptions = {},
): Promise<{ values: Cell[]; truncated: boolean }> {
  const filters = search ? [{ name: dimension, op: "contains" as const, values: [search] }] : [];
  const result = await runQuery(viewer, { dataset, dimensions: [dimension], filters, limit }, options);
  return { values: result.rows.map(([value]) => value ?? null), truncated: result.meta.truncated };
}
