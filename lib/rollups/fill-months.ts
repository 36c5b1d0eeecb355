import "server-only";
import type postgres from "postgres";
import { postgresDialect } from "@/lib/query/dialects/postgres";
import type { PlanWindow } from "@/lib/query/plan";
import { endOf, ISO_CALENDAR, startOf } from "@/lib/query/relative-date";
import { createTable, replaceDays } from "@/lib/rollups/fill-table";
import type { PlannedRollup } from "@/lib/rollups/plan-rollup";
import { monthsTable, newStageName, ROLLUP_SCHEMA } from "@/lib/rollups/rollup-names";
import { mergeWindows } from "@/lib/rollups/rollup-state";
import type { Stage } from "@/lib/rollups/stage-rows";

const { quote, table } = postgresDialect;

/** The months no longer fit their table's columns; all that was written with them must be undone. */
export class MonthsMisfit extends Error {}

/** Sums a rollup's days up by months, in a table beside its own; where that makes more than `most` rows it is dropped again. */
export async function createMonths(
  sql: postgres.Sql,
  planned: PlannedRollup,
  days: string,
  most: number,
): Promise<void> {
  const { rollup } = planned;
  if (rollup.time === undefined || rollup.grain !== "day") return;
  const stage = await stageMonths(sql, planned, days, null);
  const name = monthsTable(days);
  const months = await createTable(sql, planned, stage, name);
  await sql.unsafe(`drop table ${stage.table}`);
  if (months > most) await sql.unsafe(`drop table ${table({ schema: ROLLUP_SCHEMA, name })}`);
}

/** After some of a rollup's days were replaced: their months again, from all their days. @throws MonthsMisfit */
export async function replaceMonths(
  sql: postgres.Sql,
  planned: PlannedRollup,
  days: string,
  windows: readonly PlanWindow[],
): Promise<void> {
  const whole = mergeWindows(
    windows.map(({ from, to }) => {
      const [first, last] = [startOf(from, "M", ISO_CALENDAR), endOf(to, "M", ISO_CALENDAR)];
      if (!first || !last) throw new MonthsMisfit(`${from} to ${to} has no whole months`);
      return { from: first, to: last };
    }),
  );
  const stage = await stageMonths(sql, planned, days, whole);
  const more = await replaceDays(sql, planned, stage, monthsTable(days), whole);
  if (more === null) throw new MonthsMisfit(`the months of ${days} have outgrown their columns`);
  await sql.unsafe(`drop table ${stage.table}`);
}

/** Months as rows that wait for their table, merged as the compiler merges groups. @param windows whole months; null for all */
async function stageMonths(
  sql: postgres.Sql,
  { plan, columns }: PlannedRollup,
  days: string,
  windows: readonly PlanWindow[] | null,
): Promise<Stage> {
  const [time = "", ...dimensions] = columns.dimensions;
  const aggregates = plan.aggregates.map(({ fn }, i) => {
    const merge = fn === "min" || fn === "max" ? fn : "sum";
    return `${merge}(${quote(columns.aggregates[i] ?? "")}) as "a${i}"`;
  });
  const selected = [
    `date_trunc('month', ${quote(time)}::timestamp)::date as "d0"`,
    ...dimensions.map((name, i) => `${quote(name)} as "d${i + 1}"`),
    ...aggregates,
  ];
  const groups = columns.dimensions.map((_, i) => i + 1).join(", ");
  const name = newStageName();
  const stage = table({ schema: ROLLUP_SCHEMA, name });
  const select = (where: string) =>
    `select ${selected.join(", ")} from ${table({ schema: ROLLUP_SCHEMA, name: days })} ${where} group by ${groups}`;
  await sql.unsafe(`create unlogged table ${stage} as ${select("")} with no data`);
  if (windows === null) await sql.unsafe(`insert into ${stage} ${select("")}`);
  for (const { from, to } of windows ?? [])
    await sql.unsafe(`insert into ${stage} ${select(`where ${quote(time)} between $1::date and $2::date`)}`, [
      from,
      to,
    ]);
  const found = await sql<{ name: string; type: string }[]>`
    select attname as name, format_type(atttypid, null) as type from pg_attribute
    where attrelid = ${stage}::regclass and attnum > 0 order by attnum`;
  const coded = plan.dimensions.flatMap(({ type }, i) => (type === "string" ? [`d${i}`] : []));
  return {
    table: stage,
    types: new Map(found.map((column) => [column.name, column.type])),
    coded: new Set(coded),
  };
}
