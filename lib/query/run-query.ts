import "server-only";
import { authorize } from "@/lib/access/authorize";
import type { Viewer } from "@/lib/access/viewer";
import { withCurrency } from "@/lib/format/with-currency";
import { withNumberStyle } from "@/lib/format/with-number-style";
import type { Plan } from "@/lib/query/plan";
import { planQuestion } from "@/lib/query/plan-question";
import type { QueryInput } from "@/lib/query/query";
import type { Result, ResultColumn } from "@/lib/query/result";
import { runPlan } from "@/lib/query/run-plan";
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
  { now, rollups, ...options }: RunQueryOptions = {},
): Promise<Result> {
  authorize(viewer, "query.run");
  const question = await planQuestion(viewer, input, { now, rollups });
  const { dataset, plan, onSource, data } = question;
  const run = (chosen: Plan) =>
    runPlan(chosen, dataset, { ...options, locale: viewer.locale, data, target: question.targetOf(chosen) });
  const result = await run(plan).catch((error) => {
    if (plan.rollup === null || !isRelationMissing(error)) throw error;
    // A newer table took its place, or it was dropped, after we looked.
    forgetRollups();
    return run(onSource);
  });
  return { ...result, columns: inOwnStyle(viewer, result.columns) };
}

/** Columns with the viewer's currency and number style where their formats leave the choice. */
export const inOwnStyle = ({ currency, numberStyle }: Viewer, columns: ResultColumn[]): ResultColumn[] =>
  withNumberStyle(withCurrency(columns, currency), numberStyle);
