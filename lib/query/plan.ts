/** A question with every name resolved: plain data. It can be logged, compared, cached by, tested. SQL in it is the dataset's own. */
import type { Dimension } from "@/lib/datasets/schema";
import type { PlanExpr } from "@/lib/query/plan-expr";
import type { Calculation, Grain, Top } from "@/lib/query/query";
import type { Day, WeekStart } from "@/lib/query/relative-date";

export type DimensionType = Dimension["type"];
export type ComparisonPart = "previous" | "delta" | "change";
type Direction = Top["direction"];

/** What rows are read from. */
export type PlanRelation = { schema: string; name: string } | { sql: string };

/**
 * Where a value stands in a row: a column or an expression of the relation, or a column of one of the plan's joins. A rollup keeps
 * texts as numbers: `code` is its column, the dictionary has each text's `id` and `value`.
 */
export type PlanPlace =
  | { column: string }
  | { sql: string }
  | { join: number; column: number }
  | { code: string; dictionary: { schema: string; name: string } };

/** A value of a row, as conditions and groups need it. */
export interface PlanColumn {
  /** The dataset's name for it. */
  dimension: string;
  at: PlanPlace;
  type: DimensionType;
  /** Belongs to the time dimension: rows of the previous window are moved into the current one. */
  moves: boolean;
  /** Not this viewer's to see: a stand-in is read instead. */
  masked: boolean;
}

/** A lookup: at most one row per key, of the rows its own rules let through. */
export interface PlanJoin {
  /** The lookup's id. */
  dataset: string;
  relation: PlanRelation;
  /** `column` of the plan's relation holds the lookup's `key`. */
  on: { column: string; key: string }[];
  /** What the plan reads of it. */
  columns: PlanColumn[];
  rules: PlanCondition[];
  /** All its dimensions in order: which of several rows of one key counts. */
  order: PlanColumn[];
}

export interface PlanDimension extends PlanColumn {
  /** Its name in the answer: the alias, or the dimension's own. */
  name: string;
  grain: Grain | null;
}

/** Computed over source rows; the same one is computed once, however many measures use it. */
export interface PlanAggregate {
  fn: "sum" | "count" | "count_distinct" | "min" | "max" | "percentile";
  /** Null counts rows. */
  value: PlanPlace | null;
  /** Of a percentile, 0 to 1. */
  fraction?: number;
  /** Over the rows that meet these. */
  where: PlanCondition[];
  /** Of a rollup: the values are what the same aggregate gave over source rows. */
  stored?: true;
}

export interface PlanMeasure {
  name: string;
  expr: PlanExpr;
  masked: boolean;
}

export interface PlanCalculation {
  name: string;
  kind: Calculation["kind"];
  /** The measure it looks at. */
  of: string;
  expr: PlanExpr;
  /** Places in the plan's dimensions. */
  within: number[];
  rows: number;
  direction: Direction;
}

/** What the values of a condition are compared as: `day` is a time's calendar day in the plan's zone. */
export type ComparedAs = "text" | "number" | "boolean" | "date" | "day" | "instant";
export type PlanValue = string | number | boolean;

export type PlanTest =
  | { op: "any"; as: ComparedAs; values: PlanValue[]; nulls: boolean; negate: boolean }
  | { op: "lt" | "lte" | "gt" | "gte"; as: ComparedAs; value: PlanValue }
  | { op: "between"; as: ComparedAs; low: PlanValue; high: PlanValue }
  | { op: "contains" | "starts_with"; text: string }
  | { op: "null"; negate: boolean };

export interface PlanCondition {
  on: PlanColumn;
  test: PlanTest;
}

export interface PlanMeasureCondition {
  expr: PlanExpr;
  test: PlanTest;
}

/** Days in the plan's zone, both included. */
export interface PlanWindow {
  from: Day;
  to: Day;
}

export interface PlanTime {
  dimension: string;
  at: PlanPlace;
  type: "date" | "time";
  window: PlanWindow;
  /** The window compared with, and how far its days lie before the current ones. */
  previous: (PlanWindow & { distance: { unit: "day" | "year"; count: number } }) | null;
}

/** What orders lines: a dimension, or a measure; in a pivot also a measure under one combination of pivoted values. */
export interface PlanSort {
  by:
    | { kind: "dimension"; index: number }
    | { kind: "measure"; index: number; part: ComparisonPart | null; under: PivotedValue[] | null };
  direction: Direction;
}
export type PivotedValue = { as: ComparedAs; value: PlanValue } | null;

export interface PlanTop {
  /** Place in the plan's dimensions. */
  dimension: number;
  by: PlanExpr;
  direction: Direction;
  n: number;
  others: boolean;
}

export interface PlanPivot {
  /** Combinations at most. */
  limit: number;
  sort: PlanSort[];
  rowTotals: boolean;
}

/** A column of the answer, in order; of a pivot, those of one combination and of a row's totals. */
export type PlanOutput =
  | { kind: "dimension"; name: string; index: number }
  | { kind: "measure"; name: string; index: number; part: ComparisonPart | null }
  | { kind: "calculation"; name: string; index: number };

export interface Plan {
  dataset: string;
  source: string;
  relation: PlanRelation;
  joins: PlanJoin[];
  /** The rollup that stands in for the relation, by name. */
  rollup: string | null;
  /** The relation's rows summed up by calendar months: they may stand for its days where a window has whole ones. */
  months?: { schema: string; name: string };
  /** The rollup's rows are the plan's groups, one each: there is nothing to put together. */
  areGroups?: true;
  timezone: string;
  weekStart: WeekStart;
  /** First month, 1 to 12. */
  fiscalYearStart: number;
  /** The rows' own, then a pivot's. */
  dimensions: PlanDimension[];
  /** How many of the dimensions are the rows' own. */
  rowDimensions: number;
  aggregates: PlanAggregate[];
  measures: PlanMeasure[];
  calculations: PlanCalculation[];
  time: PlanTime | null;
  /** What the viewer may see at all: applied to raw rows, before anything else. */
  rowRules: PlanCondition[];
  filters: PlanCondition[];
  /** What is searched for, in each dimension that may hold it: one of them must hold. */
  search?: PlanCondition[];
  /** Keep groups at the full set of dimensions, by their current values. */
  measureFilters: PlanMeasureCondition[];
  top: PlanTop | null;
  pivot: PlanPivot | null;
  outputs: PlanOutput[];
  /** The sort asked for; the compiler adds the tie-breakers. */
  sort: PlanSort[];
  grandTotal: boolean;
  subtotals: boolean;
  /** How many of the row dimensions are groups, which have subtotals; without it all but the last. */
  groups?: number;
  limit: number;
  offset: number;
}

/** Ids of the datasets a plan looks values up in, each once. */
export const lookupsOf = ({ joins }: Plan): string[] => [...new Set(joins.map(({ dataset }) => dataset))];
