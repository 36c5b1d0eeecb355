import "server-only";
import { createHash } from "node:crypto";
import { sharedKey } from "@/lib/cache/shared-store";
import { env } from "@/lib/env";
import { compilePlan } from "@/lib/query/compile";
import type { Dialect } from "@/lib/query/dialects/dialect";
import { postgresDialect } from "@/lib/query/dialects/postgres";
import type { Plan } from "@/lib/query/plan";
import { type CacheAnswer, type CacheQuestion, cachedAnswer } from "@/lib/query/query-cache";
import { openRunner } from "@/lib/sources/open-runner";
import type { SourceCaps, SourceStatement, SourceTarget } from "@/lib/sources/runner";

/** Longer than this no reader waits for a widget. */
const TIMEOUT_MS = 30_000;

/**
 * The most one answer may hold, whatever a statement gives: twice what a query may ask for, and a hundred thousand rows of
 * twenty short columns. As many as a source has places may be in memory at once.
 */
const READ_CAPS: SourceCaps = { rows: 200_000, bytes: 64 * 1024 * 1024 };

const DIALECTS: Record<SourceTarget["kind"], Dialect> = { postgres: postgresDialect };

export interface ExecuteOptions extends Pick<CacheQuestion, "data" | "staleMs" | "signal"> {
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
  {
    timeoutMs = TIMEOUT_MS,
    caps = READ_CAPS,
    target = { kind: "postgres", url: env().databaseReaderUrl },
    ...options
  }: ExecuteOptions,
): Promise<CacheAnswer> {
  let compiled: SourceStatement[] | undefined;
  const statements = () => {
    compiled ??= toStatements(plan, target.kind);
    return compiled;
  };
  return cachedAnswer({
    ...options,
    key: createHash("sha256")
      .update(JSON.stringify([target, caps, plan]))
      .digest("base64url"),
    sharedKey: () => sharedKey("answer1", JSON.stringify([target, caps, statements()])),
    run: (signal) => openRunner(target).run(statements(), { source: plan.source, signal, timeoutMs, caps }),
  });
}

function toStatements(plan: Plan, kind: SourceTarget["kind"]): SourceStatement[] {
  const { rows, grandTotal } = compilePlan(plan, DIALECTS[kind]);
  return grandTotal ? [rows, grandTotal] : [rows];
}
