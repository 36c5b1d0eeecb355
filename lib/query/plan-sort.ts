import { COMPARED_AS } from "@/lib/query/filter";
import { parseValue } from "@/lib/query/parse-value";
import type { PivotedValue, Plan, PlanDimension, PlanOutput, PlanSort } from "@/lib/query/plan";
import type { PlanShape } from "@/lib/query/plan-outputs";
import type { Query, Sort } from "@/lib/query/query";
import { impossibleQuery, unknownName } from "@/lib/query/query-error";

/** The sort asked for, each column once. @throws AppError QUERY_001 for a column the answer lacks, or one that hangs on the order. */
export function planSort(query: Query, shape: PlanShape, outputs: readonly PlanOutput[]): PlanSort[] {
  const pivoted = query.pivot ? shape.dimensions.slice(shape.rowDimensions) : [];
  return withoutRepeats(
    query.sort.map((sort, i) => {
      const path = `sort.${i}.column`;
      return (
        findColumn(sort, outputs, path) ??
        readPivoted(sort, outputs, pivoted) ??
        refuse(sort.column, outputs, path)
      );
    }),
  );
}

const refuse = (column: string, outputs: readonly PlanOutput[], path: string): never => {
  throw unknownName(
    path,
    "column",
    column,
    outputs.filter(({ kind }) => kind !== "calculation").map(({ name }) => name),
  );
};

/** What orders a pivot's columns: a pivoted dimension, or a measure by its column's total. */
export function planPivotSort(
  sorts: readonly Sort[],
  shape: PlanShape,
  outputs: readonly PlanOutput[],
): PlanSort[] {
  const columns: PlanOutput[] = [
    ...shape.dimensions
      .map(({ name }, index): PlanOutput => ({ kind: "dimension", name, index }))
      .slice(shape.rowDimensions),
    ...outputs.filter(({ kind }) => kind === "measure"),
  ];
  return withoutRepeats(
    sorts.map((sort, i) => {
      const path = `pivot.sort.${i}.column`;
      return findColumn(sort, columns, path) ?? refuse(sort.column, columns, path);
    }),
  );
}

function findColumn(
  { column, direction }: Sort,
  outputs: readonly PlanOutput[],
  path: string,
): PlanSort | null {
  const output = outputs.find(({ name }) => name === column);
  if (!output) return null;
  if (output.kind === "dimension") return { by: { kind: "dimension", index: output.index }, direction };
  if (output.kind === "calculation") throw impossibleQuery(path, "sortByCalculation", { name: column });
  return { by: { kind: "measure", index: output.index, part: output.part, under: null }, direction };
}

/** `margin@["naver"]`: a measure under one combination of pivoted values. */
function readPivoted(
  { column, direction }: Sort,
  outputs: readonly PlanOutput[],
  pivoted: readonly PlanDimension[],
): PlanSort | null {
  const at = column.indexOf("@[");
  if (at < 0 || pivoted.length === 0) return null;
  const output = outputs.find(({ name, kind }) => kind === "measure" && name === column.slice(0, at));
  const values = readValues(column.slice(at + 1), pivoted);
  if (output?.kind !== "measure" || !values) return null;
  return { by: { kind: "measure", index: output.index, part: output.part, under: values }, direction };
}

function readValues(json: string, pivoted: readonly PlanDimension[]): PivotedValue[] | null {
  let values: unknown;
  try {
    values = JSON.parse(json);
  } catch {
    return null;
  }
  if (!Array.isArray(values) || values.length !== pivoted.length) return null;
  const read: PivotedValue[] = [];
  for (const [i, { type, grain }] of pivoted.entries()) {
    const value: unknown = values[i];
    if (value === null) {
      read.push(null);
      continue;
    }
    if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean") return null;
    // A grain's first day is a day, whatever it was taken from. A day of instants would be many columns at once.
    const shown = grain && grain !== "hour" ? "date" : type;
    const parsed = parseValue(value, shown);
    if (parsed?.as !== (shown === "time" ? "instant" : COMPARED_AS[shown])) return null;
    read.push(parsed);
  }
  return read;
}

function withoutRepeats(sorts: PlanSort[]): Plan["sort"] {
  const seen = new Set<string>();
  return sorts.filter(({ by }) => {
    const key = JSON.stringify(by);
    return !seen.has(key) && seen.add(key);
  });
}
