import "server-only";
import { z } from "zod";
import { authorize } from "@/lib/access/authorize";
import type { Viewer } from "@/lib/access/viewer";
import type { Dataset } from "@/lib/datasets/schema";
import { type Locale, localText } from "@/lib/format/format";
import { compilePlan } from "@/lib/query/compile/compile-plan";
import { DIALECTS } from "@/lib/query/execute";
import { formatSql } from "@/lib/query/format-sql";
import type { PlanCondition } from "@/lib/query/plan";
import { type PlannedQuestion, planQuestion } from "@/lib/query/plan-question";
import type { Query } from "@/lib/query/query";
import { Cell } from "@/lib/query/result";
import { rollupMisfit } from "@/lib/query/route-rollup";

export const QueryPlan = z.object({
  /** The source's language. */
  dialect: z.enum(["postgres", "duckdb"]),
  /** The statement as it is run, the viewer's own row rules in it; only its spaces are put for reading. */
  sql: z.string(),
  /** Bound to `$1`, `$2`, … */
  params: z.array(Cell),
  source: z.string(),
  /** The rollup it reads; null: the source's own rows. */
  rollup: z.string().nullable(),
  /** Each rollup of the dataset and what became of it. */
  rollups: z.array(
    z.object({
      name: z.string(),
      /** `chosen`; `larger`: another that fits is smaller; `notReady`: not built, or not for this version; else why it does not fit. */
      state: z.enum(["chosen", "larger", "notReady", "aggregate", "column", "grain", "time", "behind"]),
      rows: z.number().int().nullable(),
      /** The dimension it does not hold, or not by day, in the viewer's language. */
      column: z.string().optional(),
    }),
  ),
  /** What the dataset's row rules let this viewer see; none: all rows. */
  rules: z.array(z.object({ column: z.string(), values: z.array(Cell) })),
  planMs: z.number(),
  compileMs: z.number(),
});
export type QueryPlan = z.infer<typeof QueryPlan>;

const round = (ms: number) => Math.round(ms * 100) / 100;

function ruleOf({ on, test }: PlanCondition, label: (name: string) => string): QueryPlan["rules"][number] {
  return { column: label(on.dimension), values: test.op === "any" ? test.values : [] };
}

function rollupsOf(
  dataset: Dataset,
  { plan, onSource, rollups }: PlannedQuestion,
  label: (name: string) => string,
): QueryPlan["rollups"] {
  return dataset.rollups.map(({ name }) => {
    const table = rollups.find((one) => one.name === name);
    if (!table) return { name, state: "notReady", rows: null };
    const { rows } = table;
    if (name === plan.rollup) return { name, state: "chosen", rows };
    const misfit = rollupMisfit(onSource, table);
    if (!misfit) return { name, state: "larger", rows };
    return { name, state: misfit.reason, rows, ...(misfit.name ? { column: label(misfit.name) } : {}) };
  });
}

const labelIn = (dataset: Dataset, locale: Locale) => (name: string) => {
  const found = dataset.dimensions.find((one) => one.name === name);
  return found ? localText(found.label, locale) : name;
};

/**
 * How a question of this viewer's would be answered, without answering it: the statement, what it reads and why. Editors.
 * @throws AppError AUTH_004, QUERY_001 as `runQuery`
 */
export async function explainQuery(viewer: Viewer, query: Query): Promise<QueryPlan> {
  authorize(viewer, "dataset.explore");
  const started = performance.now();
  const question = await planQuestion(viewer, query);
  const planned = performance.now();
  const { dataset, plan } = question;
  const { kind } = question.targetOf(plan);
  const { text, params } = compilePlan(plan, DIALECTS[kind]);
  const compiled = performance.now();
  const label = labelIn(dataset, viewer.locale);
  return {
    dialect: kind,
    sql: formatSql(text),
    params,
    source: plan.source,
    rollup: plan.rollup,
    rollups: rollupsOf(dataset, question, label),
    rules: plan.rowRules.map((rule) => ruleOf(rule, label)),
    planMs: round(planned - started),
    compileMs: round(compiled - planned),
  };
}
