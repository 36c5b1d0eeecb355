import "server-only";
import type { Dataset } from "@/lib/datasets/schema";
import type { Locale } from "@/lib/format/format";
import { type ExecuteOptions, executePlan } from "@/lib/query/execute";
import type { Plan } from "@/lib/query/plan";
import type { Result } from "@/lib/query/result";
import { toResult } from "@/lib/query/to-result";

export interface RunPlanOptions extends ExecuteOptions {
  locale: Locale;
}

/** Runs a finished plan and writes the answer. The plan already holds what its viewer may see. @throws as `executePlan` */
export async function runPlan(
  plan: Plan,
  dataset: Dataset,
  { locale, ...options }: RunPlanOptions,
): Promise<Result> {
  const started = performance.now();
  const { answer, ...facts } = await executePlan(plan, options);
  const elapsedMs = Math.round((performance.now() - started) * 10) / 10;
  return toResult(plan, dataset, locale, answer, { ...facts, elapsedMs });
}
