import { calendarShift } from "@/lib/query/dialects/calendar-shift";
import { type Dialect, MASK } from "@/lib/query/dialects/dialect";
import { midnight, moveRow } from "@/lib/query/dialects/print-days";
import type { ComparedAs, DimensionType, PlanValue } from "@/lib/query/plan";

const quote = (identifier: string): string => `"${identifier.replaceAll('"', '""')}"`;

/** A decimal of DuckDB has so many digits. */
const MOST_DIGITS = 38;
/** More of them after the point would leave too few before it for the sums compared with. */
const MOST_DECIMALS = 18;

/** Digits written out, because a decimal's width is read off them: `1.5e-7` is `0.00000015`. */
function plainDigits(value: PlanValue): string {
  const text = String(value);
  const match = /^(-?)(\d+)(?:\.(\d+))?e([+-]\d+)$/i.exec(text);
  if (!match) return text;
  const [, sign = "", whole = "", fraction = "", power = "0"] = match;
  const digits = whole + fraction;
  const point = whole.length + Number(power);
  if (point <= 0) return `${sign}0.${"0".repeat(-point)}${digits}`;
  if (point >= digits.length) return sign + digits.padEnd(point, "0");
  return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
}

/** Wide enough for every value: `numeric` alone would round to three decimals. What no decimal holds is compared as a double. */
function decimalType(values: readonly string[]): string {
  let [whole, decimals] = [1, 0];
  for (const value of values) {
    const [before = "", after = ""] = value.replace("-", "").split(".");
    whole = Math.max(whole, before.length);
    decimals = Math.max(decimals, after.length);
  }
  if (decimals > MOST_DECIMALS || whole + decimals > MOST_DIGITS) return "double";
  return `decimal(${whole + decimals}, ${decimals})`;
}

const TYPES: Record<Exclude<ComparedAs, "number">, string> = {
  text: "varchar",
  boolean: "boolean",
  date: "date",
  day: "date",
  instant: "timestamptz",
};

const COLUMN_TYPES: Record<DimensionType, string> = {
  string: "varchar",
  number: "double",
  boolean: "boolean",
  date: "date",
  time: "timestamptz",
};

/** Values as they are bound, and the one type they are cast to. */
function typed(values: readonly PlanValue[], as: ComparedAs): { bound: PlanValue[]; type: string } {
  if (as !== "number") return { bound: [...values], type: TYPES[as] };
  const bound = values.map(plainDigits);
  return { bound, type: decimalType(bound) };
}

/** By way of text: straight from a wide decimal the last bit of the double may be another than in Postgres. */
const toDouble = (sql: string): string => `${sql}::varchar::double`;

/**
 * DuckDB 1.5, for database files and for CSV and Parquet files. Sessions are in UTC, so a time without a zone is in UTC.
 * Written to answer as Postgres does, row by row: run-dialects.db.test.ts holds them together.
 */
export const duckdbDialect: Dialect = {
  quote,
  table: ({ schema, name }) => `${quote(schema)}.${quote(name)}`,

  cast(sql, type) {
    if (type === "string") return `${sql}::varchar`;
    if (type === "date") return `${sql}::date`;
    // Files mostly hold times without a zone.
    return type === "time" ? `${sql}::timestamptz` : sql;
  },

  nothing: (type) => `null::${COLUMN_TYPES[type]}`,

  mask(sql, type) {
    return type === "string" ? `case when ${sql} is not null then '${MASK}' end` : this.nothing(type);
  },

  move(sql, time, zone, bind) {
    if (!time.previous) return sql;
    const { unit, count } = time.previous.distance;
    return moveRow(sql, time, zone, bind, () => `to_${unit}s(${bind(count)}::integer)`);
  },

  truncate(sql, { type }, grain, plan, bind) {
    if (!grain || (type !== "date" && type !== "time")) return sql;
    const local = () => (type === "date" ? sql : `(${sql} at time zone ${bind(plan.timezone)})`);
    // What the clock shows past the hour is taken off the instant: the two 01:00 of an autumn night stay two hours.
    if (grain === "hour") return `(${sql} - (${local()} - date_trunc('hour', ${local()})))`;
    if (grain === "day") return type === "date" ? sql : `${local()}::date`;
    const { unit, days, months } = calendarShift(grain, plan);
    if (days > 0) return `(date_trunc('${unit}', ${local()} + interval ${days} day)::date - ${days})`;
    if (months === 0) return `date_trunc('${unit}', ${local()})::date`;
    const moved = `date_trunc('month', ${local()}) - interval ${months} month`;
    return `(date_trunc('${unit}', ${moved}) + interval ${months} month)::date`;
  },

  within(sql, type, { from, to }, zone, bind) {
    const column = this.cast(sql, type);
    if (type === "date") return `${column} between ${bind(from)}::date and ${bind(to)}::date`;
    const start = midnight(() => `${bind(from)}::date`, zone, bind);
    const end = midnight(() => `(${bind(to)}::date + 1)`, zone, bind);
    return `(${column} >= ${start} and ${column} < ${end})`;
  },

  aggregate(fn, sql, where, fraction) {
    const filter = where ? ` filter (where ${where})` : "";
    if (sql === null) return `count(*)${filter}`;
    if (fn === "count_distinct") return `count(distinct ${sql})${filter}`;
    if (fn !== "percentile") return `${fn}(${sql})${filter}`;
    // Its own quantile_cont rounds otherwise than Postgres in the last bit.
    const present = `filter (where ${[`${sql} is not null`, ...(where ? [where] : [])].join(" and ")})`;
    const place = `${fraction}::double * (len(l) - 1)`;
    const at = (round: "floor" | "ceil") => `l[${round}(${place})::bigint + 1]`;
    const between = `${at("floor")} + (${place} - floor(${place})) * (${at("ceil")} - ${at("floor")})`;
    return `list_transform([list_sort(list(${toDouble(sql)}) ${present})], lambda l: ${between})[1]`;
  },

  same: (left, right) => `${left} is not distinct from ${right}`,

  exact: (sql) => `${sql}::decimal(38, 8)`,
  double: toDouble,
  noNumber: "null::double",

  ratio(numerator, denominator, scale, bind) {
    const scaled = scale === 1 ? "" : `${bind(scale)}::double * `;
    return `(${scaled}${toDouble(numerator)} / nullif(${toDouble(denominator)}, 0))`;
  },

  change: (delta, base) => `(100::double * ${toDouble(delta)} / nullif(abs(${toDouble(base)}), 0))`,

  comparable(sql, as, zone, bind) {
    return as === "day" ? `(${sql} at time zone ${bind(zone)})::date` : sql;
  },

  value(value, as, bind) {
    const { bound, type } = typed([value], as);
    return `${bind(bound[0] ?? null)}::${type}`;
  },

  oneOf(sql, values, as, bind) {
    const [only] = values;
    if (values.length === 1 && only !== undefined) return `${sql} = ${this.value(only, as, bind)}`;
    const { bound, type } = typed(values, as);
    // One parameter however many values there are, and hashed once instead of compared one by one.
    const list = `from_json(${bind(JSON.stringify(bound.map(String)))}::json, '["VARCHAR"]')`;
    return `${sql} in (select unnest(${list})::${type})`;
  },

  contains: (sql, text, bind) => `contains(lower(nfc_normalize(${sql})), lower(${bind(text)}::varchar))`,
  startsWith: (sql, text, bind) => `starts_with(nfc_normalize(${sql}), ${bind(text)}::varchar)`,

  /** DuckDB's own order is that of bytes; ICU's Korean one leaves equal what differs in form only. */
  textOrder: (sql) => [`${sql} collate ko`, sql],
};
