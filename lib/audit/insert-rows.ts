import "server-only";
import { getTableColumns, type SQL, type SQLChunk, sql } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { auditLog } from "@/db/schema/audit-log";
import type { auditRow } from "@/lib/audit/audit-row";

const { id: _, ...columns } = getTableColumns(auditLog);
const entries = Object.entries(columns);
const list = (of: (entry: (typeof entries)[number]) => SQLChunk): SQL => sql.join(entries.map(of), sql`, `);

/** One parameter however many rows: seventeen a row cost more to bind than everything else about an entry. */
const insertAll = (rows: string): SQL => sql`
  insert into ${auditLog} (${list(([, column]) => sql.identifier(column.name))})
  select ${list(([key]) => sql.identifier(key))} from json_to_recordset(${rows}::json)
    as entry(${list(([key, column]) => sql`${sql.identifier(key)} ${sql.raw(column.getSQLType())}`)})`;

/** Adds entries in their order, all or none. */
export async function insertAuditRows(
  executor: Executor,
  rows: readonly ReturnType<typeof auditRow>[],
): Promise<void> {
  await executor.execute(insertAll(JSON.stringify(rows)));
}
