import type { Viewer } from "@/lib/access/viewer";
import type { Dataset } from "@/lib/datasets/schema";
import { checkFilter, type FilterContext } from "@/lib/query/filter";
import type { Plan, PlanDimension, PlanMeasure } from "@/lib/query/plan";
import { planCalculations } from "@/lib/query/plan-calculations";
import type { PlanExpr } from "@/lib/query/plan-expr";
import { MeasureExpressions } from "@/lib/query/plan-measures";
import { planOutputs } from "@/lib/query/plan-outputs";
import { planPivot } from "@/lib/query/plan-pivot";
import { type Lookups, PlanScope, relationOf } from "@/lib/query/plan-scope";
import { planSearch } from "@/lib/query/plan-search";
import { planSort } from "@/lib/query/plan-sort";
import { isCompared, planTime, planZone } from "@/lib/query/plan-time";
import { planTop } from "@/lib/query/plan-top";
import type { DimensionRef, Query } from "@/lib/query/query";
import { impossibleQuery, unknownName } from "@/lib/query/query-error";

const NO_LOOKUPS: Lookups = new Map();

/**
 * Resolves a checked question against a dataset for a viewer: names, grains, row and column rules, time windows, limits.
 * Pure: the same question, datasets, viewer and `now` give the same plan, which holds no SQL but the dataset's own.
 * Hidden dimensions and measures are unknown here, though other measures and row rules may stand on them.
 * @param lookups the datasets the dataset may join
 * @throws AppError QUERY_001 (unknown name with the nearest ones, impossible question) or INPUT_001, naming the path.
 */
export function planQuery(
  query: Query,
  dataset: Dataset,
  viewer: Viewer,
  now: Date,
  lookups: Lookups = NO_LOOKUPS,
): Plan {
  const asked = query.dimensions.length + query.measures.length + query.calculations.length;
  if (asked === 0) throw impossibleQuery("dimensions", "emptyQuery");
  const timezone = planZone(query, viewer.timezone);
  const calendar = {
    weekStart: query.weekStart ?? viewer.weekStart ?? 1,
    fiscalYearStart: query.fiscalYearStart ?? viewer.fiscalYearStart,
  };
  const scope = new PlanScope(
    dataset,
    viewer,
    lookups,
    isCompared(query) ? (query.time?.name ?? null) : null,
  );
  const time = planTime(query, scope, now, timezone, calendar);
  const context = (path: string): FilterContext => ({ path, now, timezone, calendar });

  const expressions = new MeasureExpressions(dataset, (filter) =>
    scope.ownCondition(filter, context("measures")),
  );
  const exprOf = (name: string, path: string): PlanExpr => {
    if (!scope.measureNames.includes(name)) throw unknownName(path, "measure", name, scope.measureNames);
    return scope.isMasked(name) ? { kind: "masked" } : expressions.of(name);
  };

  const dimensions = [
    ...query.dimensions.map((ref, i) => planDimension(ref, `dimensions.${i}`, scope)),
    ...(query.pivot?.dimensions ?? []).map((ref, i) => planDimension(ref, `pivot.dimensions.${i}`, scope)),
  ];
  const measures = query.measures.map((name, i): PlanMeasure => {
    const expr = exprOf(name, `measures.${i}`);
    return { name, expr, masked: expr.kind === "masked" };
  });

  const filters: Plan["filters"] = [];
  const measureFilters: Plan["measureFilters"] = [];
  query.filters.forEach((filter, i) => {
    const path = `filters.${i}`;
    if (scope.measureNames.includes(filter.name)) {
      const test = checkFilter(filter, "number", context(path));
      measureFilters.push({ expr: exprOf(filter.name, `${path}.name`), test });
      return;
    }
    if (!scope.dimensionNames.includes(filter.name)) {
      const known = [...scope.dimensionNames, ...scope.measureNames];
      throw unknownName(`${path}.name`, "field", filter.name, known);
    }
    const dimension = scope.dimension(filter.name, `${path}.name`);
    filters.push({ on: scope.column(dimension), test: checkFilter(filter, dimension.type, context(path)) });
  });

  const shape = { dimensions, rowDimensions: query.dimensions.length, measures };
  const calculations = planCalculations(query, shape, exprOf, expressions.aggregates);
  const compared = time?.previous != null;
  const outputs = planOutputs(shape, calculations, compared);
  return {
    dataset: dataset.id,
    source: dataset.source,
    relation: relationOf(dataset),
    rollup: null,
    timezone,
    weekStart: calendar.weekStart,
    fiscalYearStart: calendar.fiscalYearStart,
    ...shape,
    calculations,
    time,
    filters,
    ...(query.search ? { search: planSearch(query.search, scope) } : {}),
    measureFilters,
    top: planTop(query, shape, exprOf),
    pivot: planPivot(query, shape, outputs),
    outputs,
    sort: planSort(query, shape, outputs),
    // Last, when everything has been named.
    rowRules: scope.rowRules(),
    aggregates: expressions.aggregates,
    joins: scope.joins,
    grandTotal: query.totals.includes("grand"),
    subtotals: query.totals.includes("subtotals"),
    ...(query.groups === undefined ? {} : { groups: query.groups }),
    limit: query.limit,
    offset: query.offset,
  };
}

function planDimension(ref: DimensionRef, at: string, scope: PlanScope): PlanDimension {
  const { name, grain, as } = typeof ref === "string" ? { name: ref } : ref;
  const dimension = scope.dimension(name, typeof ref === "string" ? at : `${at}.name`);
  const { type } = dimension;
  if (grain && (grain === "hour" ? type !== "time" : type !== "date" && type !== "time"))
    throw impossibleQuery(`${at}.grain`, "grainNotForType", { grain, name, type });
  return { ...scope.column(dimension), name: as ?? name, grain: grain ?? null };
}
