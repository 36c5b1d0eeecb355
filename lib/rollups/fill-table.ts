import "server-only";
import type postgres from "postgres";
import { postgresDialect } from "@/lib/query/dialects/postgres";
import type { PlanWindow } from "@/lib/query/plan";
import type { PlannedRollup } from "@/lib/rollups/plan-rollup";
import { dictionaryName, ROLLUP_SCHEMA } from "@/lib/rollups/rollup-names";
import type { Stage } from "@/lib/rollups/stage-rows";

const { quote } = postgresDialect;

const qualified = (name: string) => postgresDialect.table({ schema: ROLLUP_SCHEMA, name });

/** A column of a rollup's table and what fills it. */
interface Column {
  name: string;
  /** In the stage. */
  from: string;
  type: string;
}

/** By width, so that nothing is padded: the planner reads columns by name, whatever their order. */
const WIDTHS: Readonly<Record<string, number>> = { bigint: 8, "double precision": 8, integer: 4, date: 4 };
const widthOf = ({ type }: Column) => WIDTHS[type] ?? 0;

/** Whole numbers of growing room; the last holds decimals too. */
const NUMBERS = ["integer", "bigint", "numeric"];

/**
 * The smallest type that holds a column's sums or counts with room for eight times as much: whole money needs no decimals, whatever
 * type the database sums it in.
 */
async function smallestTypes(
  sql: postgres.Sql,
  { plan }: PlannedRollup,
  stage: Stage,
): Promise<Map<string, string>> {
  const columns = plan.aggregates.flatMap(({ fn }, i) => {
    const whole = /^(smallint|integer|bigint|numeric)$/.test(stage.types.get(`a${i}`) ?? "");
    return whole && (fn === "sum" || fn === "count") ? [`a${i}`] : [];
  });
  if (columns.length === 0) return new Map();
  const measured = columns.map((name) => {
    const column = quote(name);
    const decimals = stage.types.get(name) === "numeric" ? `max(scale(${column}))` : "0";
    const largest = `coalesce(greatest(max(${column}), -min(${column})), 0)`;
    return `case when ${decimals} > 0 then 'numeric'
      when ${largest} < 2.0 ^ 28 then 'integer' when ${largest} < 2.0 ^ 60 then 'bigint' else 'numeric' end as ${column}`;
  });
  const [types] = await sql.unsafe<Record<string, string>[]>(
    `select ${measured.join(", ")} from ${stage.table}`,
  );
  return new Map(Object.entries(types ?? {}));
}

async function columnsOf(sql: postgres.Sql, planned: PlannedRollup, stage: Stage): Promise<Column[]> {
  const { plan, columns } = planned;
  const smallest = await smallestTypes(sql, planned, stage);
  const typeOf = (from: string) => smallest.get(from) ?? stage.types.get(from) ?? "text";
  return [
    ...columns.dimensions.map((name, i) => {
      const type = plan.dimensions[i]?.type === "string" ? "integer" : typeOf(`d${i}`);
      return { name, from: `d${i}`, type };
    }),
    ...columns.aggregates.map((name, i) => ({ name, from: `a${i}`, type: typeOf(`a${i}`) })),
  ];
}

/** So many different values and more: the rows of one are on few of the pages. */
const RARE = 200;

/**
 * What the rows of a table lie in order of: its time. Where one value of the first dimension is rare in a day, whole weeks are put in
 * its order, so that its rows lie together: a quarter of a product's SKUs is on 14 pages and not 90 (0.9 → 0.25 ms, of 4 million rows),
 * and a few days of all products read a page in ten more.
 */
async function orderOf(sql: postgres.Sql, { dataset, plan }: PlannedRollup): Promise<string[]> {
  const names = plan.dimensions.map(({ dimension }) => quote(dimension));
  const [time, first] = plan.dimensions;
  if (time?.type !== "date" || first?.type !== "string") return names;
  const dictionary = qualified(dictionaryName(dataset.id, first.dimension));
  const [values] = await sql.unsafe<{ count: number }[]>(
    `select count(*)::integer as count from ${dictionary}`,
  );
  if ((values?.count ?? 0) < RARE) return names;
  const [day = "", ...others] = names;
  return [`date_trunc('week', "stage"."d0"::timestamp)`, ...others, day];
}

/** Selects the stage's rows as the table has them. */
function selectRows(
  { dataset, plan }: PlannedRollup,
  stage: Stage,
  columns: readonly Column[],
  order: readonly string[],
): string {
  const joins: string[] = [];
  const selected = columns.map(({ name, from, type }) => {
    const index = Number(from.slice(1));
    const text = from.startsWith("d") && plan.dimensions[index]?.type === "string" && !stage.coded.has(from);
    if (!text) return `"stage".${quote(from)}::${type} as ${quote(name)}`;
    const dictionary = qualified(dictionaryName(dataset.id, name));
    const alias = quote(`text${index}`);
    joins.push(`left join ${dictionary} as ${alias} on ${alias}."value" = "stage".${quote(from)}`);
    return `${alias}."id" as ${quote(name)}`;
  });
  return `select ${selected.join(", ")} from ${stage.table} as "stage" ${joins.join(" ")}
    ${order.length > 0 ? `order by ${order.join(", ")}` : ""}`;
}

/** Makes the table and all it needs to be read. @returns its rows */
export async function createTable(
  sql: postgres.Sql,
  planned: PlannedRollup,
  stage: Stage,
  name: string,
): Promise<number> {
  const columns = await columnsOf(sql, planned, stage);
  columns.sort((a, b) => widthOf(b) - widthOf(a));
  const { count } = await sql.unsafe(
    `create table ${qualified(name)} as ${selectRows(planned, stage, columns, await orderOf(sql, planned))}`,
  );
  await sql.unsafe(`analyze ${qualified(name)}`);
  for (const on of await indexesOf(sql, planned, name, count))
    await sql.unsafe(`create index on ${qualified(name)} (${on.map(quote).join(", ")})`);
  return count;
}

/** A table of fewer rows is read whole as fast. */
const WORTH_AN_INDEX = 50_000;
/**
 * The time; and, before it, each dimension whose single values are found on few pages: the rare ones, and the first, since the rows of
 * a day are in its order. On 10 million source rows these make the difference between 130 and 10 ms (one product's SKUs, a year).
 */
async function indexesOf(
  sql: postgres.Sql,
  { rollup }: PlannedRollup,
  name: string,
  rows: number,
): Promise<string[][]> {
  const time = rollup.time === undefined ? [] : [rollup.time];
  if (rows < WORTH_AN_INDEX) return time.length > 0 ? [time] : [];
  const statistics = await sql<{ dimension: string; values: number }[]>`
    select attname as dimension,
      case when n_distinct < 0 then -n_distinct * ${rows}::float8 else n_distinct::float8 end as values
    from pg_stats where schemaname = ${ROLLUP_SCHEMA} and tablename = ${name}`;
  const values = new Map(statistics.map((column) => [column.dimension, column.values]));
  const found = rollup.dimensions.filter((dimension, i) => i === 0 || (values.get(dimension) ?? 0) >= RARE);
  return [...(time.length > 0 ? [time] : []), ...found.map((dimension) => [dimension, ...time])];
}

/**
 * Puts the stage's rows in the place of the table's of the same days.
 * @returns how many rows more the table has; null, and nothing is done, where they don't fit its columns
 */
export async function replaceDays(
  sql: postgres.Sql,
  planned: PlannedRollup,
  stage: Stage,
  name: string,
  windows: readonly PlanWindow[],
): Promise<number | null> {
  const time = planned.rollup.time;
  if (time === undefined) return null;
  const held = await sql<{ name: string; type: string }[]>`
    select attname as name, format_type(atttypid, null) as type from pg_attribute
    where attrelid = ${qualified(name)}::regclass and attnum > 0 and not attisdropped`;
  const heldTypes = new Map(held.map((column) => [column.name, column.type]));
  const wanted = await columnsOf(sql, planned, stage);
  const columns: Column[] = [];
  for (const column of wanted) {
    const type = heldTypes.get(column.name);
    if (type === undefined || !holds(type, column.type)) return null;
    columns.push({ ...column, type });
  }
  let more = 0;
  for (const { from, to } of windows) {
    const { count } = await sql.unsafe(
      `delete from ${qualified(name)} where ${quote(time)} between $1::date and $2::date`,
      [from, to],
    );
    more -= count;
  }
  const names = columns.map((column) => quote(column.name)).join(", ");
  const { count } = await sql.unsafe(
    `insert into ${qualified(name)} (${names}) ${selectRows(planned, stage, columns, await orderOf(sql, planned))}`,
  );
  return more + count;
}

const holds = (held: string, wanted: string): boolean =>
  held === wanted || (NUMBERS.includes(wanted) && NUMBERS.indexOf(held) > NUMBERS.indexOf(wanted));
