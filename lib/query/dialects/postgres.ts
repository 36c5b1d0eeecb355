import { calendarShift } from "@/lib/query/dialects/calendar-shift";
import { type Dialect, MASK } from "@/lib/query/dialects/dialect";
import { midnight, moveRow } from "@/lib/query/dialects/print-days";
import type { ComparedAs, DimensionType, PlanValue } from "@/lib/query/plan";

const quote = (identifier: string): string => `"${identifier.replaceAll('"', '""')}"`;

const COLUMN_TYPES: Record<DimensionType, string> = {
  string: "text",
  number: "numeric",
  boolean: "boolean",
  date: "date",
  time: "timestamptz",
};

/** Any value of the type. */
const SOMETHING: Record<DimensionType, string> = {
  string: "''",
  number: "0",
  boolean: "false",
  date: "date '0001-01-01'",
  time: "timestamptz '0001-01-01 00:00:00+00'",
};

const TYPES: Record<ComparedAs, string> = {
  text: "text",
  number: "numeric",
  boolean: "boolean",
  date: "date",
  day: "date",
  instant: "timestamptz",
};

/** Array literal of one parameter, so that a thousand values are still one placeholder. */
const arrayLiteral = (values: readonly PlanValue[]): string =>
  `{${values.map((value) => `"${String(value).replace(/[\\"]/g, "\\$&")}"`).join(",")}}`;

const likePattern = (text: string): string => text.replace(/[\\%_]/g, "\\$&");

/** PostgreSQL 15 and later. Sessions are in UTC, so a time without a zone is in UTC; casts to a column's own type cost nothing and keep indexes usable. */
export const postgresDialect: Dialect = {
  quote,
  table: ({ schema, name }) => `${quote(schema)}.${quote(name)}`,

  cast(sql, type) {
    if (type === "string") return `${sql}::text`;
    if (type === "date") return `${sql}::date`;
    return type === "time" ? `${sql}::timestamptz` : sql;
  },

  nothing: (type) => `null::${COLUMN_TYPES[type]}`,

  mask(sql, type) {
    return type === "string" ? `case when ${sql} is not null then '${MASK}'::text end` : this.nothing(type);
  },

  move(sql, time, zone, bind) {
    if (!time.previous) return sql;
    const { unit, count } = time.previous.distance;
    return moveRow(sql, time, zone, bind, () => `make_interval(${unit}s => ${bind(count)}::int)`);
  },

  truncate(sql, { type }, grain, plan, bind) {
    if (!grain || (type !== "date" && type !== "time")) return sql;
    // With the zone as third argument the two 01:00 of an autumn night stay two hours.
    if (grain === "hour") return `date_trunc('hour', ${sql}, ${bind(plan.timezone)})`;
    const local = type === "date" ? `(${sql})::timestamp` : `(${sql} at time zone ${bind(plan.timezone)})`;
    if (grain === "day") return type === "date" ? sql : `${local}::date`;
    const { unit, days, months } = calendarShift(grain, plan);
    if (days > 0)
      return `(date_trunc('${unit}', ${local} + interval '${days} day') - interval '${days} day')::date`;
    if (months === 0) return `(date_trunc('${unit}', ${local}))::date`;
    const moved = `date_trunc('month', ${local}) - interval '${months} months'`;
    return `(date_trunc('${unit}', ${moved}) + interval '${months} months')::date`;
  },

  within(sql, type, { from, to }, zone, bind) {
    if (type === "date") return `${sql}::date between ${bind(from)}::date and ${bind(to)}::date`;
    const start = midnight(() => `${bind(from)}::date`, zone, bind);
    const end = midnight(() => `(${bind(to)}::date + 1)`, zone, bind);
    return `(${sql} >= ${start} and ${sql} < ${end})`;
  },

  aggregate(fn, sql, where, fraction) {
    const filter = where ? ` filter (where ${where})` : "";
    if (sql === null) return `count(*)${filter}`;
    if (fn === "count_distinct") return `count(distinct ${sql})${filter}`;
    if (fn !== "percentile") return `${fn}(${sql})${filter}`;
    return `percentile_cont(${fraction}) within group (order by ${sql}::float8)${filter}`;
  },

  /** `is not distinct from` would compare every pair. */
  same(left, right, type) {
    const something = SOMETHING[type];
    return `(${left} is null) = (${right} is null) and coalesce(${left}, ${something}) = coalesce(${right}, ${something})`;
  },

  exact: (sql) => `${sql}::numeric`,
  double: (sql) => `${sql}::float8`,
  noNumber: "null::float8",

  ratio(numerator, denominator, scale, bind) {
    const scaled = scale === 1 ? "" : `${bind(scale)}::float8 * `;
    return `(${scaled}${numerator}::float8 / nullif(${denominator}::float8, 0))`;
  },

  change: (delta, base) => `(100::float8 * ${delta}::float8 / nullif(abs(${base})::float8, 0))`,

  comparable(sql, as, zone, bind) {
    return as === "day" ? `(${sql} at time zone ${bind(zone)})::date` : sql;
  },

  value: (value, as, bind) => `${bind(typeof value === "number" ? String(value) : value)}::${TYPES[as]}`,

  oneOf(sql, values, as, bind) {
    const [only] = values;
    if (values.length === 1 && only !== undefined) return `${sql} = ${this.value(only, as, bind)}`;
    return `${sql} = any(${bind(arrayLiteral(values))}::${TYPES[as]}[])`;
  },

  contains: (sql, text, bind) => `normalize(${sql}, NFC) ilike ${bind(`%${likePattern(text)}%`)}::text`,
  startsWith: (sql, text, bind) => `normalize(${sql}, NFC) like ${bind(`${likePattern(text)}%`)}::text`,
};
