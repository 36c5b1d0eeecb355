import type { Dataset } from "@/lib/datasets/schema";
import type { Locale } from "@/lib/format/format";
import { exactNumber } from "@/lib/query/exact-number";
import { formatInstant } from "@/lib/query/format-instant";
import type { Plan } from "@/lib/query/plan";
import type { Cell, Result, ResultColumn } from "@/lib/query/result";
import { resultColumns } from "@/lib/query/result-columns";

/** What the source gave for a plan's statements: rows as arrays, `limit` + 1 at most, exact numbers as text. */
export interface RawAnswer {
  rows: readonly (readonly unknown[])[];
  grandTotal: readonly unknown[] | null;
}

export interface ResultFacts {
  cached: boolean;
  elapsedMs: number;
  /** ISO 8601. */
  dataAsOf: string | null;
}

/** The document of the outer contract, labels in `locale`, times in the plan's zone. */
export function toResult(
  plan: Plan,
  dataset: Dataset,
  locale: Locale,
  answer: RawAnswer,
  facts: ResultFacts,
): Result {
  const columns = resultColumns(plan, dataset, locale);
  const convert = columns.map((column) => converter(column, plan.timezone));
  const rows = answer.rows.slice(0, plan.limit).map((row) => convert.map((cell, i) => cell(row[i])));
  const measures = columns.filter((column) => column.kind === "measure");
  const total = answer.grandTotal;
  const grandTotal = Object.fromEntries(measures.map(({ name }, i) => [name, exactNumber(total?.[i])]));
  return {
    columns,
    rows,
    ...(plan.grandTotal ? { grandTotal } : {}),
    meta: {
      source: plan.source,
      rollup: plan.rollup,
      cached: facts.cached,
      elapsedMs: facts.elapsedMs,
      rowCount: rows.length,
      truncated: answer.rows.length > plan.limit,
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
