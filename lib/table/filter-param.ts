/** One filter as a URL value: `contains:닥터`, `in:naver,coupang`, `between:now-28d,now-1d`, `is_null`. */
import type { Filter, FilterOp, Scalar } from "@/lib/query/query";
import { FILTER_OPS, wordOf } from "@/lib/query/query-words";
import { isRelativeDay } from "@/lib/query/relative-date";
import type { KnownColumn } from "@/lib/table/known-columns";

const NUMERIC = /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/;
const DAY_OR_TIME = /^\d{4}-\d{2}-\d{2}([T ][\d:.+Z-]+)?$/;

const ORDERED: readonly FilterOp[] = [
  "eq",
  "ne",
  "lt",
  "lte",
  "gt",
  "gte",
  "between",
  "is_null",
  "is_not_null",
];

/** What each kind of column can be asked. */
export function filterOps(column: Pick<KnownColumn, "kind" | "type">): readonly FilterOp[] {
  if (column.kind === "measure") return ORDERED;
  switch (column.type) {
    case "string":
      return ["contains", "in", "nin", "eq", "ne", "starts_with", "is_null", "is_not_null"];
    case "boolean":
      return ["eq", "ne", "in", "nin", "is_null", "is_not_null"];
    default:
      return [...ORDERED, "in", "nin"];
  }
}

/** How many values an operator takes, at least and at most. */
export function valueCount(op: FilterOp): readonly [number, number] {
  switch (op) {
    case "is_null":
    case "is_not_null":
      return [0, 0];
    case "between":
      return [2, 2];
    case "in":
    case "nin":
      return [1, 1000];
    default:
      return [1, 1];
  }
}

/** A value between commas: null and the empty text have signs of their own. */
export function writeValue(value: Scalar): string {
  if (value === null) return "\\N";
  if (value === "") return "\\e";
  return String(value).replaceAll("\\", "\\\\").replaceAll(",", "\\,");
}

/** A filter as it stands in the URL, without its column. */
export function writeFilter(filter: Filter): string {
  return filter.values.length === 0 ? filter.op : `${filter.op}:${filter.values.map(writeValue).join(",")}`;
}

/** The values between unescaped commas; null where `\N` stands. Undefined for a stray backslash. */
export function splitValues(text: string): (string | null)[] | undefined {
  const values: (string | null)[] = [];
  let current = "";
  let isNull = false;
  for (let i = 0; i < text.length; i++) {
    const char = text.charAt(i);
    if (char === ",") {
      values.push(isNull ? null : current);
      current = "";
      isNull = false;
    } else if (char === "\\") {
      i++;
      const escaped = text.charAt(i);
      if (escaped === "\\" || escaped === ",") current += escaped;
      else if (escaped === "N") isNull = true;
      else if (escaped !== "e") return undefined;
    } else {
      current += char;
    }
  }
  values.push(isNull ? null : current);
  return values;
}

/** A value of this column, read from text; undefined where it can't be one. */
export function typedValue(column: Pick<KnownColumn, "type">, text: string | null): Scalar | undefined {
  if (text === null) return null;
  switch (column.type) {
    case "number":
      if (!NUMERIC.test(text)) return undefined;
      // Digits a double would lose stay text, which the database reads exactly.
      return text.replace(/\D/g, "").length <= 15 || String(Number(text)) === text ? Number(text) : text;
    case "boolean":
      return text === "true" ? true : text === "false" ? false : undefined;
    case "date":
    case "time":
      return DAY_OR_TIME.test(text) ? text : undefined;
    default:
      return text;
  }
}

/** Reads a filter on `column`; null when it makes no sense there. */
export function parseFilter(
  column: Pick<KnownColumn, "name" | "kind" | "type">,
  text: string,
): Filter | null {
  const at = text.indexOf(":");
  const op = wordOf(FILTER_OPS, at < 0 ? text : text.slice(0, at));
  if (!op || !filterOps(column).includes(op)) return null;
  const raw = at < 0 ? [] : splitValues(text.slice(at + 1));
  if (!raw) return null;
  const [least, most] = valueCount(op);
  if (raw.length < least || raw.length > most) return null;
  const isTime = column.type === "date" || column.type === "time";
  const values = raw.map((value) =>
    isTime && value !== null && isRelativeDay(value) ? value : typedValue(column, value),
  );
  const fits = values.every(
    (value) => value !== undefined && (value !== null || op === "in" || op === "nin"),
  );
  return fits
    ? { name: column.name, op: op, values: values.flatMap((v) => (v === undefined ? [] : [v])) }
    : null;
}
