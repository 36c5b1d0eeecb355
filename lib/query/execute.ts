import "server-only";
import { env } from "@/lib/env";
import { compilePlan } from "@/lib/query/compile";
import { postgresDialect } from "@/lib/query/dialects/postgres";
import type { Plan } from "@/lib/query/plan";
import { cachedAnswer } from "@/lib/query/query-cache";
import { openRunner } from "@/lib/sources/open-runner";
import type { SourceAnswer, SourceCaps, SourceStatement, SourceTarget } from "@/lib/sources/runner";

/** Longer than this no reader waits for a widget. */
const TIMEOUT_MS = 30_000;

/**
 * The most one answer may hold, whatever a statement gives: twice what a query may ask for, and a hundred thousand rows of
 * twenty short columns. As many as a source has places may be in memory at once.
 */
export const READ_CAPS: SourceCaps = { rows: 200_000, bytes: 64 * 1024 * 1024 };

export interface ExecuteOptions {
  /** The reader left. */
  signal?: AbortSignal;
  /** The dataset's data version: a new one makes every kept answer old. Null where nobody counts. */
  version: number | null;
  timeoutMs?: number;
  caps?: SourceCaps;
  /** Where to read; the workspace's reader by default. */
  target?: SourceTarget;
}

/**
 * Runs a plan, or takes the answer kept for the same plan, which holds the row rules, and the same data version.
 * The only place of the query pipeline that runs anything.
 * @returns one set a statement: the rows, then the grand total's one row where the plan has one.
 * @throws as `SourceRunner.run`
 */
export async function executePlan(
  plan: Plan,
  options: ExecuteOptions,
): Promise<{ answer: SourceAnswer; cached: boolean }> {
  const {
    version,
    timeoutMs = TIMEOUT_MS,
    caps = READ_CAPS,
    target = { kind: "postgres", url: env().databaseReaderUrl },
  } = options;
  const key = JSON.stringify([target, version, plan]);
  const run = async (signal: AbortSignal): Promise<SourceAnswer> => {
    const { rows, grandTotal } = compilePlan(plan, postgresDialect);
    const statements: SourceStatement[] = grandTotal ? [rows, grandTotal] : [rows];
    return openRunner(target).run(statements, { source: plan.source, signal, timeoutMs, caps });
  };
  return cachedAnswer(key, run, options.signal);
}
