/** Checks one filter against the type of what it filters. Pure and safe in the browser. */
import { type AppError, invalidInput } from "@/lib/errors";
import { type CheckedValue, parseValue } from "@/lib/query/parse-value";
import type { ComparedAs, DimensionType, PlanTest } from "@/lib/query/plan";
import type { Filter, FilterOp, Scalar } from "@/lib/query/query";
import { impossibleQuery } from "@/lib/query/query-error";
import { type CalendarRules, type RangeSide, resolveDay } from "@/lib/query/relative-date";

const ANY: readonly FilterOp[] = ["eq", "ne", "in", "nin", "is_null", "is_not_null"];
const ORDERED: readonly FilterOp[] = [...ANY, "lt", "lte", "gt", "gte", "between"];

/** The operators that make sense for a type; a measure is a number. */
export const FILTER_OPS: Readonly<Record<DimensionType, readonly FilterOp[]>> = {
  string: [...ANY, "contains", "starts_with"],
  number: ORDERED,
  boolean: ANY,
  date: ORDERED,
  time: ORDERED,
};

const VALUE_COUNT: Partial<Record<FilterOp, number>> = {
  eq: 1,
  ne: 1,
  lt: 1,
  lte: 1,
  gt: 1,
  gte: 1,
  contains: 1,
  starts_with: 1,
  between: 2,
  is_null: 0,
  is_not_null: 0,
};

export interface FilterContext {
  /** Where the filter stands in the question: `filters.0`. */
  path: string;
  now: Date;
  timezone: string;
  calendar?: CalendarRules;
}

/**
 * What a filter tests. `in` with a null among its values also keeps nulls, `nin` with one also drops them;
 * `eq` and its kin refuse null and point to `is_null`. Days may be relative, as in a time range.
 * @throws AppError QUERY_001 for an operator the type has not, INPUT_001 for a wrong value, both naming the path.
 */
export function checkFilter(filter: Filter, type: DimensionType, context: FilterContext): PlanTest {
  const { op } = filter;
  if (!FILTER_OPS[type].includes(op)) {
    const operators = FILTER_OPS[type].join(", ");
    throw impossibleQuery(`${context.path}.op`, "operatorNotForType", { op, type, operators });
  }
  const expected = VALUE_COUNT[op];
  if (expected !== undefined && filter.values.length !== expected) {
    const values = { op, expected, count: filter.values.length };
    throw invalidInput(`${context.path}.values`, "valueCount", values);
  }
  if (op === "is_null" || op === "is_not_null") return { op: "null", negate: op === "is_not_null" };

  const many = op === "in" || op === "nin";
  const given = filter.values.map((value, i) => ({ value, path: `${context.path}.values.${i}` }));
  const checked = given.flatMap(({ value, path }, i) => {
    if (value === null && many) return [];
    const side = op === "lte" || op === "gt" || (op === "between" && i === 1) ? "to" : "from";
    return [checkValue(value, type, op, path, side, context)];
  });
  const values = checked.map((entry) => entry.value);
  const as = checked[0]?.as ?? COMPARED_AS[type];
  const other = checked.findIndex((entry) => entry.as !== as);
  if (other > 0) throw invalidInput(`${context.path}.values.${other}`, "daysAndTimesMixed");

  const [first = "", second = ""] = values;
  switch (op) {
    case "eq":
    case "in":
    case "ne":
    case "nin": {
      const nulls = given.length > checked.length;
      return { op: "any", as, values, nulls, negate: op === "ne" || op === "nin" };
    }
    case "between":
      return { op, as, low: first, high: second };
    case "contains":
    case "starts_with":
      return { op, text: String(first).normalize("NFC") };
    default:
      return { op, as, value: first };
  }
}

/** How a type's values are compared; times also as instants, where values are instants. */
export const COMPARED_AS: Readonly<Record<DimensionType, ComparedAs>> = {
  string: "text",
  number: "number",
  boolean: "boolean",
  date: "date",
  time: "day",
};

function checkValue(
  value: Scalar,
  type: DimensionType,
  op: FilterOp,
  path: string,
  side: RangeSide,
  context: FilterContext,
): CheckedValue {
  if (value === null) throw invalidInput(path, "useIsNull", { op });
  const checked = parseValue(value, type);
  if (checked) return checked;
  if ((type === "date" || type === "time") && typeof value === "string") {
    const day = resolveDay(value, side, context.now, context.timezone, context.calendar);
    if (day) return { as: type === "time" ? "day" : "date", value: day };
  }
  throw wrongValue(path, type);
}

const wrongValue = (path: string, type: DimensionType): AppError => invalidInput(path, `wrongValue_${type}`);
