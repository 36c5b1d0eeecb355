/** The query language once more, naively, over rows in memory: what the engine's answers are held against. */
import type { Viewer } from "@/lib/access/viewer";
import type { Filter, Query, Scalar } from "@/lib/query/query";
import type { Cell } from "@/lib/query/result";
import type { HostileRow } from "@/lib/query/testing/hostile-dataset";

/** An exact number in ten-thousandths, or a double. */
type Value = { exact: bigint } | { double: number } | null;
type Group = { keys: Cell[]; current: HostileRow[]; previous: HostileRow[] };

export interface OracleAnswer {
  rows: Cell[][];
  grandTotal: Record<string, Cell> | undefined;
  truncated: boolean;
}

const UNIT = 10_000n;
const utc = (day: string) => new Date(`${day}T00:00:00Z`);
const text = (date: Date) => date.toISOString().slice(0, 10);
const plusDays = (day: string, days: number) => text(new Date(utc(day).getTime() + days * 86_400_000));
const plusYear = (day: string, years: number) => {
  const [y = "", m = "", d = ""] = day.split("-");
  const last = new Date(Date.UTC(Number(y) + years, Number(m), 0)).getUTCDate();
  return `${Number(y) + years}-${m}-${String(Math.min(Number(d), last)).padStart(2, "0")}`;
};

/** Wall-clock parts of an instant, by the zone database JavaScript carries. */
function local(instant: string, zone: string): string {
  return new Date(instant).toLocaleString("sv-SE", { timeZone: zone });
}
const localDay = (instant: string, zone: string) => local(instant, zone).slice(0, 10);

function isoIn(instant: string, zone: string): string {
  const wall = local(instant, zone).replace(" ", "T");
  const minutes = Math.round(
    (Date.parse(`${wall}Z`) - Math.floor(Date.parse(instant) / 1000) * 1000) / 60_000,
  );
  const ms = instant.slice(19, -1).replace(/0+$/, "").replace(/\.$/, "");
  const two = (n: number) => String(Math.floor(n)).padStart(2, "0");
  return `${wall}${ms}${minutes < 0 ? "-" : "+"}${two(Math.abs(minutes) / 60)}:${two(Math.abs(minutes) % 60)}`;
}

function bucket(day: string, grain: string | undefined): string {
  const date = utc(day);
  if (grain === "week") return plusDays(day, -((date.getUTCDay() + 6) % 7));
  if (grain === "month") return `${day.slice(0, 7)}-01`;
  if (grain === "quarter")
    return `${day.slice(0, 5)}${["01", "04", "07", "10"][Math.floor(date.getUTCMonth() / 3)]}-01`;
  if (grain === "year") return `${day.slice(0, 4)}-01-01`;
  return day;
}

function dimension(row: HostileRow, name: string, grain: string | undefined, zone: string): Cell {
  const value = row[name as "brand" | "product" | "channel" | "active" | "size" | "day" | "at"];
  if (value === null) return null;
  if (name === "day") return bucket(String(value), grain);
  if (name !== "at") return value;
  if (grain === "hour") {
    // Every zone of the tests lies whole hours from Greenwich.
    return isoIn(`${String(value).slice(0, 13)}:00:00.000Z`, zone);
  }
  return grain ? bucket(localDay(String(value), zone), grain) : isoIn(String(value), zone);
}

function measure(rows: HostileRow[], name: string): Value {
  const sum = (values: (bigint | null)[]): Value => {
    const given = values.filter((value) => value !== null);
    return given.length === 0 ? null : { exact: given.reduce((a, b) => a + b, 0n) };
  };
  const ratio = (above: string, below: string, scale: number): Value => {
    const n = double(measure(rows, above));
    const d = double(measure(rows, below));
    return n === null || d === null || d === 0 ? null : { double: (scale * n) / d };
  };
  switch (name) {
    case "qty":
      return sum(rows.map((r) => (r.qty === null ? null : BigInt(r.qty) * UNIT)));
    case "amount":
      return sum(rows.map((r) => r.amount));
    case "huge":
      return sum(rows.map((r) => (r.huge === null ? null : r.huge * UNIT)));
    case "orders":
      return { exact: BigInt(rows.length) * UNIT };
    case "counted":
      return { exact: BigInt(rows.filter((r) => r.qty !== null).length) * UNIT };
    case "rate":
      return ratio("amount", "qty", 100);
    case "share":
      return ratio("counted", "orders", 1);
    default:
      return ratio("rate", "huge", 1);
  }
}

function decimal(exact: bigint): string {
  const digits = (exact < 0n ? -exact : exact).toString().padStart(5, "0");
  const fraction = digits.slice(-4).replace(/0+$/, "");
  return `${exact < 0n ? "-" : ""}${digits.slice(0, -4)}${fraction ? `.${fraction}` : ""}`;
}

const double = (value: Value): number | null =>
  value === null ? null : "exact" in value ? Number(decimal(value.exact)) : value.double;

function cell(value: Value): Cell {
  if (value === null) return null;
  if ("double" in value) return value.double + 0;
  const written = decimal(value.exact);
  const beyond =
    value.exact % UNIT === 0n && (value.exact > 2n ** 53n * UNIT || value.exact < -(2n ** 53n) * UNIT);
  return beyond || String(Number(written)) !== written ? written : Number(written) + 0;
}

function compareValues(a: Value, b: Value): number {
  if (a !== null && b !== null && "exact" in a && "exact" in b)
    return a.exact < b.exact ? -1 : a.exact > b.exact ? 1 : 0;
  return (double(a) ?? 0) - (double(b) ?? 0);
}

function minus(a: Value, b: Value): Value {
  if (a === null || b === null) return null;
  if ("exact" in a && "exact" in b) return { exact: a.exact - b.exact };
  return { double: (double(a) ?? 0) - (double(b) ?? 0) };
}

function part(group: Pick<Group, "current" | "previous">, column: string): Value {
  const [name = "", which] = column.split("__");
  const current = measure(group.current, name);
  const previous = measure(group.previous, name);
  const [exactNow, exactBefore] = [current, previous].map((value) => value !== null && "exact" in value);
  const nothing: Value = { exact: 0n };
  // What adds up came from nothing or fell to nothing; a ratio needs both.
  const delta =
    exactNow || exactBefore ? minus(current ?? nothing, previous ?? nothing) : minus(current, previous);
  if (which === undefined) return current;
  if (which === "previous") return previous;
  if (which === "delta") return delta;
  const base = double(previous);
  return delta === null || base === null || base === 0
    ? null
    : { double: (100 * (double(delta) ?? 0)) / Math.abs(base) };
}

function among(value: Cell, values: Scalar[]): boolean {
  return values.some((candidate) => candidate === value);
}

const lower = (value: Scalar | undefined) => String(value).normalize("NFC").toLowerCase();

/** `value` is what the row has; dates as text compare like dates. */
function passes(value: Cell, { op, values }: Filter): boolean {
  const [first, second] = values as [Scalar, Scalar];
  const ordered = (test: (v: string | number) => boolean) => value !== null && test(value as string | number);
  switch (op) {
    case "eq":
    case "in":
      return among(value, values);
    case "ne":
    case "nin":
      return !among(value, values);
    case "lt":
      return ordered((v) => v < (first as string));
    case "lte":
      return ordered((v) => v <= (first as string));
    case "gt":
      return ordered((v) => v > (first as string));
    case "gte":
      return ordered((v) => v >= (first as string));
    case "between":
      return ordered((v) => v >= (first as string) && v <= (second as string));
    case "contains":
      return value !== null && lower(value).includes(lower(first));
    case "starts_with":
      return value !== null && String(value).normalize("NFC").startsWith(String(first).normalize("NFC"));
    case "is_null":
      return value === null;
    case "is_not_null":
      return value !== null;
  }
}

function passesAt(row: HostileRow, filter: Filter, zone: string): boolean {
  if (filter.name !== "at") return passes(dimension(row, filter.name, undefined, zone), filter);
  const instants = filter.values.some((value) => String(value).includes("T"));
  if (!instants) return passes(row.at && localDay(row.at, zone), filter);
  const values = filter.values.map((value) => (value === null ? null : Date.parse(String(value))));
  return passes(row.at && Date.parse(row.at), { ...filter, values });
}

/** Answers a checked query over `rows`. @param rank where a text stands in the database's order. */
export function answer(
  query: Query,
  rows: HostileRow[],
  viewer: Viewer,
  rank: (value: string) => number,
): OracleAnswer {
  const zone = query.timezone ?? viewer.timezone;
  const ruled = rows.filter(
    (row) =>
      viewer.role === "admin" ||
      (row.channel !== null && (viewer.attributes.channel ?? []).includes(row.channel)),
  );
  const refs = query.dimensions.map((ref) => (typeof ref === "string" ? { name: ref } : ref));
  const kept = (list: HostileRow[]) =>
    list.filter((row) =>
      query.filters.filter((f) => !isMeasure(f.name)).every((filter) => passesAt(row, filter, zone)),
    );
  const { current, previous } = windows(query, ruled, zone);
  const measures = query.measures.flatMap((name) =>
    query.compare ? [name, `${name}__previous`, `${name}__delta`, `${name}__change`] : [name],
  );

  const groups = new Map<string, Group>();
  const put = (list: HostileRow[], side: "current" | "previous") => {
    for (const row of list) {
      const keys = refs.map((ref) => dimension(row, ref.name, "grain" in ref ? ref.grain : undefined, zone));
      const key = JSON.stringify(keys);
      const group = groups.get(key) ?? { keys, current: [], previous: [] };
      group[side].push(row);
      groups.set(key, group);
    }
  };
  if (refs.length === 0) groups.set("[]", { keys: [], current: [], previous: [] });
  put(kept(current), "current");
  put(kept(previous), "previous");

  const conditions = query.filters.filter((f) => isMeasure(f.name));
  const list = [...groups.values()].filter(
    (group) =>
      conditions.length === 0 ||
      ((refs.length === 0 || group.current.length > 0) &&
        conditions.every((f) => passes(double(measure(group.current, f.name)), f))),
  );

  const names = [...refs.map((ref) => ("as" in ref && ref.as ? ref.as : ref.name)), ...measures];
  const sort = [
    ...query.sort,
    ...refs.map((_, i) => ({ column: names[i] ?? "", direction: "asc" as const })),
  ];
  list.sort((a, b) => {
    for (const { column, direction } of sort) {
      const i = names.indexOf(column);
      const order = i < refs.length ? compareKeys(a.keys[i], b.keys[i], rank) : compareParts(a, b, column);
      if (order.nulls !== 0) return order.nulls;
      if (order.value !== 0) return direction === "asc" ? order.value : -order.value;
    }
    return 0;
  });

  const page = list.slice(query.offset, query.offset + query.limit);
  const all = { current: list.flatMap((g) => g.current), previous: list.flatMap((g) => g.previous) };
  return {
    rows: page.map((group) => [...group.keys, ...measures.map((name) => cell(part(group, name)))]),
    grandTotal: query.totals.includes("grand")
      ? Object.fromEntries(measures.map((name) => [name, cell(part(all, name))]))
      : undefined,
    truncated: list.length > query.offset + query.limit,
  };
}

export const isMeasure = (name: string): boolean =>
  ["qty", "amount", "huge", "orders", "counted", "rate", "share", "nested"].includes(name);

function compareKeys(a: Cell | undefined, b: Cell | undefined, rank: (value: string) => number) {
  const nulls = Number(a === null) - Number(b === null);
  if (a === null || b === null || a === b) return { nulls, value: 0 };
  // Instants were written with offsets; dates and other text stand as the database orders them.
  const number = (value: Cell | undefined): number => {
    if (typeof value !== "string") return Number(value);
    if (/^\d{4}-\d{2}-\d{2}(T|$)/.test(value)) return Date.parse(value);
    return rank(value);
  };
  return { nulls, value: number(a) - number(b) };
}

function compareParts(a: Group, b: Group, column: string) {
  const [x, y] = [part(a, column), part(b, column)];
  const nulls = Number(x === null) - Number(y === null);
  return { nulls, value: nulls !== 0 || x === null ? 0 : compareValues(x, y) };
}

function windows(query: Query, rows: HostileRow[], zone: string) {
  const { time } = query;
  if (!time) return { current: rows, previous: [] };
  const name = time.name as "day" | "at";
  const dayOf = (row: HostileRow) => (name === "day" ? row.day : row.at && localDay(row.at, zone));
  const inside = (from: string, to: string) =>
    rows.filter((row) => {
      const day = dayOf(row);
      return day !== null && day >= from && day <= to;
    });
  const current = inside(time.from, time.to);
  if (!query.compare || query.measures.length === 0) return { current, previous: [] };
  const length = Math.round((utc(time.to).getTime() - utc(time.from).getTime()) / 86_400_000) + 1;
  const period = query.compare === "previous_period";
  const from = period ? plusDays(time.from, -length) : plusYear(time.from, -1);
  const to = period ? plusDays(time.from, -1) : plusYear(time.to, -1);
  const move = (day: string) => {
    const moved = period ? plusDays(day, length) : plusYear(day, 1);
    return [moved, time.from].sort().at(-1) ?? moved;
  };
  const previous = inside(from, to).map((row) => {
    const day = move(dayOf(row) ?? "");
    // Only the calendar day of a moved time counts: noon in Greenwich is that day in every zone of the tests.
    return name === "day" ? { ...row, day } : { ...row, at: `${day}T12:00:00.000Z` };
  });
  return { current, previous };
}
