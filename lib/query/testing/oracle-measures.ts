/** Every measure of the hostile dataset, by hand, over the rows of one group. */
import type { OracleRow } from "@/lib/query/testing/oracle-rows";
import {
  aDouble,
  compareNumbers,
  extremeOf,
  meanOf,
  minus,
  negate,
  percentileOf,
  plus,
  quotient,
  sumOf,
  tenThousandths,
  toDouble,
  type Value,
  whole,
} from "@/lib/query/testing/oracle-values";

type Rows = readonly OracleRow[];
type Measure = (rows: Rows) => Value;
type Truth = boolean | null;

const int = (value: number | bigint | null): Value => (value === null ? null : whole(value));

/** Neither where one side is null. */
function compares(a: Value, b: number, test: (order: number) => boolean): Truth {
  return a === null ? null : test(compareNumbers(a, { exact: BigInt(b) * 10_000n }));
}
const and = (a: Truth, b: Truth): Truth =>
  a === false || b === false ? false : a === null || b === null ? null : true;
const not = (a: Truth): Truth => (a === null ? null : !a);

const amounts = (rows: Rows) => rows.map((row) => tenThousandths(row.amount));
const sizes = (rows: Rows) => rows.map((row) => int(row.size));
const differing = (values: (string | null)[]) => new Set(values.filter((value) => value !== null)).size;

const qty: Measure = (rows) => sumOf(rows.map((row) => int(row.qty)));
const amount: Measure = (rows) => sumOf(amounts(rows));
const huge: Measure = (rows) => sumOf(rows.map((row) => int(row.huge)));
const orders: Measure = (rows) => whole(rows.length);
const counted: Measure = (rows) => whole(rows.filter((row) => row.qty !== null).length);
const rate: Measure = (rows) => quotient(100, amount(rows), qty(rows));
const mean: Measure = (rows) => meanOf(amounts(rows));

const MEASURES: Readonly<Record<string, Measure>> = {
  qty,
  amount,
  huge,
  orders,
  counted,
  rate,
  share: (rows) => quotient(1, counted(rows), orders(rows)),
  nested: (rows) => quotient(1, rate(rows), huge(rows)),
  kinds: (rows) => whole(differing(rows.map((row) => row.product))),
  least: (rows) => extremeOf(1, sizes(rows)),
  most: (rows) => extremeOf(-1, amounts(rows)),
  mean,
  middle: (rows) => percentileOf(0.5, amounts(rows)),
  p90: (rows) => percentileOf(0.9, sizes(rows)),
  naver: (rows) =>
    amount(rows.filter((row) => row.channel === "naver" && row.size !== null && row.size >= 0)),
  naver_orders: (rows) => orders(rows.filter((row) => row.channel === "naver" && row.product !== "누룽지")),
  soft: (rows) => orders(rows.filter((row) => row.category === "soft")),
  rated: (rows) => orders(rows.filter((row) => row.rating !== null && row.rating >= 3)),
  // A measure's own filter knows no mask.
  citrus: (rows) => qty(rows.filter((row) => row.ownBrand === "🍊 Citrus")),
  fixed: () => tenThousandths(75_000n),
  net: (rows) => {
    const pieces = qty(rows);
    return minus(amount(rows), plus(pieces, pieces));
  },
  yield: (rows) => quotient(1, amount(rows), minus(orders(rows), counted(rows))),
  banded: (rows) => {
    const sum = amount(rows);
    if (compares(sum, 0, (order) => order > 0) === true) return sum;
    return compares(qty(rows), 0, (order) => order >= 0) === true ? whole(0) : null;
  },
  filled: (rows) => plus(qty(rows) ?? whole(0), orders(rows)),
  // One of its outcomes is a double, so both are.
  tern: (rows) => {
    const few = and(
      compares(qty(rows), 1, (order) => order > 0),
      compares(orders(rows), 3, (order) => order < 0),
    );
    return aDouble(toDouble(not(few) === true ? negate(huge(rows)) : mean(rows)));
  },
};

export const isMeasure = (name: string): boolean => Object.hasOwn(MEASURES, name);

export const measureOf = (name: string, rows: Rows): Value => {
  const measure = MEASURES[name];
  if (!measure) throw new Error(`the oracle has no measure ${name}`);
  return measure(rows);
};

/** Sums and counts: of these alone a total is the sum of its parts. */
export const ADDITIVE: readonly string[] = [
  "qty",
  "amount",
  "huge",
  "orders",
  "counted",
  "naver",
  "naver_orders",
  "soft",
  "rated",
  "citrus",
];

/** Those that no running total and no moving average is made of. */
export const NOT_RUNNING: readonly string[] = ["kinds", "middle", "p90"];
