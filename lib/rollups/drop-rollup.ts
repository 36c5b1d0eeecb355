import "server-only";
import type postgres from "postgres";
import { dropTables } from "@/lib/rollups/drop-tables";

/**
 * Forgets a rollup and drops its tables. Questions under way that mean them are answered from the source instead.
 * @param sql a connection that holds the dataset's lock
 */
export async function dropRollup(sql: postgres.Sql, dataset: string, rollup: string): Promise<void> {
  await sql`delete from public.rollups where dataset = ${dataset} and name = ${rollup}`;
  await dropTables(sql, dataset, rollup, null);
}
