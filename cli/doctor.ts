import { Redis } from "ioredis";
import postgres from "postgres";
import { roleOf } from "@/db/migrate";
import type { Env } from "@/lib/env";
import { getJobHealth, type JobHealth } from "@/lib/jobs/get-job-health";
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

/** Pages don't need it, but whoever named one expects it to be there. */
export async function sharedCache(url: string): Promise<Finding> {
  const client = new Redis(url, { lazyConnect: true, connectTimeout: 5_000, retryStrategy: () => null });
  // The reason; what waits for the connection hears only that it was closed.
  let reason: Error | undefined;
  client.on("error", (error) => {
    reason ??= error;
  });
  try {
    await client.connect();
    const [, version = "?"] = /^redis_version:(\S+)/m.exec(await client.info("server")) ?? [];
    return { ok: true, text: `REDIS_URL answers (Redis ${version})` };
  } catch (error) {
    const { message } = reason ?? (error as Error);
    return { ok: false, text: `REDIS_URL does not serve, each process caches by itself: ${message}` };
  } finally {
    client.disconnect();
  }
}

const QUIET_SECONDS = 120;
/** Two nights and a morning: one missed time may be on its way. */
const UNCLEAN_SECONDS = 60 * 3_600;

/**
 * Whether jobs are run, and what the last cleanup says of it.
 * @param alone only this command uses the database: that no jobs run now is as it should be
 */
export function judgeJobs(health: JobHealth, alone: boolean): Finding[] {
  const { seenAt, seenSecondsAgo, cleanedAt, cleanedSecondsAgo, failedToday } = health;
  const cleaned = cleanedAt
    ? `the last cleanup completed at ${cleanedAt.toISOString()}`
    : "no cleanup completed yet";
  if (seenAt === null || seenSecondsAgo === null)
    return [{ ok: true, text: "jobs have not run yet: they do once the server or `lookflex worker` runs" }];
  const since = `since ${seenAt.toISOString()}`;
  const findings: Finding[] = [];
  if (seenSecondsAgo <= QUIET_SECONDS) findings.push({ ok: true, text: `jobs run; ${cleaned}` });
  else if (alone) findings.push({ ok: true, text: `jobs rest ${since}, with the server; ${cleaned}` });
  else
    findings.push({
      ok: false,
      text: `nobody runs jobs ${since}: start \`lookflex worker\`, or the server with JOBS_IN_PROCESS=true; ${cleaned}`,
    });
  if (seenSecondsAgo <= QUIET_SECONDS && cleanedSecondsAgo !== null && cleanedSecondsAgo > UNCLEAN_SECONDS)
    findings.push({
      ok: false,
      text: "jobs run, but the nightly cleanup does not complete: see GET /api/v1/jobs",
    });
  if (failedToday > 0)
    findings.push({
      ok: true,
      text: `${failedToday} jobs failed within a day: see GET /api/v1/jobs?state=failed`,
    });
  return findings;
}

/** A rollup that is missing or behind is never wrong, only slower; one that can't be built needs somebody. */
async function rollupFindings(): Promise<Finding[]> {
  return (await listRollups()).map((info) => ({
    ok: info.state !== "failed",
    text: `rollup ${info.dataset}.${info.name}: ${rollupWords(info)}`,
  }));
}

/** Checks the environment, the shared cache, the three logins, what they may do, the jobs and the rollups. @returns 1 when something is missing. */
export async function doctor(): Promise<number> {
  return withDatabase(async ({ env, embedded }) => {
    const findings: Finding[] = [{ ok: true, text: "the environment is valid" }];
    findings.push(await login("DATABASE_URL", env.databaseUrl));
    findings.push(await login("DATABASE_OWNER_URL", env.databaseOwnerUrl));
    findings.push(await login("DATABASE_READER_URL", env.databaseReaderUrl));
    const loggedIn = findings.every(({ ok }) => ok);
    if (env.redisUrl !== undefined) findings.push(await sharedCache(env.redisUrl));
    if (loggedIn) {
      const [found] = await withSql(
        env.databaseOwnerUrl,
        (sql) =>
          sql<
            { migrated: boolean }[]
          >`select to_regclass('public.users') is not null and to_regclass('pgboss.job') is not null as migrated`,
      );
      if (found?.migrated) {
        findings.push(...(await separation(env)));
        findings.push(...judgeJobs(await getJobHealth(), embedded !== null && !embedded.adopted));
        findings.push(...(await rollupFindings()));
      } else findings.push({ ok: false, text: "the schema is missing: run lookflex migrate" });
    }
    for (const { ok, text } of findings) console.log(`${ok ? "ok     " : "MISSING"}  ${text}`);
    return findings.every(({ ok }) => ok) ? 0 : 1;
  });
}
