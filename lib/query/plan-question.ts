import "server-only";
import type { Viewer } from "@/lib/access/viewer";
import { getAnswerVersion, getDataVersion } from "@/lib/datasets/data-version";
import { loadDatasets } from "@/lib/datasets/load-datasets";
import type { Dataset } from "@/lib/datasets/schema";
import { env } from "@/lib/env";
import { parseInput } from "@/lib/parse-input";
import { lookupsOf, type Plan } from "@/lib/query/plan";
import { planQuery } from "@/lib/query/plan-query";
import { Query, type QueryInput } from "@/lib/query/query";
import { unknownName } from "@/lib/query/query-error";
import type { RollupTable } from "@/lib/query/rollup-table";
import { routeRollup } from "@/lib/query/route-rollup";
import { getRollups } from "@/lib/rollups/rollup-catalogue";
import type { SourceTarget } from "@/lib/sources/runner";
import { sourceTarget } from "@/lib/sources/source-target";

export interface PlannedQuestion {
  dataset: Dataset;
  /** From the smallest rollup that gives the same answer, where there is one. */
  plan: Plan;
  /** From the source itself. */
  onSource: Plan;
  /** The rollups there were to choose from. */
  rollups: readonly RollupTable[];
  /** The state of all that the answer is made of. */
  data: Awaited<ReturnType<typeof getAnswerVersion>>;
  /** Where a plan of this question reads. */
  targetOf(plan: Plan): SourceTarget;
}

/**
 * From a question as it came to where its answer is read.
 * @param rollups false asks the source itself, for comparison
 * @throws AppError INPUT_001, QUERY_001
 */
export async function planQuestion(
  viewer: Viewer,
  input: QueryInput,
  { now = new Date(), rollups = true }: { now?: Date | undefined; rollups?: boolean | undefined } = {},
): Promise<PlannedQuestion> {
  const query = parseInput(Query, input);
  const datasets = await loadDatasets();
  const loaded = datasets.get(query.dataset);
  if (!loaded) throw unknownName("dataset", "dataset", query.dataset, [...datasets.keys()]);
  const { dataset, source, folder } = loaded;
  const lookups = new Map([...datasets].map(([id, other]) => [id, other.dataset]));
  const onSource = planQuery(query, dataset, viewer, now, lookups);
  // Before the rollups: those that are as new may be newer, never older (ADR 10).
  const [data, own] = await Promise.all([
    getAnswerVersion(dataset.id, lookupsOf(onSource)),
    getDataVersion(dataset.id),
  ]);
  const tables = rollups ? await getRollups(dataset, lookups, own?.version ?? null) : [];
  return {
    dataset,
    plan: routeRollup(onSource, tables),
    onSource,
    rollups: tables,
    data,
    // Rollups lie in our own database, wherever the source is.
    targetOf: ({ rollup }) =>
      rollup === null ? sourceTarget(source, folder) : { kind: "postgres", url: env().databaseReaderUrl },
  };
}
