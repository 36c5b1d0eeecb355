/** What the serving and the reading role may touch. Run after every migration; safe to run again. */
import type postgres from "postgres";

/** The roles of the two lesser logins; null where the owner's login stands in for them. */
export interface ServingRoles {
  appRole: string | null;
  readerRole: string | null;
}

/**
 * Schemas that hold data for datasets: what the reader sees. Never `public`, where people, sessions and views live. Those that
 * are not ours to grant (the serving role makes `rollup` and `pack_*`) are their makers'.
 */
const DATA_SCHEMAS = `nspname !~ '^pg_' and nspname not in ('public', 'information_schema', 'drizzle', 'pgboss')
  and has_schema_privilege(oid, 'usage with grant option')`;

/** Sends and runs jobs; queues and their tables are the owner's to make. Partitions are reached through `job`. */
async function grantJobs(sql: postgres.Sql, app: string): Promise<void> {
  await sql`grant usage on schema pgboss to ${sql(app)}`;
  await sql`grant select on pgboss.queue, pgboss.version to ${sql(app)}`;
  await sql`grant update (maintained_on) on pgboss.version to ${sql(app)}`;
  await sql`grant select, insert, update, delete on pgboss.job, pgboss.schedule to ${sql(app)}`;
}

/** Grants as the contract's "Three database roles" says. @param sql the owner's connection. */
export async function applyGrants(sql: postgres.Sql, { appRole, readerRole }: ServingRoles): Promise<void> {
  const [{ database, owner } = { database: "", owner: "" }] = await sql<
    { database: string; owner: string }[]
  >`
    select current_database() as database, current_user as owner`;
  const app = appRole === owner ? null : appRole;
  const reader = readerRole === owner || readerRole === appRole ? null : readerRole;
  if (reader) await sql`revoke all on schema public from public`;
  if (app) {
    await sql`grant usage on schema public to ${sql(app)}`;
    await sql`grant select, insert, update, delete on all tables in schema public to ${sql(app)}`;
    await sql`grant usage, select on all sequences in schema public to ${sql(app)}`;
    await sql`revoke all on audit_log, audit_seals from ${sql(app)}`;
    await sql`grant select, insert on audit_log to ${sql(app)}`;
    await sql`grant select on audit_seals to ${sql(app)}`;
    await grantJobs(sql, app);
    // Rollups and packs' own tables are made while serving.
    await sql`grant create on database ${sql(database)} to ${sql(app)}`;
  }
  const schemas = await sql<
    { nspname: string }[]
  >`select nspname from pg_namespace where ${sql.unsafe(DATA_SCHEMAS)}`;
  for (const { nspname } of schemas)
    for (const role of [app, reader])
      if (role) {
        await sql`grant usage on schema ${sql(nspname)} to ${sql(role)}`;
        await sql`grant select on all tables in schema ${sql(nspname)} to ${sql(role)}`;
      }
}
