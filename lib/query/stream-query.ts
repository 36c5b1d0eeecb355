import "server-only";
import { authorize } from "@/lib/access/authorize";
import type { Viewer } from "@/lib/access/viewer";
import { converter } from "@/lib/query/answer-body";
import { compilePlan } from "@/lib/query/compile/compile-plan";
import { DIALECTS } from "@/lib/query/execute";
import { planQuestion } from "@/lib/query/plan-question";
import type { QueryInput } from "@/lib/query/query";
import { impossibleQuery } from "@/lib/query/query-error";
import type { Cell, ResultColumn } from "@/lib/query/result";
import { ColumnWriter } from "@/lib/query/result-columns";
import { inOwnStyle, type RunQueryOptions } from "@/lib/query/run-query";
import { openRunner } from "@/lib/sources/open-runner";

/** More rows than any answer has. */
const EVERYTHING = Number.MAX_SAFE_INTEGER - 1;
/** A batch may wait for its consumer's disk or network, a statement for its first row. */
const TIMEOUT_MS = 300_000;

export interface StreamedAnswer {
  columns: ResultColumn[];
  /** Read as fast as they are taken; leaving the loop ends the statement. */
  batches: AsyncIterable<Cell[][]>;
}

/**
 * All rows of a question in their order, whatever its limit, for exports: no more than one batch is in memory. Totals and pivots
 * are answered by `runQuery`.
 * @throws AppError as `runQuery`; QUERY_001 for a question of more than rows. Failures of the source come from the batches.
 */
export async function streamQuery(
  viewer: Viewer,
  input: QueryInput,
  { signal = new AbortController().signal, now }: Pick<RunQueryOptions, "signal" | "now"> = {},
): Promise<StreamedAnswer> {
  authorize(viewer, "query.run");
  const { plan, dataset, targetOf } = await planQuestion(viewer, input, { now });
  const target = targetOf(plan);
  if (plan.pivot || plan.grandTotal || plan.subtotals || plan.top?.others)
    throw impossibleQuery("totals", "onlyRowsStream");
  const statement = compilePlan({ ...plan, limit: EVERYTHING, offset: 0 }, DIALECTS[target.kind]);
  const columns = inOwnStyle(viewer, new ColumnWriter(plan, dataset, viewer.locale).columns());
  const convert = columns.map((column) => converter(column, plan.timezone));
  const lines = openRunner(target).stream(statement, { source: plan.source, signal, timeoutMs: TIMEOUT_MS });
  async function* batches(): AsyncGenerator<Cell[][]> {
    // A line begins with the number of its section; there is one here.
    for await (const batch of lines) yield batch.map((line) => convert.map((cell, i) => cell(line[i + 1])));
  }
  return { columns, batches: batches() };
}
