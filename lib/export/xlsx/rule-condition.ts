/** Conditions of rules as formulas that mean what lib/table/meets-rule.ts means, empty cells and texts among numbers too. Pure. */
import { and, call, type Expr, not, or } from "@/lib/export/xlsx/formula";
import { serialOf } from "@/lib/export/xlsx/number-pattern";
import type { RuleOperator } from "@/lib/export/xlsx/sheet-rules";
import type { ResultColumn } from "@/lib/query/result";
import { asNumber, compareValues } from "@/lib/table/compare-values";
import type { ColumnFacts } from "@/lib/table/format-facts";
import type { FormatRule, Operand } from "@/lib/table/format-rule";

/** A column of the sheet: its 0-based place, and what its cells hold. */
export interface PlacedColumn {
  at: number;
  type: ResultColumn["type"];
}

/** Columns by name, as a rule's operands name them. */
export type ColumnOf = (name: string) => PlacedColumn | undefined;

type Order = "<" | "<=" | ">" | ">=" | "=" | "<>";
const ORDERS: Partial<Record<NonNullable<FormatRule["condition"]>, Order>> = {
  lt: "<",
  lte: "<=",
  gt: ">",
  gte: ">=",
  eq: "=",
  ne: "<>",
};

/** What stands on one side: a constant, or a cell. */
type Side = { constant: string | number } | PlacedColumn;
const isConstant = (side: Side): side is { constant: string | number } => "constant" in side;
const cell = ({ at }: PlacedColumn): Expr => ({ column: at });
const isDate = (side: Side) => !isConstant(side) && (side.type === "date" || side.type === "time");

/** A side as a number, and what must hold of it to be one; null: it never is. */
function numeric(side: Side): { value: Expr; when: Expr } | null {
  if (isConstant(side)) {
    const number = asNumber(side.constant);
    return number === null || !Number.isFinite(number) ? null : { value: number, when: true };
  }
  const value = cell(side);
  if (side.type === "number") return { value, when: call("ISNUMBER", value) };
  if (side.type !== "string") return null;
  // `1,000` and `2026-01-01` are numbers to VALUE: only what it would write the same is one here.
  const read = call("VALUE", value);
  return { value: read, when: call("IFERROR", call("EXACT", value, call("&", read, "")), false) };
}

/** A side as days since 1900; null where it is no date. */
function serial(side: Side): { value: Expr; when: Expr } | null {
  if (isConstant(side)) {
    const days = typeof side.constant === "string" ? serialOf(side.constant) : null;
    return days === null ? null : { value: days, when: true };
  }
  return isDate(side) ? { value: cell(side), when: call("ISNUMBER", cell(side)) } : null;
}

function text(side: Side): Expr {
  if (isConstant(side)) return String(side.constant).normalize("NFC");
  const value = cell(side);
  switch (side.type) {
    case "number":
      return call("&", value, "");
    case "boolean":
      return call("IF", value, "true", "false");
    case "date":
      return call("TEXT", value, "yyyy-mm-dd");
    case "time":
      return call("TEXT", value, "yyyy-mm-dd hh:mm:ss");
    default:
      return value;
  }
}

const present = (side: Side): Expr => (isConstant(side) ? true : not(call("ISBLANK", cell(side))));

/** Hangul may be kept in pieces: a constant is looked for both ways. */
function forms(side: Side): Expr[] {
  if (!isConstant(side)) return [text(side)];
  const whole = String(side.constant).normalize("NFC");
  return [...new Set([whole, whole.normalize("NFD")])];
}

function compareTexts(a: Side, order: Order, b: Side): Expr {
  const same = () => or(...forms(a).flatMap((x) => forms(b).map((y) => call("EXACT", x, y))));
  if (order === "=") return same();
  return order === "<>" ? not(same()) : call(order, text(a), text(b));
}

/** As numbers when both are, as days when both are, else as texts; never met where a cell is empty. */
function compare(a: Side, order: Order, b: Side): Expr {
  const days = isDate(a) || isDate(b) ? [serial(a), serial(b)] : [];
  const [x, y] = days[0] && days[1] ? days : [numeric(a), numeric(b)];
  const texts = () => and(present(a), present(b), compareTexts(a, order, b));
  if (!x || !y) return texts();
  const when = and(x.when, y.when);
  const numbers = call(order, x.value, y.value);
  const maybe = [a, b].some((side) => !isConstant(side) && side.type === "string");
  return maybe ? call("IF", when, numbers, texts()) : and(when, numbers);
}

function side(operand: Operand | undefined, columnOf: ColumnOf): Side | null {
  if (operand === undefined) return null;
  return typeof operand === "object" ? (columnOf(operand.column) ?? null) : { constant: operand };
}

function between(value: PlacedColumn, [a, b]: readonly [Side, Side]): Expr {
  const within = (low: Side, high: Side) => and(compare(value, ">=", low), compare(value, "<=", high));
  if (isConstant(a) && isConstant(b))
    return compareValues(a.constant, b.constant) <= 0 ? within(a, b) : within(b, a);
  const numbers = [value, a, b].every((one) =>
    isConstant(one) ? numeric(one) !== null : one.type === "number",
  );
  if (numbers) return or(within(a, b), within(b, a));
  // Ends that are numbers stand in their own order, also to a value that is none.
  const ordered = compare(a, "<=", b);
  return and(present(a), present(b), or(and(ordered, within(a, b)), and(not(ordered), within(b, a))));
}

function contains(value: PlacedColumn, other: Side): Expr {
  const lower = (expr: Expr) => (typeof expr === "string" ? expr.toLowerCase() : call("LOWER", expr));
  const found = forms(other).map((part) => call("ISNUMBER", call("FIND", lower(part), lower(text(value)))));
  return and(present(value), present(other), or(...found));
}

/** Among a column's facts, the number a rule's value is held against; null: they are not known. */
function known(
  { condition, value }: Pick<FormatRule, "condition" | "value">,
  facts: ColumnFacts | undefined,
): { order: Order; bound: number | null } | null {
  if (condition === "above_average")
    return typeof facts?.average === "number" ? { order: ">", bound: facts.average } : null;
  const [last, order] =
    condition === "top_n"
      ? [facts?.top[Number(value)], ">=" as const]
      : [facts?.bottom[Number(value)], "<=" as const];
  // With fewer values than n, each of them is among the n.
  return last === undefined ? null : { order, bound: asNumber(last) };
}

/**
 * The formula that is true where the rule's condition is met.
 * @param facts of all rows' values of the column
 */
export function conditionExpr(
  rule: Pick<FormatRule, "condition" | "value">,
  column: PlacedColumn,
  columnOf: ColumnOf,
  facts: ColumnFacts | undefined,
): Expr {
  const { condition, value } = rule;
  if (condition === undefined) return false;
  if (condition === "is_null") return call("ISBLANK", cell(column));
  if (condition === "top_n" || condition === "bottom_n" || condition === "above_average") {
    const fact = known(rule, facts);
    const number = numeric(column);
    if (!fact || !number) return false;
    if (fact.bound === null) return number.when;
    const within = call(fact.order, number.value, fact.bound);
    // Of a text that is no number VALUE is an error, which AND would pass on.
    return column.type === "number" ? and(number.when, within) : call("IF", number.when, within, false);
  }
  if (condition === "between") {
    if (!Array.isArray(value)) return false;
    const [a, b] = [side(value[0], columnOf), side(value[1], columnOf)];
    return a && b ? between(column, [a, b]) : false;
  }
  const other = Array.isArray(value) ? null : side(value, columnOf);
  if (!other) return false;
  if (condition === "contains") return contains(column, other);
  const order = ORDERS[condition];
  return order ? compare(column, order, other) : false;
}

/** A condition as Excel's own kind of rule. */
export type NativeCondition =
  | { kind: "compare"; operator: RuleOperator; numbers: number[] }
  | { kind: "rank"; rank: number; bottom: boolean }
  | { kind: "aboveAverage" };

const OPERATORS: Partial<Record<NonNullable<FormatRule["condition"]>, RuleOperator>> = {
  lt: "lessThan",
  lte: "lessThanOrEqual",
  eq: "equal",
  between: "between",
};

/**
 * The condition as Excel's own kind of rule, where that means the same: Excel takes an empty cell for 0 and a text for more than
 * any number. Null where only a formula says it.
 * @param all the rule's area is all rows of data, and nothing else
 */
export function nativeCondition(
  { condition, value }: Pick<FormatRule, "condition" | "value">,
  { type }: PlacedColumn,
  all: boolean,
): NativeCondition | null {
  if (type !== "number" || condition === undefined) return null;
  if (all && condition === "above_average") return { kind: "aboveAverage" };
  if (all && (condition === "top_n" || condition === "bottom_n"))
    return { kind: "rank", rank: Number(value), bottom: condition === "bottom_n" };
  const operator = OPERATORS[condition];
  if (!operator) return null;
  const numbers = (Array.isArray(value) ? value : [value])
    .map((one) => (typeof one === "object" ? null : asNumber(one)))
    .filter((one): one is number => one !== null && Number.isFinite(one))
    .sort((a, b) => a - b);
  const [low, high] = [numbers[0], numbers.at(-1)];
  if (low === undefined || high === undefined || numbers.length !== (operator === "between" ? 2 : 1))
    return null;
  const meetsZero = condition === "lt" ? 0 < low : condition === "lte" ? 0 <= low : low <= 0 && 0 <= high;
  return meetsZero ? null : { kind: "compare", operator, numbers };
}
