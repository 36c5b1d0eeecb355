import "server-only";
import { env } from "@/lib/env";
import { compilePlan } from "@/lib/query/compile";
import type { Dialect } from "@/lib/query/dialects/dialect";
import { duckdbDialect } from "@/lib/query/dialects/duckdb";
import { postgresDialect } from "@/lib/query/dialects/postgres";
import type { Plan } from "@/lib/query/plan";
import { cachedAnswer, type SourceAnswer } from "@/lib/query/query-cache";
import { duckdbState } from "@/lib/sources/open-duckdb";
import { runDuckdb } from "@/lib/sources/run-duckdb";
import { type RunOptions, runPostgres, type SourceStatement } from "@/lib/sources/run-postgres";
import type { SourceTarget } from "@/lib/sources/source-target";

/** Longer than this no reader waits for a widget. */
const TIMEOUT_MS = 30_000;

const DIALECTS: Record<SourceTarget["kind"], Dialect> = { postgres: postgresDialect, duckdb: duckdbDialect };

const runStatements = (target: SourceTarget, statements: readonly SourceStatement[], options: RunOptions) =>
  target.kind === "postgres"
    ? runPostgres(target.url, statements, options)
    : runDuckdb(target, statements, options);

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
    const { rows, grandTotal } = compilePlan(plan, DIALECTS[target.kind]);
    const statements = grandTotal ? [rows, grandTotal] : [rows];
    const answers = await runStatements(target, statements, { source: plan.source, signal, timeoutMs });
    return { rows: answers[0] ?? [], grandTotal: answers[1]?.[0] ?? null };
  };
  return cachedAnswer(key, run, options.signal);
}
