import type { Bind, Dialect } from "@/lib/query/dialects/dialect";
import type { PlanCondition, PlanTest } from "@/lib/query/plan";

/** A condition on a value of a row. @param value prints the value; called only where it is needed */
export function printCondition(
  { test }: PlanCondition,
  value: () => string,
  { dialect, bind, zone }: { dialect: Dialect; bind: Bind; zone: string },
): string {
  const compared = "as" in test ? () => dialect.comparable(value(), test.as, zone, bind) : value;
  return printTest(compared, test, dialect, bind);
}

/** The value is printed only where it is needed: a statement must use each of its parameters. */
export function printTest(value: () => string, test: PlanTest, dialect: Dialect, bind: Bind): string {
  if (test.op === "any" && test.values.length === 0 && !test.nulls) return String(test.negate);
  const sql = value();
  switch (test.op) {
    case "null":
      return `${sql} is ${test.negate ? "not " : ""}null`;
    case "contains":
      return dialect.contains(sql, test.text, bind);
    case "starts_with":
      return dialect.startsWith(sql, test.text, bind);
    case "between": {
      const low = dialect.value(test.low, test.as, bind);
      return `${sql} between ${low} and ${dialect.value(test.high, test.as, bind)}`;
    }
    case "any":
      return printAny(sql, test, () => dialect.oneOf(sql, test.values, test.as, bind));
    default: {
      const sign = { lt: "<", lte: "<=", gt: ">", gte: ">=" }[test.op];
      return `${sql} ${sign} ${dialect.value(test.value, test.as, bind)}`;
    }
  }
}

/**
 * Two-valued on purpose: a null is either asked for or not, never unknown.
 * @param printAmong prints that the value is one of the test's, of which there is at least one; null may make it null
 */
export function printAny(
  sql: string,
  { values, nulls, negate }: Extract<PlanTest, { op: "any" }>,
  printAmong: () => string,
): string {
  if (values.length === 0) return nulls ? `${sql} is ${negate ? "not " : ""}null` : String(negate);
  const among = printAmong();
  if (negate) return nulls ? `(${sql} is not null and not (${among}))` : `(${sql} is null or not (${among}))`;
  return nulls ? `(${sql} is null or ${among})` : among;
}
