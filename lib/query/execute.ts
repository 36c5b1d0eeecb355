import "server-only";
import { hash } from "node:crypto";
import { sharedKey } from "@/lib/cache/shared-store";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { compilePlan } from "@/lib/query/compile/compile-plan";
import { sectionsOf } from "@/lib/query/compile/sections";
import type { Dialect } from "@/lib/query/dialects/dialect";
import { duckdbDialect } from "@/lib/query/dialects/duckdb";
import { postgresDialect } from "@/lib/query/dialects/postgres";
import { lookupsOf, type Plan } from "@/lib/query/plan";
import { type CacheAnswer, type CacheQuestion, cachedAnswer } from "@/lib/query/query-cache";
import { openRunner, stateOfSource } from "@/lib/sources/open-runner";
import type { SourceAnswer, SourceCaps, SourceStatement, SourceTarget } from "@/lib/sources/runner";

/** Longer than this no reader waits for a widget. */
const TIMEOUT_MS = 30_000;

/**
 * The most one answer may hold, whatever a statement gives: twice what a query may ask for, and a hundred thousand rows of
 * twenty short columns. As many as a source has places may be in memory at once.
 */
const READ_CAPS: SourceCaps = { rows: 200_000, bytes: 64 * 1024 * 1024 };

export const DIALECTS: Record<SourceTarget["kind"], Dialect> = {
  postgres: postgresDialect,
  duckdb: duckdbDialect,
};

export interface ExecuteOptions extends Pick<CacheQuestion, "data" | "staleMs" | "signal"> {
  timeoutMs?: number;
  caps?: SourceCaps;
  /** Where to read; the workspace's reader by default. */
  target?: SourceTarget;
}

/**
 * Runs a plan, or takes the answer kept for the same plan, which holds the row rules, and the same data version.
 * The only place of the query pipeline that runs anything.
 * @returns one set: the lines of the plan's statement, see `compilePlan`
 * @throws as `SourceRunner.run`; AppError QUERY_001 `answerTooLarge` where what passes a cap is more than a page of rows
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
  let compiled: SourceStatement | undefined;
  const statement = () => {
    compiled ??= compilePlan(plan, DIALECTS[target.kind]);
    return compiled;
  };
  // Nobody counts what happens to files: they tell by themselves.
  const state = await stateOfSource(target);
  return cachedAnswer({
    ...options,
    key: hash("sha256", JSON.stringify([target, state, caps, plan]), "base64url"),
    // By dataset too: versions of two datasets over one table say nothing of each other.
    sharedKey: () =>
      sharedKey("answer2", JSON.stringify([target, state, caps, plan.dataset, lookupsOf(plan), statement()])),
    run: async (signal) => {
      const answer = await openRunner(target).run([statement()], {
        source: plan.source,
        signal,
        timeoutMs,
        caps,
      });
      // Only a page of rows may end early: totals, and where rows and columns meet, are right whole or not at all.
      if (answer.truncated && !endsInRows(plan, answer))
        throw new AppError("QUERY_001", { key: "answerTooLarge" });
      return answer;
    },
  });
}

/** Whether an answer that was cut ends in its last section, and that is the page of rows. */
function endsInRows(plan: Plan, { sets }: SourceAnswer): boolean {
  const sections = sectionsOf(plan);
  const last = Number(sets[0]?.at(-1)?.[0]);
  return last === sections.length - 1 && sections[last]?.kind === "rows";
}
