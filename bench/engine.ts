/** The product's engine in this process, as pages call it. */
import type { Viewer } from "@/lib/access/viewer";
import { getDataVersion } from "@/lib/datasets/data-version";
import { type LoadedDataset, loadDatasets } from "@/lib/datasets/load-datasets";
import { parseInput } from "@/lib/parse-input";
import { compilePlan } from "@/lib/query/compile/compile-plan";
import { postgresDialect } from "@/lib/query/dialects/postgres";
import type { Plan } from "@/lib/query/plan";
import { planQuery } from "@/lib/query/plan-query";
import { Query, type QueryInput } from "@/lib/query/query";
import type { Result } from "@/lib/query/result";
import { ColumnWriter } from "@/lib/query/result-columns";
import { runQuery } from "@/lib/query/run-query";
import { streamRows } from "@/lib/query/stream-query";
import { sourceTarget } from "@/lib/sources/source-target";
import { type Asked, BIG_ROWS, type Question } from "./questions";
import { rollupTables, routed } from "./rollups";

/** What planning a question takes, looked up beforehand. */
export interface Planner {
  loaded: LoadedDataset;
  plan(query: Query): Plan;
}

export async function plannerOf(viewer: Viewer, id: string): Promise<Planner> {
  const datasets = await loadDatasets();
  const loaded = datasets.get(id);
  if (!loaded) throw new Error(`no dataset ${id}`);
  const lookups = new Map([...datasets].map(([name, { dataset }]) => [name, dataset]));
  const tables = await rollupTables(loaded.dataset, lookups, (await getDataVersion(id))?.version ?? null);
  const now = new Date();
  return { loaded, plan: (query) => routed(planQuery(query, loaded.dataset, viewer, now, lookups), tables) };
}

export const parseQuery = (input: QueryInput): Query => parseInput(Query, input);

export const compiled = (plan: Plan) => compilePlan(plan, postgresDialect);

/** A question's answer; one of more rows than a page holds comes by the stream that big reads have. */
export async function askEngine(viewer: Viewer, question: Question, asked: Asked): Promise<Result> {
  if (!question.streamed) return runQuery(viewer, question.query(asked));
  const started = performance.now();
  const { loaded, plan: planned } = await plannerOf(viewer, "sales");
  // A statement asks for one row more than it shows.
  const plan = { ...planned(parseQuery(question.query(asked))), limit: BIG_ROWS - 1 };
  const columns = new ColumnWriter(plan, loaded.dataset, viewer.locale).columns();
  const options = { signal: new AbortController().signal, timeoutMs: 300_000 };
  const rows: Result["rows"] = [];
  for await (const batch of streamRows(plan, columns, sourceTarget(loaded.source, loaded.folder), options))
    for (const row of batch) rows.push(row);
  const { source, rollup } = plan;
  const facts = { cached: false, truncated: false, dataAsOf: null };
  const elapsedMs = performance.now() - started;
  return { columns, rows, meta: { source, rollup, ...facts, elapsedMs, rowCount: rows.length } };
}
