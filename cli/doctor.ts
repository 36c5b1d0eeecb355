import postgres from "postgres";
import { roleOf } from "@/db/migrate";
import type { Env } from "@/lib/env";
import { listRollups } from "@/lib/rollups/list-rollups";
import { withDatabase } from "./open-database";
import { rollupWords } from "./rollups";

interface Finding {
  ok: boolean;
  text: string;
}

async function withSql<T>(url: string, work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(url, { max: 1, connect_timeout: 10, onnotice: () => {} });
  try {
    return await work(sql);
  } finally {
    await sql.end({ timeout: 1 });
  }
}

async function login(name: string, url: string): Promise<Finding> {
  try {
    const version = await withSql(url, async (sql) => (await sql`show server_version`)[0]?.server_version);
    return { ok: true, text: `${name} signs in as ${roleOf(url)} (Postgres ${version})` };
  } catch (error) {
    return { ok: false, text: `${name} cannot sign in as ${roleOf(url)}: ${(error as Error).message}` };
  }
}

/** What each lesser role must not be able to do; the server's own word, not our configuration's. */
async function separation(env: Env): Promise<Finding[]> {
  const [owner, app, reader] = [env.databaseOwnerUrl, env.databaseUrl, env.databaseReaderUrl].map(roleOf);
  const findings: Finding[] = [];
  findings.push(
    app === owner
      ? { ok: false, text: "one role serves and owns: set DATABASE_OWNER_URL to a role of its own" }
      : { ok: true, text: "the serving role does not own the tables" },
    reader === app || reader === owner
      ? {
          ok: false,
          text: "dataset queries run as a role that sees people and sessions: set DATABASE_READER_URL",
        }
      : { ok: true, text: "dataset queries have a role of their own" },
  );
  const [rights] = await withSql(
    env.databaseReaderUrl,
    (sql) => sql<{ users: boolean; audit: boolean; readOnly: string }[]>`
      select has_schema_privilege('public', 'usage') and has_table_privilege('public.users', 'select') as users,
             has_schema_privilege('public', 'usage') and has_table_privilege('public.audit_log', 'select') as audit,
             current_setting('default_transaction_read_only') as "readOnly"`,
  );
  findings.push(
    { ok: !rights?.users && !rights?.audit, text: "the reading role cannot see users or the audit log" },
    { ok: rights?.readOnly === "on", text: "the reading role's transactions are read-only" },
  );
  const [audit] = await withSql(
    env.databaseUrl,
    (sql) => sql<{ change: boolean }[]>`
      select has_table_privilege('public.audit_log', 'update') or has_table_privilege('public.audit_log', 'delete') as change`,
  );
  findings.push({ ok: audit?.change === false, text: "the serving role cannot change the audit log" });
  return findings;
}

/** A rollup that is missing or behind is never wrong, only slower; one that can't be built needs somebody. */
async function rollupFindings(): Promise<Finding[]> {
  return (await listRollups()).map((info) => ({
    ok: info.state !== "failed",
    text: `rollup ${info.dataset}.${info.name}: ${rollupWords(info)}`,
  }));
}

/** Checks the environment, the three logins and what they may do. @returns 1 when something is missing. */
export async function doctor(): Promise<number> {
  return withDatabase(async ({ env }) => {
    const findings: Finding[] = [{ ok: true, text: "the environment is valid" }];
    findings.push(await login("DATABASE_URL", env.databaseUrl));
    findings.push(await login("DATABASE_OWNER_URL", env.databaseOwnerUrl));
    findings.push(await login("DATABASE_READER_URL", env.databaseReaderUrl));
    if (findings.every(({ ok }) => ok)) {
      const [found] = await withSql(
        env.databaseOwnerUrl,
        (sql) => sql<{ migrated: boolean }[]>`select to_regclass('public.users') is not null as migrated`,
      );
      if (found?.migrated) findings.push(...(await separation(env)), ...(await rollupFindings()));
      else findings.push({ ok: false, text: "the schema is missing: run lookflex migrate" });
    }
    for (const { ok, text } of findings) console.log(`${ok ? "ok     " : "MISSING"}  ${text}`);
    return findings.every(({ ok }) => ok) ? 0 : 1;
  });
}
