import "server-only";
import { db } from "@/db/client";
import type { Dataset } from "@/lib/datasets/schema";
import type { Lookups } from "@/lib/query/plan-scope";
import type { RollupTable } from "@/lib/query/rollup-table";
import { type PlannedRollup, planRollup, rollupTable } from "@/lib/rollups/plan-rollup";
import { daysBehind, type RollupState, stateQuery } from "@/lib/rollups/rollup-state";

/** A rollup that was just refreshed may be left out so long; one that fell behind is known by its version at once. */
const KEEP_MS = 1000;

interface Catalogue {
  /** Of the data, when this was read. */
  version: number;
  tables: readonly RollupTable[];
}
interface Kept {
  until: number;
  dataset: Dataset;
  value: Promise<Catalogue>;
}
const memo = globalThis as typeof globalThis & { lookflexRollups?: Map<string, Kept> };

const planned = new WeakMap<Dataset, PlannedRollup[]>();

function plannedOf(dataset: Dataset, lookups: Lookups): PlannedRollup[] {
  const known = planned.get(dataset) ?? dataset.rollups.map((rollup) => planRollup(dataset, rollup, lookups));
  planned.set(dataset, known);
  return known;
}

/**
 * The rollups that may answer questions about the dataset's data of this version or a newer one, each with the days it is behind.
 * Read after the version: what is not known to be as new is not among them.
 * @param version null where nobody counts versions: then no rollup is known to be right
 */
export async function getRollups(
  dataset: Dataset,
  lookups: Lookups,
  version: number | null,
): Promise<readonly RollupTable[]> {
  if (dataset.rollups.length === 0 || version === null) return [];
  memo.lookflexRollups ??= new Map();
  const kept = memo.lookflexRollups.get(dataset.id);
  if (kept && kept.dataset === dataset && kept.until > Date.now()) {
    const catalogue = await kept.value;
    if (catalogue.version >= version) return catalogue.tables;
  }
  const value = readCatalogue(dataset, lookups);
  memo.lookflexRollups.set(dataset.id, { until: Date.now() + KEEP_MS, dataset, value });
  value.catch(() => memo.lookflexRollups?.delete(dataset.id));
  return (await value).tables;
}

/** Reads anew at the next call: after a rollup turned out to be gone, and in tests. */
export function forgetRollups(): void {
  memo.lookflexRollups?.clear();
}

async function readCatalogue(dataset: Dataset, lookups: Lookups): Promise<Catalogue> {
  const [row] = await db.execute<{ state: RollupState }>(stateQuery(dataset.id));
  if (!row) throw new Error("no state of rollups");
  return {
    version: row.state.versions[dataset.id] ?? 0,
    tables: usableRollups(plannedOf(dataset, lookups), row.state),
  };
}

/** The tables the planner may use, by this state. Pure. */
export function usableRollups(planned: readonly PlannedRollup[], state: RollupState): RollupTable[] {
  return planned.flatMap((plan) => {
    const behind = daysBehind(plan, state);
    const built = state.built.find(({ name }) => name === plan.rollup.name);
    if (behind === "all" || !built?.table) return [];
    return [rollupTable(plan, { table: built.table, rows: built.rows, hasMonths: built.months, behind })];
  });
}
