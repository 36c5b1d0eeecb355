/**
 * Answers in the browser what a whole answer at hand already holds: the same rows in another order, or fewer of them. Exactly as
 * the engine would, or not at all. Pure.
 */
import { checkFilter } from "@/lib/query/check-filter";
import type { Filter, QueryInput, Sort } from "@/lib/query/query";
import { isDay } from "@/lib/query/relative-date";
import type { Cell, Result, ResultColumn } from "@/lib/query/result";
import { compareNumbers } from "@/lib/table/compare-values";
import { readDecimal } from "@/lib/table/exact-decimal";
import { dimensionName } from "@/lib/table/known-columns";

/** An answer and its question. */
export interface Basis {
  query: QueryInput;
  result: Result;
}

export interface LocalAnswer {
  result: Result;
  /** Its totals are those of the question: nothing was filtered that they were not computed under. */
  totals: boolean;
  /** Nothing about it is left to ask. */
  complete: boolean;
}

/** Rows that are sorted and filtered faster than one notices. */
const MOST_ROWS = 50_000;

/** Every row of its question is there, and none is known to be old. */
export const isWhole = ({ query, result }: Basis): boolean =>
  (query.offset ?? 0) === 0 &&
  !result.meta.truncated &&
  !result.meta.stale &&
  result.rows.length <= MOST_ROWS &&
  result.rows.length <= (query.limit ?? 1000) &&
  (query.limit ?? 1000) > 0;

/** What must be the same for rows to be the same; null for questions with more than rows and a grand total. */
function shapeOf(query: QueryInput): string | null {
  const { sort: _s, filters: _f, search: _q, limit: _l, offset: _o, totals = [], ...rest } = query;
  if (query.pivot || query.top || query.calculations?.length || totals.includes("subtotals")) return null;
  return (query.dimensions ?? []).length > 0 ? JSON.stringify(rest) : null;
}

/** The rows of `wanted` out of `basis`; null where only the engine knows them for certain. */
export function localAnswer(basis: Basis, wanted: QueryInput): LocalAnswer | null {
  const shape = shapeOf(wanted);
  if (shape === null || shape !== shapeOf(basis.query) || !isWhole(basis)) return null;
  const { result } = basis;
  if (JSON.stringify(basis.query) === JSON.stringify(wanted)) return { result, totals: true, complete: true };
  const conditions = moreConditions(basis.query, wanted, result);
  if (!conditions) return null;
  const kept =
    conditions.length === 0
      ? result.rows
      : result.rows.filter((row) => conditions.every((condition) => condition(row)));
  const sorted = sortRows(kept, wanted, result.columns);
  if (!sorted) return null;
  const offset = wanted.offset ?? 0;
  const rows = sorted.rows.slice(offset, offset + (wanted.limit ?? 1000));
  const totals =
    conditions.length === 0 && ((wanted.totals ?? []).length === 0 || result.grandTotal !== undefined);
  const { grandTotal, ...answer } = result;
  const truncated = sorted.rows.length > offset + rows.length;
  return {
    result: {
      ...answer,
      rows,
      ...(grandTotal && wanted.totals?.includes("grand") ? { grandTotal } : {}),
      meta: { ...result.meta, elapsedMs: 0, rowCount: rows.length, truncated },
    },
    totals,
    complete: totals && sorted.certain,
  };
}

type Condition = (row: readonly Cell[]) => boolean;

/** What `wanted` asks beyond the basis, as tests of its rows; null where that is less, or no test of a row. */
function moreConditions(known: QueryInput, wanted: QueryInput, result: Result): Condition[] | null {
  const left = (known.filters ?? []).map((filter) => JSON.stringify(filter));
  const conditions: Condition[] = [];
  for (const filter of wanted.filters ?? []) {
    const at = left.indexOf(JSON.stringify(filter));
    if (at >= 0) {
      left.splice(at, 1);
      continue;
    }
    const condition = filterCondition(filter, wanted, result);
    if (!condition) return null;
    conditions.push(condition);
  }
  if (left.length > 0) return null;
  if (JSON.stringify(known.search) === JSON.stringify(wanted.search)) return conditions;
  if (known.search || !wanted.search) return null;
  const tests = wanted.search.dimensions.map((name) =>
    filterCondition({ name, op: "contains", values: [wanted.search?.text ?? ""] }, wanted, result),
  );
  const found = tests.filter((test) => test !== null);
  if (found.length < tests.length) return null;
  return [...conditions, (row) => found.some((test) => test(row))];
}

/** Letters without case or of ASCII, none that combine: of these every database means the same by “contains”. */
const PLAIN = /^[\p{ASCII}\p{Lo}\p{Nd}\p{P}\p{Zs}]*$/u;

function filterCondition(
  filter: NonNullable<QueryInput["filters"]>[number],
  query: QueryInput,
  result: Result,
): Condition | null {
  const checked = checkFilter(filter);
  const place = result.columns.findIndex(({ name }) => name === filter.name);
  const column = result.columns[place];
  if (!checked || !column || column.masked || !isItself(column, query)) return null;
  // Beside a comparison there are rows of the period before alone, which no filter on a measure keeps.
  if (column.kind === "measure" && query.compare) return null;
  const test = cellTest(checked, column, () => result.rows.map((row) => row[place] ?? null));
  return test && ((row) => test(row[place] ?? null));
}

/** Its cells are the values a filter on its name tests: no alias, no coarser grain, no comparison. */
function isItself({ name, kind, type, grain, of, pivot }: ResultColumn, query: QueryInput): boolean {
  if (kind === "measure") return of === undefined && pivot === undefined;
  const ref = (query.dimensions ?? []).find((one) => dimensionName(one) === name);
  if (ref === undefined || (typeof ref !== "string" && ref.as !== undefined && ref.as !== ref.name))
    return false;
  return type !== "time" && (grain === undefined || (grain === "day" && type === "date"));
}

function cellTest(
  { op, values }: Filter,
  { type }: ResultColumn,
  cells: () => Cell[],
): ((cell: Cell) => boolean) | null {
  const [first = null, second = null] = values;
  switch (op) {
    case "is_null":
      return (cell) => cell === null;
    case "is_not_null":
      return (cell) => cell !== null;
    case "contains":
    case "starts_with":
      return type === "string" && typeof first === "string" ? textTest(op, first, cells) : null;
  }
  const compare = comparison(type, [...values.filter((value) => value !== null)]);
  if (!compare) return null;
  // What the engine refuses it must be asked to refuse.
  const many = op === "in" || op === "nin";
  if (!many && (values.length !== (op === "between" ? 2 : 1) || values.includes(null))) return null;
  const among = (cell: Cell) =>
    values.some((value) => (value === null || cell === null ? value === cell : compare(cell, value) === 0));
  const holds = (cell: Cell, value: Cell, test: (order: number) => boolean) =>
    cell !== null && value !== null && test(compare(cell, value));
  switch (op) {
    case "eq":
    case "in":
      return among;
    case "ne":
    case "nin":
      return (cell) => !among(cell);
    default:
      if (type === "string" || type === "boolean") return null;
  }
  switch (op) {
    case "lt":
      return (cell) => holds(cell, first, (order) => order < 0);
    case "lte":
      return (cell) => holds(cell, first, (order) => order <= 0);
    case "gt":
      return (cell) => holds(cell, first, (order) => order > 0);
    case "gte":
      return (cell) => holds(cell, first, (order) => order >= 0);
    case "between":
      return (cell) =>
        holds(cell, first, (order) => order >= 0) && holds(cell, second, (order) => order <= 0);
  }
}

function textTest(op: "contains" | "starts_with", text: string, cells: () => Cell[]) {
  const wanted = text.normalize("NFC");
  if (op === "starts_with")
    return (cell: Cell) => cell !== null && String(cell).normalize("NFC").startsWith(wanted);
  const plain = [wanted, ...cells().map((cell) => String(cell ?? "").normalize("NFC"))];
  if (!plain.every((one) => PLAIN.test(one))) return null;
  const lower = wanted.toLowerCase();
  return (cell: Cell) => cell !== null && String(cell).normalize("NFC").toLowerCase().includes(lower);
}

/** Fewer digits than this a double keeps: an order of such numbers is the same in decimals and in doubles. */
const DOUBLE_DIGITS = 15;

/** How cells of a type stand to the values of a filter; null where these are none of its own. */
function comparison(
  type: ResultColumn["type"],
  values: readonly (string | number | boolean)[],
): ((a: Cell, b: Cell) => number) | null {
  const same = (a: Cell, b: Cell) => (a === b ? 0 : String(a) < String(b) ? -1 : 1);
  switch (type) {
    case "string":
      return values.every((value) => typeof value === "string") ? same : null;
    case "boolean":
      return values.every((value) => typeof value === "boolean") ? same : null;
    case "date":
      // Relative days are the engine's to resolve: its zone, its calendar, its now.
      return values.every((value) => typeof value === "string" && isDay(value)) ? same : null;
    case "number":
      return values.every(
        (value) => readDecimal(value) && String(value).replace(/\D/g, "").length <= DOUBLE_DIGITS,
      )
        ? (a, b) => compareNumbers(a as number | string, b as number | string)
        : null;
    case "time":
      return null;
  }
}

/** Texts of which every collation says the same: those of precomposed Hangul alone, those of a–z and digits alone. */
const ORDERED_TEXTS = [/^[가-힣]+$/, /^[a-z0-9]+$/];

type Order = (a: Cell, b: Cell) => number;

/** How a column's cells are ordered, nulls aside; null where the engine may order them otherwise. */
function orderOf(column: ResultColumn, cells: readonly Cell[]): Order | null {
  const known = cells.filter((cell) => cell !== null);
  switch (column.type) {
    case "number":
      return known.every((cell) => readDecimal(cell) !== null)
        ? (a, b) => compareNumbers(a as number | string, b as number | string)
        : null;
    case "boolean":
      return (a, b) => Number(a) - Number(b);
    case "date":
      return (a, b) => (a === b ? 0 : String(a) < String(b) ? -1 : 1);
    case "string":
      return ORDERED_TEXTS.some((texts) => known.every((cell) => texts.test(String(cell))))
        ? (a, b) => (a === b ? 0 : String(a) < String(b) ? -1 : 1)
        : null;
    case "time":
      return null;
  }
}

/** Two texts had to be put in order that only the engine can. */
class Undecided extends Error {}

/**
 * Rows in the engine's order: by `sort`, then by the other dimensions, nulls last both ways.
 * @returns `certain` false where a null that was sorted by may stand for a number JSON can't hold; null where only the engine knows.
 */
function sortRows(
  rows: readonly (readonly Cell[])[],
  query: QueryInput,
  columns: readonly ResultColumn[],
): { rows: Cell[][]; certain: boolean } | null {
  const dimensions = (query.dimensions ?? []).map(dimensionName);
  const asked: Pick<Sort, "column" | "direction">[] = (query.sort ?? []).map(
    ({ column, direction = "asc" }) => ({
      column,
      direction,
    }),
  );
  const rest = dimensions.filter((name) => !asked.some(({ column }) => column === name));
  const keys = [...asked, ...rest.map((column) => ({ column, direction: "asc" as const }))];
  let certain = true;
  const compares: ((a: readonly Cell[], b: readonly Cell[]) => number)[] = [];
  for (const { column: name, direction } of keys) {
    const place = columns.findIndex((column) => column.name === name);
    const column = columns[place];
    if (!column || column.masked) return null;
    const cells = rows.map((row) => row[place] ?? null);
    if (column.kind === "measure" && cells.includes(null)) certain = false;
    const order = orderOf(column, cells);
    const sign = direction === "desc" ? -1 : 1;
    compares.push((a, b) => {
      const [x, y] = [a[place] ?? null, b[place] ?? null];
      if (x === y) return 0;
      if (x === null || y === null) return x === null ? 1 : -1;
      if (!order) throw new Undecided();
      return sign * order(x, y);
    });
  }
  try {
    const sorted = [...rows].sort((a, b) => {
      for (const compare of compares) {
        const order = compare(a, b);
        if (order !== 0) return order;
      }
      return 0;
    });
    return { rows: sorted.map((row) => [...row]), certain };
  } catch (error) {
    if (error instanceof Undecided) return null;
    throw error;
  }
}
