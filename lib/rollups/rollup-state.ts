/** What is known of a dataset's rollups at one moment: versions, tables and changes, read in one statement. */
import { type SQL, sql } from "drizzle-orm";
import type { PlanWindow } from "@/lib/query/plan";
import type { PlannedRollup } from "@/lib/rollups/plan-rollup";

export interface BuiltRollup {
  name: string;
  /** All null before the first is built. */
  table: string | null;
  fingerprint: string | null;
  version: number | null;
  lookups: Record<string, number>;
  rows: number;
  /** Whether its months have a table of their own. */
  months: boolean;
  state: "building" | "ready" | "failed";
  error: string | null;
}

export interface RollupState {
  /** Data versions by dataset. */
  versions: Record<string, number>;
  built: BuiltRollup[];
  /** What each version since has touched; null days for all. */
  changes: { version: number; from: string | null; to: string | null }[];
}

/** One row with the state in `state`. */
export const stateQuery = (dataset: string): SQL => sql`
  select json_build_object(
    'versions', (select coalesce(json_object_agg(dataset, version), '{}') from public.dataset_versions),
    'built', (
      select coalesce(json_agg(json_build_object(
        'name', name, 'table', table_name, 'fingerprint', fingerprint, 'version', version,
        'lookups', lookup_versions, 'rows', row_count, 'months', exists (
          select from pg_class
          where relnamespace = to_regnamespace('rollup') and relname = left(table_name, -9) || '~' || right(table_name, 8)),
        'state', state, 'error', error)), '[]')
      from public.rollups where dataset = ${dataset}),
    'changes', (
      select coalesce(json_agg(json_build_object('version', version, 'from', from_day, 'to', to_day)), '[]')
      from public.dataset_changes
      where dataset = ${dataset}
        and version > (select min(version) from public.rollups where dataset = ${dataset}))
  ) as state`;

/**
 * The days a rollup's rows are behind, in order and apart from each other; none when it holds the newest data. `all` when it must
 * be built anew before it answers anything: never built, defined otherwise, changed who knows where.
 */
export function daysBehind(
  { dataset, rollup, fingerprint, lookups }: PlannedRollup,
  { versions, built, changes }: RollupState,
): PlanWindow[] | "all" {
  const own = built.find(({ name }) => name === rollup.name);
  const now = versions[dataset.id];
  if (!own || own.version === null || own.fingerprint !== fingerprint || now === undefined) return "all";
  const held = own.version;
  if (lookups.some((id) => versions[id] === undefined || versions[id] !== own.lookups[id])) return "all";
  if (held === now) return [];
  const since = changes.filter(({ version }) => version > held && version <= now);
  // A version nobody noted may have changed anything; so may one that goes backwards.
  if (since.length !== now - held || rollup.time === undefined || rollup.time !== dataset.defaultTime)
    return "all";
  const days = since.flatMap(({ from, to }) => (from !== null && to !== null ? [{ from, to }] : []));
  return days.length < since.length ? "all" : mergeWindows(days);
}

/** The same days in order, overlapping windows as one. */
export function mergeWindows(windows: readonly PlanWindow[]): PlanWindow[] {
  const merged: PlanWindow[] = [];
  for (const { from, to } of [...windows].sort((a, b) => (a.from < b.from ? -1 : 1))) {
    const last = merged.at(-1);
    if (!last || from > last.to) merged.push({ from, to });
    else if (to > last.to) last.to = to;
  }
  return merged;
}
