import "server-only";
import type postgres from "postgres";
import { postgresDialect } from "@/lib/query/dialects/postgres";
import { monthsTable, ROLLUP_SCHEMA, tableStem } from "@/lib/rollups/rollup-names";

/** Readers of an old table may go on for so long; whoever would have to wait longer leaves it for the next time. */
const LOCK_TIMEOUT = "2s";
const LOCK_NOT_AVAILABLE = "55P03";

/**
 * Drops the tables of a rollup that nothing names any more: earlier ones, and what a killed build has left.
 * @param except the one that answers now
 */
export async function dropTables(
  sql: postgres.Sql,
  dataset: string,
  rollup: string,
  except: string | null,
): Promise<void> {
  const stem = tableStem(dataset, rollup);
  const found = await sql<{ name: string }[]>`
    select relname as name from pg_class
    where relnamespace = to_regnamespace(${ROLLUP_SCHEMA}) and relkind = 'r'
      and left(relname, -9) = ${stem} and right(relname, 9) ~ '^[ ~][0-9a-f]{8}$'
      and relname is distinct from ${except}
      and relname is distinct from ${except === null ? null : monthsTable(except)}
      and not exists (
        select from public.rollups
        where left(table_name, -9) = left(relname, -9) and right(table_name, 8) = right(relname, 8))`;
  await sql.unsafe(`set lock_timeout = '${LOCK_TIMEOUT}'`);
  for (const { name } of found)
    await sql
      .unsafe(`drop table if exists ${postgresDialect.table({ schema: ROLLUP_SCHEMA, name })}`)
      .catch((error) => {
        if (error?.code !== LOCK_NOT_AVAILABLE) throw error;
      });
  await sql.unsafe("set lock_timeout = 0");
}
