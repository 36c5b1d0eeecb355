import { createHash } from "node:crypto";
import type { Viewer } from "@/lib/access/viewer";
import type { Rollup } from "@/lib/datasets/rollup-schema";
import type { Dataset } from "@/lib/datasets/schema";
import { AppError } from "@/lib/errors";
import type { Plan, PlanColumn, PlanDimension } from "@/lib/query/plan";
import { MeasureExpressions } from "@/lib/query/plan-measures";
import { type Lookups, PlanScope, relationOf } from "@/lib/query/plan-scope";
import { aggregateKey, type RollupTable } from "@/lib/query/rollup-table";
import { dictionaryName, monthsTable, ROLLUP_SCHEMA } from "@/lib/rollups/rollup-names";

/** Raised whenever tables are laid out anew: what was built before counts as another definition. */
const LAYOUT = 2;

export interface PlannedRollup {
  dataset: Dataset;
  rollup: Rollup;
  /** Reads the source rows in groups: the time first, then the dimensions. What makes a whole of them is left out. */
  plan: Plan;
  /** Columns of the table in the plan's order. */
  columns: { dimensions: string[]; aggregates: string[] };
  /** Datasets whose rows it joins. */
  lookups: string[];
  /** Changes with whatever decides what its table holds and how. */
  fingerprint: string;
}

/** Rollups are the same for every viewer, or the loader has refused them. */
const NOBODY: Viewer = {
  userId: "",
  email: "",
  name: "",
  role: "viewer",
  duties: [],
  groups: [],
  attributes: {},
  locale: "en",
  timezone: "UTC",
  fiscalYearStart: 1,
  currency: "KRW",
  workspace: { editorsCreate: false, viewersFormat: false, exportFrom: "admin" },
  sessionId: null,
  tokenId: null,
  scopes: null,
  request: { id: "", ip: "", userAgent: "", method: "", path: "" },
};
/** The loader has refused what depends on it. */
const ANY_TIME = new Date(0);

/** What a rollup's table holds and where that comes from. Pure. */
export function planRollup(dataset: Dataset, rollup: Rollup, lookups: Lookups): PlannedRollup {
  const scope = new PlanScope(dataset, NOBODY, lookups, null);
  const read = (name: string): PlanColumn => {
    const dimension = dataset.dimensions.find((d) => d.name === name);
    if (!dimension) throw new AppError("INTERNAL", { cause: `rollup ${rollup.name} on unknown ${name}` });
    return scope.raw(dimension);
  };
  const dimensions = [
    ...(rollup.time === undefined ? [] : [{ ...named(read(rollup.time)), grain: rollup.grain }]),
    ...rollup.dimensions.map((name) => named(read(name))),
  ];
  const context = { path: "measures", now: ANY_TIME, timezone: "UTC" };
  const measures = new MeasureExpressions(dataset, (filter) => scope.ownCondition(filter, context));
  for (const name of rollup.measures) measures.of(name);
  const plan = {
    ...EMPTY,
    dataset: dataset.id,
    source: dataset.source,
    relation: relationOf(dataset),
    joins: scope.joins,
    dimensions,
    rowDimensions: dimensions.length,
    aggregates: measures.aggregates,
  };
  const joined = dataset.joins.filter(({ name }) => scope.joined.includes(name)).map((join) => join.dataset);
  return {
    dataset,
    rollup,
    plan,
    columns: {
      dimensions: dimensions.map(({ dimension }) => dimension),
      // A space keeps them apart from the dimensions' names.
      aggregates: measures.aggregates.map(({ fn }, i) => `${fn} ${i}`),
    },
    lookups: [...new Set(joined)],
    fingerprint: createHash("sha256")
      .update(JSON.stringify([LAYOUT, plan]))
      .digest("hex")
      .slice(0, 32),
  };
}

const named = (column: PlanColumn): PlanDimension => ({ ...column, name: column.dimension, grain: null });

const EMPTY: Omit<
  Plan,
  "dataset" | "source" | "relation" | "joins" | "dimensions" | "rowDimensions" | "aggregates"
> = {
  rollup: null,
  timezone: "UTC",
  weekStart: 1,
  fiscalYearStart: 1,
  measures: [],
  calculations: [],
  time: null,
  rowRules: [],
  filters: [],
  measureFilters: [],
  top: null,
  pivot: null,
  outputs: [],
  sort: [],
  grandTotal: false,
  subtotals: false,
  limit: 0,
  offset: 0,
};

/** How the planner finds its way in the table that was built. */
export function rollupTable(
  { dataset, rollup, plan, columns }: PlannedRollup,
  {
    table,
    rows,
    behind,
    hasMonths,
  }: { table: string; rows: number; behind: RollupTable["behind"]; hasMonths: boolean },
): RollupTable {
  return {
    name: rollup.name,
    table: { schema: ROLLUP_SCHEMA, name: table },
    months: hasMonths ? { schema: ROLLUP_SCHEMA, name: monthsTable(table) } : null,
    rows,
    time: rollup.time ?? null,
    columns: new Map(
      plan.dimensions.map(({ dimension, type, grain }) => [
        dimension,
        { at: placeOf(dataset.id, dimension, type), grain: grain && grain === rollup.grain ? grain : "day" },
      ]),
    ),
    aggregates: new Map(
      plan.aggregates.flatMap((aggregate, i) => {
        const [key, column] = [aggregateKey(aggregate), columns.aggregates[i]];
        return key !== null && column !== undefined ? [[key, { column }]] : [];
      }),
    ),
    behind,
  };
}

const placeOf = (dataset: string, dimension: string, type: PlanColumn["type"]) =>
  type === "string"
    ? {
        code: dimension,
        dictionary: { schema: ROLLUP_SCHEMA, name: dictionaryName(dataset, dimension) },
      }
    : { column: dimension };
