import "server-only";
import { db } from "@/db/client";
import { rollups } from "@/db/schema/rollups";
import { loadDatasets } from "@/lib/datasets/load-datasets";
import { unknownName } from "@/lib/query/query-error";
import { withBuildSession } from "@/lib/rollups/build-session";
import { dropRollup } from "@/lib/rollups/drop-rollup";
import { type RefreshOutcome, refreshDataset } from "@/lib/rollups/refresh-dataset";
import type { RefreshOptions } from "@/lib/rollups/refresh-rollup";

/**
 * Brings the rollups of one dataset, or of all, up to the newest data; what is up to date costs a look. What the job, the command
 * line and the start of the product call. Of a dataset that is no longer there nothing is kept.
 * @throws AppError QUERY_001 for an unknown dataset; the signal's reason when it fired
 */
export async function refreshRollups(
  options: Partial<RefreshOptions> & { dataset?: string } = {},
): Promise<RefreshOutcome[]> {
  const { dataset, signal = new AbortController().signal, ...rest } = options;
  const registry = await loadDatasets();
  if (dataset !== undefined && !registry.has(dataset))
    throw unknownName("dataset", "dataset", dataset, [...registry.keys()]);
  const lookups = new Map([...registry].map(([id, loaded]) => [id, loaded.dataset]));
  const outcomes: RefreshOutcome[] = [];
  const known = await db.selectDistinct({ dataset: rollups.dataset, name: rollups.name }).from(rollups);
  for (const [id, loaded] of registry) {
    if (dataset !== undefined && id !== dataset) continue;
    if (loaded.dataset.rollups.length === 0 && !known.some((row) => row.dataset === id)) continue;
    outcomes.push(...(await refreshDataset(loaded.dataset, lookups, { ...rest, signal })));
  }
  if (dataset !== undefined) return outcomes;
  for (const gone of known)
    if (!registry.has(gone.dataset)) {
      await withBuildSession(gone.dataset, signal, ({ sql }) => dropRollup(sql, gone.dataset, gone.name));
      outcomes.push({ dataset: gone.dataset, rollup: gone.name, did: "dropped", seconds: 0 });
    }
  return outcomes;
}
