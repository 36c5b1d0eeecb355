import type { Viewer } from "@/lib/access/viewer";
import type { Dataset, Dimension } from "@/lib/datasets/schema";
import { AppError } from "@/lib/errors";
import { COMPARED_AS, checkFilter, parseValue } from "@/lib/query/filter";
import type {
  Plan,
  PlanColumn,
  PlanCondition,
  PlanDimension,
  PlanMeasure,
  PlanOutput,
} from "@/lib/query/plan";
import { MeasureExpressions } from "@/lib/query/plan-measures";
import { planTime, planZone } from "@/lib/query/plan-time";
import type { Query } from "@/lib/query/query";
import { impossibleQuery, unknownName } from "@/lib/query/query-error";

/** The comparisons of a measure, in the order of their columns: `margin__previous` … */
export const COMPARISON_PARTS = ["previous", "delta", "change"] as const;

/**
 * Resolves a checked question against a dataset for a viewer: names, grains, row rules, time windows, tie-breakers.
 * Pure: the same question, dataset, viewer and `now` give the same plan, which holds no SQL.
 * Hidden dimensions and measures are unknown here, though ratios and row rules may stand on them.
 * @throws AppError QUERY_001 (unknown name with the nearest ones, impossible question) or INPUT_001, naming the path.
 */
export function planQuery(query: Query, dataset: Dataset, viewer: Viewer, now: Date): Plan {
  refuseUnbuilt(query);
  const timezone = planZone(query, viewer.timezone);
  const shownDimensions = dataset.dimensions.filter((d) => !d.hidden);
  const dimensionNames = shownDimensions.map((d) => d.name);
  const measureNames = dataset.measures.filter((m) => !m.hidden).map((m) => m.name);
  if (query.dimensions.length + query.measures.length === 0)
    throw impossibleQuery("dimensions", "emptyQuery");

  const time = planTime(query, dataset, dimensionNames, now, timezone, viewer);
  const findDimension = (name: string, path: string): Dimension => {
    const found = shownDimensions.find((d) => d.name === name);
    if (!found) throw unknownName(path, "dimension", name, dimensionNames);
    return found;
  };
  const moves = (dimension: Dimension) => time?.previous != null && dimension.name === query.time?.name;

  const dimensions = query.dimensions.map((ref, i): PlanDimension => {
    const { name, grain, as } = typeof ref === "string" ? { name: ref } : ref;
    const path = typeof ref === "string" ? `dimensions.${i}` : `dimensions.${i}.name`;
    const dimension = findDimension(name, path);
    const { type } = dimension;
    if (grain && (grain === "hour" ? type !== "time" : type !== "date" && type !== "time"))
      throw impossibleQuery(`dimensions.${i}.grain`, "grainNotForType", { grain, name, type });
    return {
      ...planColumn(dimension, moves(dimension)),
      name: as ?? name,
      dimension: name,
      grain: grain ?? null,
    };
  });

  const expressions = new MeasureExpressions(dataset);
  const measures = query.measures.map((name, i): PlanMeasure => {
    if (!measureNames.includes(name)) throw unknownName(`measures.${i}`, "measure", name, measureNames);
    return { name, expr: expressions.of(name) };
  });

  const filters: PlanCondition[] = [];
  const measureFilters: Plan["measureFilters"] = [];
  query.filters.forEach((filter, i) => {
    const context = { path: `filters.${i}`, now, timezone, calendar: viewer };
    if (measureNames.includes(filter.name)) {
      const test = checkFilter(filter, "number", context);
      measureFilters.push({ expr: expressions.of(filter.name), test });
      return;
    }
    const dimension = shownDimensions.find((d) => d.name === filter.name);
    if (!dimension)
      throw unknownName(`filters.${i}.name`, "field", filter.name, [...dimensionNames, ...measureNames]);
    const test = checkFilter(filter, dimension.type, context);
    filters.push({ on: planColumn(dimension, moves(dimension)), test });
  });

  const outputs = planOutputs(dimensions, measures, time?.previous != null);
  return {
    dataset: dataset.id,
    source: dataset.source,
    table: dataset.table,
    rollup: null,
    timezone,
    dimensions,
    aggregates: expressions.aggregates,
    measures,
    time,
    rowRules: planRowRules(dataset, viewer),
    filters,
    measureFilters,
    outputs,
    sort: planSort(query, outputs),
    grandTotal: query.totals.includes("grand"),
    limit: query.limit,
    offset: query.offset,
  };
}

function refuseUnbuilt(query: Query): void {
  const subtotals = query.totals.indexOf("subtotals");
  if (subtotals >= 0)
    throw impossibleQuery(`totals.${subtotals}`, "notSupportedYet", { feature: "subtotals" });
}

const planColumn = (dimension: Dimension, moves: boolean): PlanColumn => ({
  column: dimension.column ?? dimension.name,
  type: dimension.type,
  moves,
});

/**
 * What this viewer may see: per rule, rows whose dimension is among their attribute's values, and none without it.
 * A value that does not fit the dimension's type matches nothing.
 */
function planRowRules(dataset: Dataset, viewer: Viewer): PlanCondition[] {
  if (dataset.rows === "allRows") return [];
  return dataset.rows
    .filter((rule) => !rule.except.includes(viewer.role))
    .map((rule) => {
      const dimension = dataset.dimensions.find((d) => d.name === rule.dimension);
      // A rule that cannot be applied must not let everything through.
      if (!dimension) throw new AppError("INTERNAL", { cause: `row rule on unknown ${rule.dimension}` });
      const own = Object.hasOwn(viewer.attributes, rule.attribute) ? viewer.attributes[rule.attribute] : [];
      const checked = (own ?? []).flatMap((value) => parseValue(value, dimension.type) ?? []);
      const as = COMPARED_AS[dimension.type];
      const values = checked.filter((entry) => entry.as === as).map((entry) => entry.value);
      const test = { op: "any" as const, as, values, nulls: false, negate: false };
      return { on: planColumn(dimension, false), test };
    });
}

function planOutputs(
  dimensions: readonly PlanDimension[],
  measures: readonly PlanMeasure[],
  compared: boolean,
): PlanOutput[] {
  const outputs: PlanOutput[] = dimensions.map(({ name }, index) => ({ kind: "dimension", name, index }));
  measures.forEach(({ name }, index) => {
    outputs.push({ kind: "measure", name, index, part: null });
    if (!compared) return;
    for (const part of COMPARISON_PARTS)
      outputs.push({ kind: "measure", name: `${name}__${part}`, index, part });
  });
  outputs.forEach(({ name, kind, index }, i) => {
    if (outputs.findIndex((other) => other.name === name) < i)
      throw impossibleQuery(kind === "dimension" ? `dimensions.${index}` : `measures.${index}`, "nameTwice", {
        name,
      });
  });
  return outputs;
}

/** The sort asked for, then the remaining dimensions, so that pages never overlap. */
function planSort(query: Query, outputs: readonly PlanOutput[]): Plan["sort"] {
  const names = outputs.map((output) => output.name);
  const sort: Plan["sort"] = [];
  query.sort.forEach(({ column: name, direction }, i) => {
    const column = names.indexOf(name);
    if (column < 0) throw unknownName(`sort.${i}.column`, "column", name, names);
    if (!sort.some((entry) => entry.column === column)) sort.push({ column, direction });
  });
  outputs.forEach(({ kind }, column) => {
    if (kind === "dimension" && !sort.some((entry) => entry.column === column))
      sort.push({ column, direction: "asc" });
  });
  return sort;
}
