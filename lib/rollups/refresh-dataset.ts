import "server-only";
import type postgres from "postgres";
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
      await markState(sql, of, "building", null);
      const outcome = await refreshRollup(session, plan, planned, options).catch(async (error) => {
        const failed = error instanceof Error ? error.message : String(error);
        // The connection may be what failed; then the state says that it was being built.
        await markState(sql, of, "failed", options.signal.aborted ? "stopped" : failed).catch(() => {});
        options.signal.throwIfAborted();
        return { did: "failed" as const, error: failed };
      });
      if (outcome.did === "kept") await markState(sql, of, "ready", null);
      outcomes.push({ ...of, ...outcome, seconds: (performance.now() - started) / 1000 });
    }
    return outcomes;
  });
}

/** Two processes that make it at once would fail, whatever `if not exists` says. */
async function ensureSchema(sql: postgres.Sql): Promise<void> {
  await sql.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(hashtextextended('lookflex rollup schema', 0))`;
    await tx`create schema if not exists ${tx(ROLLUP_SCHEMA)}`;
  });
}

async function markState(
  sql: postgres.Sql,
  { dataset, rollup }: { dataset: string; rollup: string },
  state: "building" | "ready" | "failed",
  error: string | null,
): Promise<void> {
  await sql`
    insert into public.rollups as known (dataset, name, state, error) values (${dataset}, ${rollup}, ${state}, ${error})
    on conflict (dataset, name) do update set state = excluded.state, error = excluded.error,
      started_at = case when excluded.state = 'building' then now() else known.started_at end`;
}
