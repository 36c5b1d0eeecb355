import "server-only";
import { env } from "@/lib/env";
import { compilePlan } from "@/lib/query/compile/compile-plan";
import { postgresDialect } from "@/lib/query/dialects/postgres";
import type { Plan } from "@/lib/query/plan";
import { cachedAnswer } from "@/lib/query/query-cache";
import { runPostgres } from "@/lib/sources/run-postgres";
import type { SourceAnswer } from "@/lib/sources/runner";

/** Longer than this no reader waits for a widget. */
const TIMEOUT_MS = 30_000;

export interface ExecuteOptions {
  /** The reader left. */
  signal?: AbortSignal;
  /** The dataset's data version: a new one makes every kept answer old. Null where nobody counts. */
  version: number | null;
  timeoutMs?: number;
  /** Where to read; the workspace's reader by default. */
  url?: string;
}

/**
 * Runs a plan, or takes the answer kept for the same plan, which holds the row rules, and the same data version.
 * The only place of the query pipeline that runs anything.
 * @returns one set: the lines of the plan's statement, see `compilePlan`.
 * @throws as `runPostgres`
 */
export async function executePlan(
  plan: Plan,
  options: ExecuteOptions,
): Promise<{ answer: SourceAnswer; cached: boolean }> {
  const url = options.url ?? env().databaseReaderUrl;
  const timeoutMs = options.timeoutMs ?? TIMEOUT_MS;
  const key = JSON.stringify([url, options.version, plan]);
  const run = async (signal: AbortSignal): Promise<SourceAnswer> => {
    return runPostgres(url, [compilePlan(plan, postgresDialect)], { source: plan.source, signal, timeoutMs });
  };
  return cachedAnswer(key, run, options.signal);
}
