import "server-only";
import type postgres from "postgres";
import { db } from "@/db/client";
import { rollups } from "@/db/schema/rollups";
import type { Dataset } from "@/lib/datasets/schema";
import type { Lookups } from "@/lib/query/plan-scope";
import { withBuildSession } from "@/lib/rollups/build-session";
import { dropRollup } from "@/lib/rollups/drop-rollup";
import { planRollup } from "@/lib/rollups/plan-rollup";
import {
  type Refreshed,
  type RefreshOptions,
  readRollupState,
  refreshRollup,
} from "@/lib/rollups/refresh-rollup";
import { ROLLUP_SCHEMA } from "@/lib/rollups/rollup-names";
import { daysBehind } from "@/lib/rollups/rollup-state";

export type RefreshOutcome = { dataset: string; rollup: string; seconds: number } & (
  | Refreshed
  | { did: "dropped" }
  | { did: "failed"; error: string }
);

/**
 * Brings all rollups of a dataset up to the newest data and drops those it no longer declares. Each is a step of its own: what
 * was stopped goes on with the next call, and one that fails leaves its last table and does not keep the others.
 * @throws the signal's reason when it fired; postgres' own errors when the database can't be reached
 */
export async function refreshDataset(
  dataset: Dataset,
  lookups: Lookups,
  options: RefreshOptions,
): Promise<RefreshOutcome[]> {
  const planned = dataset.rollups.map((rollup) => planRollup(dataset, rollup, lookups));
  // The finest first: the others may be read from them.
  planned.sort((a, b) => b.plan.dimensions.length - a.plan.dimensions.length);
  return withBuildSession(dataset.id, options.signal, async (session) => {
    const { sql } = session;
    await ensureSchema(sql);
    const outcomes: RefreshOutcome[] = [];
    const state = await readRollupState(sql, dataset.id);
    for (const { name } of state.built)
      if (!dataset.rollups.some((rollup) => rollup.name === name)) {
        await dropRollup(sql, dataset.id, name);
        outcomes.push({ dataset: dataset.id, rollup: name, did: "dropped", seconds: 0 });
      }
    for (const plan of planned) {
      const of = { dataset: dataset.id, rollup: plan.rollup.name };
      const started = performance.now();
      const held = state.built.find(({ name }) => name === of.rollup);
      if (!options.force && held?.state === "ready" && daysBehind(plan, state).length === 0) {
        outcomes.push({ ...of, did: "kept", rows: held.rows, seconds: 0 });
        continue;
      }
      await markState(dataset.id, plan.rollup.name, "building", null);
      const outcome = await refreshRollup(session, plan, planned, options).catch(async (error) => {
        const failed = error instanceof Error ? error.message : String(error);
        const why = options.signal.aborted ? "stopped" : failed;
        // Where the database is gone, the state goes on saying that it is being built.
        await markState(dataset.id, plan.rollup.name, "failed", why).catch(() => {});
        options.signal.throwIfAborted();
        return { did: "failed" as const, error: failed };
      });
      if (/^(kept|waiting|small)$/.test(outcome.did))
        await markState(dataset.id, plan.rollup.name, "ready", null);
      outcomes.push({ ...of, ...outcome, seconds: (performance.now() - started) / 1000 });
    }
    return outcomes;
  });
}

/** Two processes that make it at once: one fails, whatever `if not exists` says, and finds it made. */
async function ensureSchema(sql: postgres.Sql): Promise<void> {
  await sql`create schema if not exists ${sql(ROLLUP_SCHEMA)}`.catch((error) => {
    if (error?.code !== UNIQUE_VIOLATION) throw error;
  });
}
const UNIQUE_VIOLATION = "23505";

/** By a connection of its own: the builder's may be in a transaction, or lost. */
async function markState(
  dataset: string,
  name: string,
  state: "building" | "ready" | "failed",
  error: string | null,
): Promise<void> {
  const values = { state, error, ...(state === "building" ? { startedAt: new Date() } : {}) };
  await db
    .insert(rollups)
    .values({ dataset, name, ...values })
    .onConflictDoUpdate({ target: [rollups.dataset, rollups.name], set: values });
}
