import type { Dialect } from "@/lib/query/dialects/dialect";
import type { ComparedAs, PlanValue } from "@/lib/query/plan";

const quote = (identifier: string): string => `"${identifier.replaceAll('"', '""')}"`;

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

/** PostgreSQL 15 and later. A `time` column is a timestamptz; casts to a column's own type cost nothing and keep indexes usable. */
export const postgresDialect: Dialect = {
  quote,
  table: ({ schema, name }) => `${quote(schema)}.${quote(name)}`,

  column({ column, type }) {
    if (type === "string") return `${quote(column)}::text`;
    if (type === "date") return `${quote(column)}::date`;
    return quote(column);
  },

  move(sql, { type, window, previous }, zone, bind) {
    if (!previous) return sql;
    const { unit, count } = previous.distance;
    const interval = `make_interval(${unit}s => ${bind(count)}::int)`;
    if (type === "time") {
      const local = `(${sql} at time zone ${bind(zone)})`;
      return `((${local} + ${interval}) at time zone ${bind(zone)})`;
    }
    const moved = `(${sql} + ${interval})::date`;
    // A year after 28 February is not 29 February, where the window begins.
    return window.from.endsWith("-02-29") ? `greatest(${moved}, ${bind(window.from)}::date)` : moved;
  },

  truncate(sql, { type }, grain, zone, bind) {
    if (type === "date")
      return grain && grain !== "day" ? `date_trunc('${grain}', (${sql})::timestamp)::date` : sql;
    if (type !== "time" || !grain) return sql;
    // With the zone as third argument the two 01:00 of an autumn night stay two hours.
    if (grain === "hour") return `date_trunc('hour', ${sql}, ${bind(zone)})`;
    return `date_trunc('${grain}', ${sql} at time zone ${bind(zone)})::date`;
  },

  within({ column, type }, { from, to }, zone, bind) {
    if (type === "date") return `${quote(column)}::date between ${bind(from)}::date and ${bind(to)}::date`;
    const start = `(${bind(from)}::date::timestamp at time zone ${bind(zone)})`;
    const end = `((${bind(to)}::date + 1)::timestamp at time zone ${bind(zone)})`;
    return `(${quote(column)} >= ${start} and ${quote(column)} < ${end})`;
  },

  aggregate: ({ fn, column }) => `${fn}(${column === null ? "*" : quote(column)})`,

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
