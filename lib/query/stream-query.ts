import "server-only";
import { authorize } from "@/lib/access/authorize";
import type { Viewer } from "@/lib/access/viewer";
import { converter, convertLines } from "@/lib/query/answer-body";
import { compileRows } from "@/lib/query/compile/compile-plan";
import { DIALECTS } from "@/lib/query/execute";
import type { Plan } from "@/lib/query/plan";
import { planQuestion } from "@/lib/query/plan-question";
import type { QueryInput } from "@/lib/query/query";
import { impossibleQuery } from "@/lib/query/query-error";
import type { Cell, ResultColumn } from "@/lib/query/result";
import { ColumnWriter } from "@/lib/query/result-columns";
import { inOwnStyle, type RunQueryOptions } from "@/lib/query/run-query";
import { openRunner } from "@/lib/sources/open-runner";
import type { SourceTarget, StreamOptions } from "@/lib/sources/runner";

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
  const columns = inOwnStyle(viewer, new ColumnWriter(plan, dataset, viewer.locale).columns());
  const all = { ...plan, limit: EVERYTHING, offset: 0 };
  return { columns, batches: streamRows(all, columns, target, { signal, timeoutMs: TIMEOUT_MS }) };
}

/** The rows of a plan that is of rows alone, in batches. */
export async function* streamRows(
  plan: Plan,
  columns: readonly ResultColumn[],
  target: SourceTarget,
  options: Pick<StreamOptions, "signal" | "timeoutMs">,
): AsyncGenerator<Cell[][], void, undefined> {
  const statement = compileRows(plan, DIALECTS[target.kind]);
  const convert = columns.map((column) => converter(column, plan.timezone));
  const lines = openRunner(target).stream(statement, { source: plan.source, ...options });
  for await (const batch of lines) {
    convertLines(batch, convert);
    yield batch;
  }
}
