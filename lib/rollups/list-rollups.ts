import "server-only";
import { sql } from "drizzle-orm";
import { db } from "@/db/client";
import { loadDatasets } from "@/lib/datasets/load-datasets";
import { planRollup } from "@/lib/rollups/plan-rollup";
import { monthsTable, ROLLUP_SCHEMA } from "@/lib/rollups/rollup-names";
import { daysBehind, type RollupState, stateQuery } from "@/lib/rollups/rollup-state";

export interface RollupInfo {
  dataset: string;
  name: string;
  rows: number;
  /** With its indexes. */
  bytes: number;
  /**
   * `fresh` holds the newest data, `behind` all but some days; `missing` answers nothing until it is built; `waiting` has no data version
   * to be built for; `small` is its source, so that it needs none.
   */
  held: "fresh" | "behind" | "missing" | "waiting" | "small";
  /** What became of the last try; null before the first. */
  state: "building" | "ready" | "failed" | null;
  error: string | null;
}

/** Every declared rollup with what is built of it. */
export async function listRollups(): Promise<RollupInfo[]> {
  const registry = await loadDatasets();
  const lookups = new Map([...registry].map(([id, loaded]) => [id, loaded.dataset]));
  const infos: RollupInfo[] = [];
  for (const { dataset } of registry.values()) {
    if (dataset.rollups.length === 0) continue;
    const [row] = await db.execute<{ state: RollupState }>(stateQuery(dataset.id));
    if (!row) throw new Error("no state of rollups");
    for (const rollup of dataset.rollups) {
      const planned = planRollup(dataset, rollup, lookups);
      const behind = daysBehind(planned, row.state);
      const counted = [dataset.id, ...planned.lookups].every((id) => row.state.versions[id] !== undefined);
      const built = row.state.built.find(({ name }) => name === rollup.name);
      infos.push({
        dataset: dataset.id,
        name: rollup.name,
        rows: built?.rows ?? 0,
        bytes: built?.table ? await sizeOf(built.table) : 0,
        held: heldBy(behind, counted, built?.table === null && built.state === "ready"),
        state: built?.state ?? null,
        error: built?.error ?? null,
      });
    }
  }
  return infos;
}

function heldBy(
  behind: ReturnType<typeof daysBehind>,
  counted: boolean,
  unneeded: boolean,
): RollupInfo["held"] {
  if (!counted) return "waiting";
  if (unneeded) return "small";
  if (behind === "all") return "missing";
  return behind.length > 0 ? "behind" : "fresh";
}

async function sizeOf(table: string): Promise<number> {
  const [row] = await db.execute<{ bytes: string | null }>(sql`
    select sum(pg_total_relation_size(oid)) as bytes from pg_class
    where relnamespace = to_regnamespace(${ROLLUP_SCHEMA}) and relname in (${table}, ${monthsTable(table)})`);
  return Number(row?.bytes ?? 0);
}
