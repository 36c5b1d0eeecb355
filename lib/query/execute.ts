import "server-only";
import { env } from "@/lib/env";
import { compilePlan } from "@/lib/query/compile/compile-plan";
import type { Dialect } from "@/lib/query/dialects/dialect";
import { duckdbDialect } from "@/lib/query/dialects/duckdb";
import { postgresDialect } from "@/lib/query/dialects/postgres";
import type { Plan } from "@/lib/query/plan";
import { cachedAnswer } from "@/lib/query/query-cache";
import { duckdbState } from "@/lib/sources/open-duckdb";
import { runDuckdb } from "@/lib/sources/run-duckdb";
import { runPostgres } from "@/lib/sources/run-postgres";
import type { SourceAnswer } from "@/lib/sources/runner";
import type { SourceTarget } from "@/lib/sources/source-target";

/** Longer than this no reader waits for a widget. */
const TIMEOUT_MS = 30_000;

const DIALECTS: Record<SourceTarget["kind"], Dialect> = { postgres: postgresDialect, duckdb: duckdbDialect };

export interface ExecuteOptions {
  /** The reader left. */
  signal?: AbortSignal;
  /** The dataset's data version: a new one makes every kept answer old. Null where nobody counts. */
  version: number | null;
  timeoutMs?: number;
  /** Where to read; the workspace's reader by default. */
  target?: SourceTarget;
}

/**
 * Runs a plan, or takes the answer kept for the same plan, which holds the row rules, and the same data version.
 * The only place of the query pipeline that runs anything.
 * @returns one set: the lines of the plan's statement, see `compilePlan`.
 * @throws as `runPostgres` and `runDuckdb`
 */
export async function executePlan(
  plan: Plan,
  options: ExecuteOptions,
): Promise<{ answer: SourceAnswer; cached: boolean }> {
  const { target = { kind: "postgres", url: env().databaseReaderUrl }, timeoutMs = TIMEOUT_MS } = options;
  // Nobody counts what happens to files: they tell by themselves.
  const files = target.kind === "duckdb" ? await duckdbState(target) : null;
  const key = JSON.stringify([target, options.version, files, plan]);
  const run = async (signal: AbortSignal): Promise<SourceAnswer> => {
    const statements = [compilePlan(plan, DIALECTS[target.kind])];
    const bounds = { source: plan.source, signal, timeoutMs };
    if (target.kind === "postgres") return runPostgres(target.url, statements, bounds);
    return { sets: await runDuckdb(target, statements, bounds), truncated: false };
  };
  return cachedAnswer(key, run, options.signal);
}
