import type { Dataset } from "@/lib/datasets/schema";
import type { Locale } from "@/lib/format/format";
import { exactNumber } from "@/lib/query/exact-number";
import { formatInstant } from "@/lib/query/format-instant";
import type { Plan } from "@/lib/query/plan";
import type { Cell, Result, ResultColumn } from "@/lib/query/result";
import { resultColumns } from "@/lib/query/result-columns";
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
 * @param answer the rows, `limit` + 1 at most, then the grand total's one row where the plan has one.
 */
export function toResult(
  plan: Plan,
  dataset: Dataset,
  locale: Locale,
  answer: SourceAnswer,
  facts: ResultFacts,
): Result {
  const columns = resultColumns(plan, dataset, locale);
  const convert = columns.map((column) => converter(column, plan.timezone));
  const [found = [], totals] = answer.sets;
  const rows = found.slice(0, plan.limit).map((row) => convert.map((cell, i) => cell(row[i])));
  const measures = columns.filter((column) => column.kind === "measure");
  const total = totals?.[0];
  const grandTotal = Object.fromEntries(measures.map(({ name }, i) => [name, exactNumber(total?.[i])]));
  return {
    columns,
    rows,
    ...(plan.grandTotal ? { grandTotal } : {}),
    meta: {
      source: plan.source,
      rollup: plan.rollup,
      cached: facts.cached,
      ...(facts.stale ? { stale: true } : {}),
      elapsedMs: facts.elapsedMs,
      rowCount: rows.length,
      truncated: answer.truncated || found.length > plan.limit,
      dataAsOf: facts.dataAsOf,
    },
  };
}

function converter({ type }: ResultColumn, zone: string): (value: unknown) => Cell {
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
