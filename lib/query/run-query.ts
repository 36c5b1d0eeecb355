import "server-only";
import { authorize } from "@/lib/access/authorize";
import type { Viewer } from "@/lib/access/viewer";
import { getAnswerVersion } from "@/lib/datasets/data-version";
import { loadDatasets } from "@/lib/datasets/load-datasets";
import { withCurrency } from "@/lib/format/with-currency";
import { withNumberStyle } from "@/lib/format/with-number-style";
import { parseInput } from "@/lib/parse-input";
import { lookupsOf } from "@/lib/query/plan";
import { planQuery } from "@/lib/query/plan-query";
import { Query, type QueryInput } from "@/lib/query/query";
import { unknownName } from "@/lib/query/query-error";
import type { Result } from "@/lib/query/result";
import { routeRollup } from "@/lib/query/route-rollup";
import { runPlan } from "@/lib/query/run-plan";
import { sourceTarget } from "@/lib/sources/source-target";

export interface RunQueryOptions {
  /** The reader left: the statement is cancelled in the database, unless others wait for the same answer. */
  signal?: AbortSignal;
  /** What relative dates count from. */
  now?: Date;
  /** An answer of older data will do at once (`meta.stale`) when it is at most so old; a new one is fetched behind it. */
  staleMs?: number;
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
  { now = new Date(), ...options }: RunQueryOptions = {},
): Promise<Result> {
  authorize(viewer, "query.run");
  const query = parseInput(Query, input);
  const datasets = await loadDatasets();
  const loaded = datasets.get(query.dataset);
  if (!loaded) throw unknownName("dataset", "dataset", query.dataset, [...datasets.keys()]);
  const lookups = new Map([...datasets].map(([id, { dataset }]) => [id, dataset]));
  const plan = routeRollup(planQuery(query, loaded.dataset, viewer, now, lookups));
  const data = await getAnswerVersion(plan.dataset, lookupsOf(plan));
  const result = await runPlan(plan, loaded.dataset, {
    ...options,
    locale: viewer.locale,
    data,
    target: sourceTarget(loaded.source, loaded.folder),
  });
  const columns = withCurrency(result.columns, viewer.currency);
  return { ...result, columns: withNumberStyle(columns, viewer.numberStyle) };
}
