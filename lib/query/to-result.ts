import type { Dataset } from "@/lib/datasets/schema";
import type { Locale } from "@/lib/format/format";
import { hasGrandTotal, type Section, sectionsOf, subtotalDepths } from "@/lib/query/compile/sections";
import { exactNumber } from "@/lib/query/exact-number";
import { formatInstant } from "@/lib/query/format-instant";
import { MOST_LINES } from "@/lib/query/limits";
import { pivotAnswer } from "@/lib/query/pivot-answer";
import type { Plan } from "@/lib/query/plan";
import type { Cell, Result, ResultColumn, ResultMeta, Subtotals } from "@/lib/query/result";
import { ColumnWriter } from "@/lib/query/result-columns";
import type { SourceAnswer } from "@/lib/sources/runner";

export interface ResultFacts {
  cached: boolean;
  elapsedMs: number;
  /** ISO 8601. */
  dataAsOf: string | null;
}

/** A source's lines by section: whether one is of that kind and depth. */
export type LinesOf = (kind: Section["kind"], depth?: number) => readonly (readonly unknown[])[];

/** What a pivot or a flat answer is made of, before `meta`. */
export type Body = Omit<Result, "meta"> &
  Pick<ResultMeta, "truncated" | "columnsTruncated" | "totalsTruncated">;

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
      elapsedMs: facts.elapsedMs,
      rowCount: body.rows.length,
      truncated: answer.truncated || truncated,
      ...(columnsTruncated === undefined ? {} : { columnsTruncated }),
      ...(totalsTruncated === undefined ? {} : { totalsTruncated }),
      dataAsOf: facts.dataAsOf,
    },
  };
}

function flatAnswer(plan: Plan, writer: ColumnWriter, linesOf: LinesOf): Body {
  const columns = writer.columns();
  const convert = columns.map((column) => converter(column, plan.timezone));
  const read = (line: readonly unknown[]): Cell[] => convert.map((cell, i) => cell(line[i + 1]));
  const rows = linesOf("rows");
  const depths = subtotalDepths(plan);
  const names = plan.dimensions.map(({ name }) => name);
  const { top } = plan;
  const levels = (kind: "subtotals" | "othersSubtotals", from: number): Subtotals[] =>
    depths
      .filter((depth) => depth > from)
      .map((depth) => ({
        dimensions: names.slice(0, depth),
        rows: linesOf(kind, depth).slice(0, MOST_LINES).map(read),
      }));
  const lists = [
    linesOf("others"),
    ...depths.flatMap((d) => [linesOf("subtotals", d), linesOf("othersSubtotals", d)]),
  ];
  return {
    columns,
    rows: rows.slice(0, plan.limit).map(read),
    ...(plan.subtotals ? { subtotals: levels("subtotals", 0) } : {}),
    ...(top?.others
      ? {
          others: {
            dimension: names[top.dimension] ?? "",
            rows: linesOf("others").slice(0, MOST_LINES).map(read),
            ...(plan.subtotals ? { subtotals: levels("othersSubtotals", top.dimension) } : {}),
          },
        }
      : {}),
    ...(plan.grandTotal ? { grandTotal: totalOf(plan, columns, read, linesOf("grand")[0]) } : {}),
    truncated: rows.length > plan.limit,
    ...(plan.subtotals || top?.others
      ? { totalsTruncated: lists.some((list) => list.length > MOST_LINES) }
      : {}),
  };
}

function totalOf(
  plan: Plan,
  columns: readonly ResultColumn[],
  read: (line: readonly unknown[]) => Cell[],
  line: readonly unknown[] | undefined,
): Record<string, Cell> {
  if (!hasGrandTotal(plan) || !line) return {};
  const cells = read(line);
  return Object.fromEntries(
    columns.flatMap(({ name, kind }, i) => (kind === "measure" ? [[name, cells[i] ?? null]] : [])),
  );
}

/** How a column's values come out of a source. */
export function converter({ type }: ResultColumn, zone: string): (value: unknown) => Cell {
  switch (type) {
    case "number":
      return exactNumber;
    case "boolean":
      return (value) => (typeof value === "boolean" ? value : null);
    case "time":
      return (value) => (typeof value === "string" ? formatInstant(value, zone) : null);
    default:
      return (value) => (value === null || value === undefined ? null : String(value));
  }
}
