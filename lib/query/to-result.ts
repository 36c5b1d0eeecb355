import type { Dataset } from "@/lib/datasets/schema";
import type { Locale } from "@/lib/format/format";
import type { LinesOf } from "@/lib/query/answer-body";
import { sectionsOf } from "@/lib/query/compile/sections";
import { flatAnswer } from "@/lib/query/flat-answer";
import { pivotAnswer } from "@/lib/query/pivot-answer";
import type { Plan } from "@/lib/query/plan";
import type { Result } from "@/lib/query/result";
import { ColumnWriter } from "@/lib/query/result-columns";
import type { SourceAnswer } from "@/lib/sources/runner";

export interface ResultFacts {
  cached: boolean;
  /** There is newer data, or may be. */
  stale: boolean;
  elapsedMs: number;
  /** ISO 8601. */
  dataAsOf: string | null;
}

/**
 * The document of the outer contract, labels in `locale`, times in the plan's zone.
 * @param answer the lines of the plan's one statement, see `compilePlan`
 */
export function toResult(
  plan: Plan,
  dataset: Dataset,
  locale: Locale,
  answer: SourceAnswer,
  facts: ResultFacts,
): Result {
  const sections = sectionsOf(plan);
  const found = new Map<number, (readonly unknown[])[]>();
  for (const line of answer.sets[0] ?? []) {
    const level = Number(line[0]);
    const lines = found.get(level);
    if (lines) lines.push(line);
    else found.set(level, [line]);
  }
  const linesOf: LinesOf = (kind, depth) => {
    const number = sections.findIndex((s) => s.kind === kind && (!("depth" in s) || s.depth === depth));
    return found.get(number) ?? [];
  };
  const writer = new ColumnWriter(plan, dataset, locale);
  const answerOf = plan.pivot ? pivotAnswer : flatAnswer;
  const { truncated, columnsTruncated, totalsTruncated, ...body } = answerOf(plan, writer, linesOf);
  return {
    ...body,
    meta: {
      source: plan.source,
      rollup: plan.rollup,
      cached: facts.cached,
      ...(facts.stale ? { stale: true } : {}),
      elapsedMs: facts.elapsedMs,
      rowCount: body.rows.length,
      truncated: answer.truncated || truncated,
      ...(columnsTruncated === undefined ? {} : { columnsTruncated }),
      ...(totalsTruncated === undefined ? {} : { totalsTruncated }),
      dataAsOf: facts.dataAsOf,
    },
  };
}
