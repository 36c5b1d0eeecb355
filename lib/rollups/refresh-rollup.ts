import "server-only";
import { PgDialect } from "drizzle-orm/pg-core";
import type postgres from "postgres";
import { roleOf } from "@/db/migrate";
import { env } from "@/lib/env";
import { compileGroups } from "@/lib/query/compile/compile-groups";
import { printRelation } from "@/lib/query/compile/print-scan";
import { postgresDialect } from "@/lib/query/dialects/postgres";
import type { PlanWindow } from "@/lib/query/plan";
import { endOf, ISO_CALENDAR, startOf } from "@/lib/query/relative-date";
import type { BuildSession } from "@/lib/rollups/build-session";
import { dropTables } from "@/lib/rollups/drop-tables";
import { createMonths, MonthsMisfit, replaceMonths } from "@/lib/rollups/fill-months";
import { createTable, replaceDays } from "@/lib/rollups/fill-table";
import type { PlannedRollup } from "@/lib/rollups/plan-rollup";
import { usableRollups } from "@/lib/rollups/rollup-catalogue";
import { monthsTable, newTableName, ROLLUP_SCHEMA } from "@/lib/rollups/rollup-names";
import { daysBehind, mergeWindows, type RollupState, stateQuery } from "@/lib/rollups/rollup-state";
import { fillDictionaries, stageRows } from "@/lib/rollups/stage-rows";

export interface RefreshStep {
  dataset: string;
  rollup: string;
  /** About to be done. */
  doing: "reading" | "writing" | "tidying";
}

export interface RefreshOptions {
  signal: AbortSignal;
  /** Builds anew what is up to date, too. */
  force?: boolean;
  onStep?: (step: RefreshStep) => void | Promise<void>;
}

/**
 * What became of a rollup: `kept` held the newest data already, `waiting` has no data version to be built for, `small` is its source,
 * so that none is needed.
 */
export interface Refreshed {
  did: "built" | "updated" | "kept" | "waiting" | "small";
  rows: number;
}

/** More than this share of a table is not replaced but built anew, in order. */
const MOST_REPLACED = 0.4;
/** Months that are more than this share of the days' rows save little. */
const MOST_MONTHS = 0.5;
/** More windows than this are read as one. */
const MOST_WINDOWS = 20;

/**
 * Brings one rollup up to the newest data: the days that changed since in one transaction, or the whole as a table of its own
 * that takes the old one's place. Until then readers see the old one, whatever fails.
 * @param all the dataset's rollups, for what can be read from a finer one
 */
export async function refreshRollup(
  session: BuildSession,
  planned: PlannedRollup,
  all: readonly PlannedRollup[],
  { signal, force = false, onStep }: RefreshOptions,
): Promise<Refreshed> {
  const { dataset, rollup } = planned;
  const step = async (doing: RefreshStep["doing"]) => {
    signal.throwIfAborted();
    await onStep?.({ dataset: dataset.id, rollup: rollup.name, doing });
    signal.throwIfAborted();
  };
  const attempt = (whole: boolean): Promise<Refreshed["did"] | "misfit"> =>
    session.onSnapshot(compileGroups(planned.plan, postgresDialect), async () => {
      const { sql } = session;
      const state = await readRollupState(sql, dataset.id);
      const behind = whole ? "all" : daysBehind(planned, state);
      if (behind !== "all" && behind.length === 0) return "kept";
      const versions = versionsOf(planned, state);
      if (!versions) return "waiting";
      await step("reading");
      const windows = behind === "all" ? null : await unitsOf(sql, planned, state, behind);
      if (windows === null && (await isSmall(sql, planned))) {
        await forgetTable(sql, planned);
        return "small";
      }
      const others = all.filter((other) => other !== planned);
      const finer = usableRollups(others, state).filter((table) => table.behind.length === 0);
      const stage = await stageRows(sql, planned, windows, finer);
      await step("writing");
      await fillDictionaries(sql, planned, stage);
      const held = state.built.find(({ name }) => name === rollup.name);
      if (windows === null) {
        const table = newTableName(dataset.id, rollup.name);
        const rows = await createTable(sql, planned, stage, table);
        await createMonths(sql, planned, table, rows * MOST_MONTHS);
        await keep(sql, planned, { table, rows, ...versions });
      } else {
        const table = held?.table ?? "";
        const more = await replaceDays(sql, planned, stage, table, windows);
        if (more === null) {
          await sql.unsafe(`drop table ${stage.table}`);
          return "misfit";
        }
        if (held?.months) await replaceMonths(sql, planned, table, windows);
        await keep(sql, planned, { table, rows: (held?.rows ?? 0) + more, ...versions });
      }
      await sql.unsafe(`drop table ${stage.table}`);
      await letReaderRead(sql);
      return windows === null ? "built" : "updated";
    });

  let did = await attempt(force).catch((error) => {
    if (error instanceof MonthsMisfit) return "misfit" as const;
    throw error;
  });
  if (did === "misfit") did = await attempt(true);
  if (did === "small") await dropTables(session.sql, dataset.id, rollup.name, null);
  if (did === "small" || did === "waiting") return { did, rows: 0 };
  const state = await readRollupState(session.sql, dataset.id);
  const built = state.built.find(({ name }) => name === rollup.name);
  if (did === "misfit" || !built?.table) throw new Error(`${rollup.name} does not fit its own table`);
  if (did === "kept") return { did, rows: built.rows };
  await step("tidying");
  // Counts rows as visible to all, so that an index alone can answer.
  for (const name of [built.table, ...(built.months ? [monthsTable(built.table)] : [])])
    await session.sql.unsafe(
      `vacuum ${did === "updated" ? "(analyze) " : ""}${postgresDialect.table({ schema: ROLLUP_SCHEMA, name })}`,
    );
  await dropTables(session.sql, dataset.id, rollup.name, built.table);
  return { did, rows: built.rows };
}

/** The state in the sight of a connection or a transaction. */
export async function readRollupState(sql: postgres.Sql, dataset: string): Promise<RollupState> {
  const { sql: text, params } = new PgDialect().sqlToQuery(stateQuery(dataset));
  const [row] = await sql.unsafe<{ state: RollupState }[]>(text, params as string[]);
  if (!row) throw new Error("no state of rollups");
  return row.state;
}

/** Null where nobody has said yet that the data, or those it joins, are there: nobody would say when they change. */
function versionsOf({ dataset, lookups }: PlannedRollup, { versions }: RollupState) {
  const version = versions[dataset.id];
  const joined = lookups.flatMap((id) => (versions[id] === undefined ? [] : [[id, versions[id]] as const]));
  if (version === undefined || joined.length < lookups.length) return null;
  return { version, lookups: Object.fromEntries(joined) };
}

const UNITS = { day: "d", week: "w", month: "M", quarter: "Q", year: "y" } as const;

/** Whole units of the rollup's grain; null where building all of it anew is the lesser work. */
async function unitsOf(
  sql: postgres.Sql,
  { rollup }: PlannedRollup,
  { built }: RollupState,
  days: readonly PlanWindow[],
): Promise<PlanWindow[] | null> {
  const unit = UNITS[rollup.grain];
  const windows: PlanWindow[] = [];
  for (const window of days) {
    const from = startOf(window.from, unit, ISO_CALENDAR);
    const to = endOf(window.to, unit, ISO_CALENDAR);
    if (!from || !to) return null;
    windows.push({ from, to });
  }
  const merged = mergeWindows(windows);
  const [first, last] = [merged[0], merged.at(-1)];
  if (!first || !last) return null;
  const read = merged.length > MOST_WINDOWS ? [{ from: first.from, to: last.to }] : merged;
  const held = built.find(({ name }) => name === rollup.name);
  if (!held?.table || rollup.time === undefined) return null;
  const table = postgresDialect.table({ schema: ROLLUP_SCHEMA, name: held.table });
  const time = postgresDialect.quote(rollup.time);
  let replaced = 0;
  for (const { from, to } of read) {
    const [row] = await sql.unsafe<{ n: string }[]>(
      `select count(*) as n from ${table} where ${time} between $1::date and $2::date`,
      [from, to],
    );
    replaced += Number(row?.n);
  }
  return replaced > held.rows * MOST_REPLACED ? null : read;
}

async function isSmall(sql: postgres.Sql, { rollup, plan }: PlannedRollup): Promise<boolean> {
  const { minSourceRows: least } = rollup;
  if (least === undefined) return false;
  const [source] = await sql.unsafe<{ n: string }[]>(
    `select count(*) as n from (select from ${printRelation(plan.relation, postgresDialect)} as "base" limit ${least}) as "some"`,
  );
  return Number(source?.n) < least;
}

async function forgetTable(sql: postgres.Sql, { dataset, rollup }: PlannedRollup): Promise<void> {
  await sql`
    update public.rollups set table_name = null, fingerprint = null, version = null, row_count = 0, built_at = null
    where dataset = ${dataset.id} and name = ${rollup.name}`;
}

/** From the commit on, this is what answers. */
async function keep(
  sql: postgres.Sql,
  { dataset, rollup, fingerprint }: PlannedRollup,
  held: { table: string; rows: number; version: number; lookups: Record<string, number> },
): Promise<void> {
  const lookups = sql.json(held.lookups);
  await sql`
    insert into public.rollups (dataset, name, table_name, fingerprint, version, lookup_versions, row_count, built_at, state)
    values (${dataset.id}, ${rollup.name}, ${held.table}, ${fingerprint}, ${held.version}, ${lookups}, ${held.rows}, now(), 'ready')
    on conflict (dataset, name) do update set
      table_name = excluded.table_name, fingerprint = excluded.fingerprint, version = excluded.version,
      lookup_versions = excluded.lookup_versions, row_count = excluded.row_count, built_at = excluded.built_at,
      state = excluded.state, error = null`;
}

/** Whoever runs dataset queries may read what was built, and nobody else. */
async function letReaderRead(sql: postgres.Sql): Promise<void> {
  const { databaseUrl, databaseReaderUrl } = env();
  const reader = roleOf(databaseReaderUrl);
  if (reader === roleOf(databaseUrl)) return;
  await sql`grant usage on schema ${sql(ROLLUP_SCHEMA)} to ${sql(reader)}`;
  await sql`grant select on all tables in schema ${sql(ROLLUP_SCHEMA)} to ${sql(reader)}`;
}
