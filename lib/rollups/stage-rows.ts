import "server-only";
import type postgres from "postgres";
import { compileGroups } from "@/lib/query/compile/compile-groups";
import { isCode } from "@/lib/query/compile/print-codes";
import { postgresDialect } from "@/lib/query/dialects/postgres";
import type { Plan, PlanWindow } from "@/lib/query/plan";
import type { RollupTable } from "@/lib/query/rollup-table";
import { routeRollup } from "@/lib/query/route-rollup";
import type { PlannedRollup } from "@/lib/rollups/plan-rollup";
import { dictionaryName, newStageName, ROLLUP_SCHEMA } from "@/lib/rollups/rollup-names";
import type { SourceStatement } from "@/lib/sources/runner";

const { quote, table } = postgresDialect;

/** Groups read from the source, waiting to become rows of a rollup. Gone at the end of the transaction that read them. */
export interface Stage {
  /** Its name, quoted. */
  table: string;
  /** By column, `d<i>` and `a<i>`: its type as Postgres writes it. */
  types: ReadonlyMap<string, string>;
  /** Columns whose texts are numbers already: they come from a finer rollup. */
  coded: ReadonlySet<string>;
}

const windowed = (plan: Plan, window: PlanWindow | null): Plan => {
  const [time] = plan.dimensions;
  if (!window || !time) return plan;
  const { dimension, at } = time;
  return { ...plan, time: { dimension, at, type: "date", window, previous: null } };
};

/**
 * Reads the rollup's groups of some days, or of all rows, from the source or, where that gives the same, from a finer rollup.
 * @param finer rollups that hold the newest data at this moment
 */
export async function stageRows(
  sql: postgres.Sql,
  planned: PlannedRollup,
  windows: readonly PlanWindow[] | null,
  finer: readonly RollupTable[],
): Promise<Stage> {
  const { plan } = planned;
  const plans = (windows ?? [null]).map((window) => routeRollup(windowed(plan, window), finer));
  const statements = plans.map((routed) => compileGroups(routed, postgresDialect));
  const [first] = statements;
  if (!first) throw new Error("nothing to read");
  const types = await columnTypes(sql, first.text, first.params);
  refuseDoubles(planned, types);
  await refuseCollations(sql, planned, first, types);
  const stage = table({ schema: ROLLUP_SCHEMA, name: newStageName() });
  const columns = [...types].map(([name, type]) => `${quote(name)} ${type}`).join(", ");
  await sql.unsafe(`create unlogged table ${stage} (${columns})`);
  for (const { text, params } of statements) await sql.unsafe(`insert into ${stage} ${text}`, params);
  const coded = plans[0]?.dimensions.flatMap(({ at }, i) => (isCode(at) ? [`d${i}`] : []));
  return { table: stage, types, coded: new Set(coded) };
}

/** A sum of doubles depends on the order of its parts: a rollup's would differ from the source's in its last digits. */
function refuseDoubles({ dataset, rollup, plan }: PlannedRollup, types: ReadonlyMap<string, string>): void {
  const doubles = plan.aggregates.some(
    ({ fn }, i) => fn === "sum" && /^(real|double precision)$/.test(types.get(`a${i}`) ?? ""),
  );
  if (doubles)
    throw new Error(
      `${rollup.name} sums doubles, whose last digits depend on the order of the rows: cast them to numeric in the measures of ${dataset.id}, or leave those out`,
    );
}

/** Dictionaries sort as the database does; a column that sorts otherwise would come in another order than from the source. */
async function refuseCollations(
  sql: postgres.Sql,
  { dataset, rollup, plan }: PlannedRollup,
  { text, params }: SourceStatement,
  types: ReadonlyMap<string, string>,
): Promise<void> {
  const texts = [...types].flatMap(([name, type]) => (/^(text|character)/.test(type) ? [name] : []));
  if (texts.length === 0) return;
  const asked = texts.map((name) => `pg_collation_for("rows".${quote(name)}) as ${quote(name)}`);
  const [found] = await sql.unsafe<Record<string, string>[]>(
    `select ${asked.join(", ")} from (select) as "one" left join lateral (select * from (${text}) as "all" limit 0) as "rows" on true`,
    params,
  );
  const other = texts.find((name) => found?.[name] !== '"default"');
  if (!other) return;
  const dimension = other.startsWith("d") ? plan.dimensions[Number(other.slice(1))]?.dimension : undefined;
  throw new Error(
    `${dimension ?? "a measure"} of ${rollup.name} has the collation ${found?.[other]}, not the database's own, so it would sort otherwise: write its sql in ${dataset.id} with collate "default"`,
  );
}

/** Types come from the statement itself: it may hold parameters, which no `create table as` takes. */
async function columnTypes(
  sql: postgres.Sql,
  text: string,
  params: (string | number | boolean | null)[],
): Promise<Map<string, string>> {
  const { columns } = await sql.unsafe(text, params).describe();
  const oids = columns.map(({ type }) => type);
  const names = await sql<{ type: string }[]>`
    select format_type(oid, null) as type from unnest(${oids}::oid[]) with ordinality as t (oid, n) order by n`;
  return new Map(columns.map(({ name }, i) => [name, names[i]?.type ?? "text"]));
}

/** Gives every text of the stage a number, in the dictionaries all rollups of the dataset share. Numbers are never taken back. */
export async function fillDictionaries(
  sql: postgres.Sql,
  { dataset, plan }: PlannedRollup,
  stage: Stage,
): Promise<void> {
  for (const [i, dimension] of plan.dimensions.entries()) {
    if (dimension.type !== "string" || stage.coded.has(`d${i}`)) continue;
    const dictionary = table({
      schema: ROLLUP_SCHEMA,
      name: dictionaryName(dataset.id, dimension.dimension),
    });
    // By hash, since texts may be longer than an ordered index takes.
    await sql.unsafe(`create table if not exists ${dictionary} (
      id integer generated always as identity primary key, value text not null, exclude using hash (value with =))`);
    await sql.unsafe(`insert into ${dictionary} (value)
      select "d${i}" from ${stage.table} where "d${i}" is not null
      except select value from ${dictionary} order by 1`);
    await sql.unsafe(`analyze ${dictionary}`);
  }
}
