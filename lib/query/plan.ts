/** A question with every name resolved: plain data, no SQL. It can be logged, compared, cached by, tested. */
import type { Dimension } from "@/lib/datasets/schema";
import type { Grain } from "@/lib/query/query";
import type { Day } from "@/lib/query/relative-date";

export type DimensionType = Dimension["type"];
export type ComparisonPart = "previous" | "delta" | "change";

/** A column of the relation, as conditions and groups need it. */
export interface PlanColumn {
  column: string;
  type: DimensionType;
  /** Belongs to the time dimension: rows of the previous window are moved into the current one. */
  moves: boolean;
}

export interface PlanDimension extends PlanColumn {
  /** Its name in the answer: the alias, or the dimension's own. */
  name: string;
  dimension: string;
  grain: Grain | null;
}

/** Computed over source rows; the same one is computed once, however many measures use it. */
export interface PlanAggregate {
  fn: "sum" | "count";
  /** Null counts rows. */
  column: string | null;
}

/** What a measure makes of its level's aggregates. */
export type PlanExpr =
  | { kind: "aggregate"; index: number }
  | { kind: "ratio"; numerator: PlanExpr; denominator: PlanExpr; scale: number };

export interface PlanMeasure {
  name: string;
  expr: PlanExpr;
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
  column: string;
  type: "date" | "time";
  window: PlanWindow;
  /** The window compared with, and how far its days lie before the current ones. */
  previous: (PlanWindow & { distance: { unit: "day" | "year"; count: number } }) | null;
}

export interface PlanSort {
  /** Place of the column in the answer, from 0. */
  column: number;
  direction: "asc" | "desc";
}

/** A column of the answer, in order. */
export type PlanOutput =
  | { kind: "dimension"; name: string; index: number }
  | { kind: "measure"; name: string; index: number; part: ComparisonPart | null };

export interface Plan {
  dataset: string;
  source: string;
  table: { schema: string; name: string };
  /** The rollup that stands in for the table, by name. */
  rollup: string | null;
  timezone: string;
  dimensions: PlanDimension[];
  aggregates: PlanAggregate[];
  measures: PlanMeasure[];
  time: PlanTime | null;
  /** What the viewer may see at all: applied to raw rows, before anything else. */
  rowRules: PlanCondition[];
  filters: PlanCondition[];
  /** Keep groups at the full set of dimensions, by their current values. */
  measureFilters: PlanMeasureCondition[];
  outputs: PlanOutput[];
  sort: PlanSort[];
  grandTotal: boolean;
  limit: number;
  offset: number;
}
