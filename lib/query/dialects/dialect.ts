import type {
  ComparedAs,
  PlanAggregate,
  PlanColumn,
  PlanTime,
  PlanValue,
  PlanWindow,
} from "@/lib/query/plan";
import type { Grain } from "@/lib/query/query";

/** Hands a value to the statement and answers with its placeholder. The only way a value gets near SQL. */
export type Bind = (value: PlanValue | null) => string;

/** What differs between databases; everything else is the compiler's. Arguments named `sql` are finished expressions. */
export interface Dialect {
  /** An identifier of the dataset, quoted. */
  quote(identifier: string): string;
  table(table: { schema: string; name: string }): string;
  /** A column in its dimension's type. */
  column(column: PlanColumn): string;
  /** A row of the previous window where it stands in the current one. */
  move(sql: string, time: PlanTime, zone: string, bind: Bind): string;
  /** The first day (or instant) of the grain; the value itself without one. */
  truncate(sql: string, column: PlanColumn, grain: Grain | null, zone: string, bind: Bind): string;
  within(time: PlanTime, window: PlanWindow, zone: string, bind: Bind): string;
  aggregate(aggregate: PlanAggregate): string;
  /** `scale × numerator ÷ denominator` as a double; null where the divisor is 0 or null. */
  ratio(numerator: string, denominator: string, scale: number, bind: Bind): string;
  /** The percentage of `base` that `delta` is, its sign that of `delta`; null where the base is 0 or null. */
  change(delta: string, base: string): string;
  /** The expression in the form the values of a condition are compared as. */
  comparable(sql: string, as: ComparedAs, zone: string, bind: Bind): string;
  value(value: PlanValue, as: ComparedAs, bind: Bind): string;
  /** True where `sql` equals one of `values` (at least one). */
  oneOf(sql: string, values: readonly PlanValue[], as: ComparedAs, bind: Bind): string;
  /** Ignores case; both sides in NFC. */
  contains(sql: string, text: string, bind: Bind): string;
  startsWith(sql: string, text: string, bind: Bind): string;
  /** What puts texts into the order of Postgres' ICU ko-KR, where the database's own order is another; the first counts most. */
  textOrder?(sql: string): string[];
}
