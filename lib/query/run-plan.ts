import "server-only";
import type { Dataset } from "@/lib/datasets/schema";
import type { Locale } from "@/lib/format/format";
import { executePlan } from "@/lib/query/execute";
import type { Plan } from "@/lib/query/plan";
import type { Result } from "@/lib/query/result";
import { toResult } from "@/lib/query/to-result";
import type { SourceCaps, SourceTarget } from "@/lib/sources/runner";

export interface RunPlanOptions {
  locale: Locale;
  /** The state of the data, for the cache and for `meta.dataAsOf`; null where nobody keeps it. */
  data: { version: number; dataAsOf: string } | null;
  signal?: AbortSignal;
  timeoutMs?: number;
  caps?: SourceCaps;
  /** Where to read; the workspace's reader by default. */
  target?: SourceTarget;
}

/** Runs a finished plan and writes the answer. The plan already holds what its viewer may see. @throws as `executePlan` */
export async function runPlan(plan: Plan, dataset: Dataset, options: RunPlanOptions): Promise<Result> {
  const started = performance.now();
  const { locale, data, ...rest } = options;
  const { answer, cached } = await executePlan(plan, { ...rest, version: data?.version ?? null });
  const elapsedMs = Math.round((performance.now() - started) * 10) / 10;
  return toResult(plan, dataset, locale, answer, { cached, elapsedMs, dataAsOf: data?.dataAsOf ?? null });
}
