import "server-only";
import { authorize } from "@/lib/access/authorize";
import type { Viewer } from "@/lib/access/viewer";
import { getDataVersion } from "@/lib/datasets/data-version";
import { loadDatasets } from "@/lib/datasets/load-datasets";
import { withCurrency } from "@/lib/format/with-currency";
import { withNumberStyle } from "@/lib/format/with-number-style";
import { parseInput } from "@/lib/parse-input";
import type { Plan } from "@/lib/query/plan";
import { planQuery } from "@/lib/query/plan-query";
import { Query, type QueryInput } from "@/lib/query/query";
import { unknownName } from "@/lib/query/query-error";
import type { Result } from "@/lib/query/result";
import { routeRollup } from "@/lib/query/route-rollup";
import { runPlan } from "@/lib/query/run-plan";
import { forgetRollups, getRollups } from "@/lib/rollups/rollup-catalogue";
import { isRelationMissing } from "@/lib/sources/source-error";
import { sourceTarget } from "@/lib/sources/source-target";

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
  { now = new Date(), rollups = true, ...options }: RunQueryOptions = {},
): Promise<Result> {
  authorize(viewer, "query.run");
  const query = parseInput(Query, input);
  const datasets = await loadDatasets();
  const loaded = datasets.get(query.dataset);
  if (!loaded) throw unknownName("dataset", "dataset", query.dataset, [...datasets.keys()]);
  const lookups = new Map([...datasets].map(([id, { dataset }]) => [id, dataset]));
  const onSource = planQuery(query, loaded.dataset, viewer, now, lookups);
  // Before the rollups: those that are as new may be newer, never older (ADR 10).
  const data = await getDataVersion(query.dataset);
  const tables = rollups ? await getRollups(loaded.dataset, lookups, data?.version ?? null) : [];
  const plan = routeRollup(onSource, tables);
  const source = sourceTarget(loaded.source, loaded.folder);
  const run = (chosen: Plan) =>
    // Rollups lie in our own database, wherever the source is.
    runPlan(chosen, loaded.dataset, {
      ...options,
      locale: viewer.locale,
      data,
      ...(chosen.rollup === null ? { target: source } : {}),
    });
  const result = await run(plan).catch((error) => {
    if (plan.rollup === null || !isRelationMissing(error)) throw error;
    // A newer table took its place, or it was dropped, after we looked.
    forgetRollups();
    return run(onSource);
  });
  const columns = withCurrency(result.columns, viewer.currency);
  return { ...result, columns: withNumberStyle(columns, viewer.numberStyle) };
}
