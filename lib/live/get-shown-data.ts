import "server-only";
import { getDataVersion } from "@/lib/datasets/data-version";
import { loadDatasets } from "@/lib/datasets/load-datasets";
import type { DataKeys } from "@/lib/live/data-keys";
import type { Shown } from "@/lib/live/show-news";

/**
 * The data versions a page is about to be drawn with, its datasets' and those of what they look up. Read before the widgets ask:
 * what they get is as new or newer. One without a version may have changed at any time: its key is the moment's.
 */
export async function getShownData(
  ids: readonly string[],
  now: Date,
): Promise<{ shown: Shown; keys: DataKeys }> {
  const loaded = await loadDatasets();
  const parts = new Map(
    ids.map((id) => [id, [id, ...(loaded.get(id)?.dataset.joins ?? []).map(({ dataset }) => dataset)]]),
  );
  const datasets = [...new Set([...parts.values()].flat())];
  const found = await Promise.all(datasets.map(getDataVersion));
  const versions: Record<string, number> = {};
  for (const [i, dataset] of datasets.entries()) {
    const version = found[i]?.version;
    if (version !== undefined) versions[dataset] = version;
  }
  const keyOf = (of: readonly string[]) =>
    of.every((dataset) => dataset in versions)
      ? of.map((dataset) => versions[dataset]).join(" ")
      : now.toISOString();
  const keys = Object.fromEntries([...parts].map(([id, of]) => [id, keyOf(of)]));
  return { shown: { versions, datasets }, keys };
}
