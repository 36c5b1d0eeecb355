/** Rollups, where this release has them: `scripts/bench.mjs` bundles them beside this program. */
import { existsSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { LoadedDataset } from "@/lib/datasets/load-datasets";
import type { Plan } from "@/lib/query/plan";
import { routeRollup } from "@/lib/query/route-rollup";

type Lookups = ReadonlyMap<string, LoadedDataset["dataset"]>;
/** What the planner is given: only handed on. */
type Tables = readonly never[];

interface Rollups {
  refreshRollups(options: { dataset: string; signal: AbortSignal }): Promise<unknown>;
  getRollups(dataset: LoadedDataset["dataset"], lookups: Lookups, version: number | null): Promise<Tables>;
}

async function verb<N extends keyof Rollups>(name: N, file: string): Promise<Rollups[N] | null> {
  const bundled = path.join(import.meta.dirname, file);
  if (!existsSync(bundled)) return null;
  return (await import(pathToFileURL(bundled).href))[name];
}

/** Brings the rollups of `sales` up to its data. @returns whether there is such a thing */
export async function refreshRollups(signal: AbortSignal): Promise<boolean> {
  const refresh = await verb("refreshRollups", "refresh-rollups.mjs");
  await refresh?.({ dataset: "sales", signal });
  return refresh !== null;
}

/** What the planner may choose from now. */
export async function rollupTables(
  dataset: LoadedDataset["dataset"],
  lookups: Lookups,
  version: number | null,
): Promise<Tables> {
  const get = await verb("getRollups", "rollup-catalogue.mjs");
  return (await get?.(dataset, lookups, version)) ?? [];
}

/** The planner's choice, whether or not this release's takes tables. */
export const routed: (plan: Plan, tables: Tables) => Plan = routeRollup;
