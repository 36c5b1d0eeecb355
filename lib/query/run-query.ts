import "server-only";
import { authorize } from "@/lib/access/authorize";
import type { Viewer } from "@/lib/access/viewer";
import type { Dataset } from "@/lib/datasets/schema";
import { withCurrency } from "@/lib/format/with-currency";
import { withNumberStyle } from "@/lib/format/with-number-style";
import type { Plan } from "@/lib/query/plan";
import { planQuestion } from "@/lib/query/plan-question";
import type { QueryInput } from "@/lib/query/query";
import type { Result, ResultColumn } from "@/lib/query/result";
import { answerPlan, type PlanAnswer } from "@/lib/query/run-plan";
import { toResult } from "@/lib/query/to-result";
import { forgetRollups } from "@/lib/rollups/rollup-catalogue";
import { isRelationMissing } from "@/lib/sources/source-error";

export interface RunQueryOptions {
  /** The reader left: the statement is cancelled in the database, unless others wait for the same answer. */
  signal?: AbortSignal;
  /** What relative dates count from. */
  now?: Date;
  /** An answer of older data will do at once (`meta.stale`) when it is at most so old; a new one is fetched behind it. */
  staleMs?: number;
  /** Whether rollups may answer; false asks the source itself, for comparison. */
  rollups?: boolean;
}

/**
 * Answers a question with what this viewer may see. The one way to data for pages, the API, exports and alerts.
 * @returns the document of the outer contract; labels in the viewer's language.
 * @throws AppError AUTH_004, INPUT_001, QUERY_001 (unknown name, impossible), QUERY_002 (timed out, overloaded),
 * SOURCE_001; the signal's reason when it fired.
 */
export async function runQuery(
  viewer: Viewer,
  input: QueryInput,
  options: RunQueryOptions = {},
): Promise<Result> {
  return resultOf(viewer, await answerQuestion(viewer, input, options));
}

/** What was answered, and the plan that tells how to read it. */
export interface QuestionAnswer extends PlanAnswer {
  plan: Plan;
  dataset: Dataset;
}

/** The half of {@link runQuery} that asks; {@link resultOf} is the other. */
export async function answerQuestion(
  viewer: Viewer,
  input: QueryInput,
  { now, rollups, ...options }: RunQueryOptions,
): Promise<QuestionAnswer> {
  authorize(viewer, "query.run");
  const question = await planQuestion(viewer, input, { now, rollups });
  const { dataset, plan, onSource, data } = question;
  const run = async (chosen: Plan): Promise<QuestionAnswer> => ({
    plan: chosen,
    dataset,
    ...(await answerPlan(chosen, { ...options, data, target: question.targetOf(chosen) })),
  });
  return run(plan).catch((error) => {
    if (plan.rollup === null || !isRelationMissing(error)) throw error;
    // A newer table took its place, or it was dropped, after we looked.
    forgetRollups();
    return run(onSource);
  });
}

/** The document of the outer contract, in the viewer's language and style. */
export function resultOf(viewer: Viewer, { plan, dataset, answer, facts }: QuestionAnswer): Result {
  const result = toResult(plan, dataset, viewer.locale, answer, facts);
  return { ...result, columns: inOwnStyle(viewer, result.columns) };
}

/** Columns with the viewer's currency and number style where their formats leave the choice. */
export const inOwnStyle = ({ currency, numberStyle }: Viewer, columns: ResultColumn[]): ResultColumn[] =>
  withNumberStyle(withCurrency(columns, currency), numberStyle);
