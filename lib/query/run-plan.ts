import "server-only";
import type { Dataset } from "@/lib/datasets/schema";
import type { Locale } from "@/lib/format/format";
import { type ExecuteOptions, executePlan } from "@/lib/query/execute";
import type { Plan } from "@/lib/query/plan";
import type { Result } from "@/lib/query/result";
import { type ResultFacts, toResult } from "@/lib/query/to-result";
import type { SourceAnswer } from "@/lib/sources/runner";

export interface RunPlanOptions extends ExecuteOptions {
  locale: Locale;
}

/** A plan's answer as the source gave it: the same object for as long as it is kept. */
export interface PlanAnswer {
  answer: SourceAnswer;
  facts: ResultFacts;
}

/** Runs a finished plan. @throws as `executePlan` */
export async function answerPlan(plan: Plan, options: ExecuteOptions): Promise<PlanAnswer> {
  const started = performance.now();
  const { answer, ...facts } = await executePlan(plan, options);
  const elapsedMs = Math.round((performance.now() - started) * 10) / 10;
  return { answer, facts: { ...facts, elapsedMs } };
}

/** Runs a finished plan and writes the answer. The plan already holds what its viewer may see. @throws as `executePlan` */
export async function runPlan(
  plan: Plan,
  dataset: Dataset,
  { locale, ...options }: RunPlanOptions,
): Promise<Result> {
  const { answer, facts } = await answerPlan(plan, options);
  return toResult(plan, dataset, locale, answer, facts);
}
