import "server-only";
import postgres from "postgres";
import { env } from "@/lib/env";
import type { SourceStatement } from "@/lib/sources/runner";

export interface BuildSession {
  /** One connection; it holds the dataset's lock. */
  sql: postgres.Sql;
  /**
   * Runs `work` in one transaction that sees one moment of the data: what it reads of versions and of source rows belongs
   * together. Nothing of it is kept unless all of it is.
   */
  onSnapshot<T>(source: SourceStatement, work: (tx: postgres.TransactionSql) => Promise<T>): Promise<T>;
}

const connect = (name: string) =>
  postgres(env().databaseUrl, {
    max: 1,
    connect_timeout: 10,
    onnotice: () => {},
    connection: {
      application_name: name,
      // As readers have it, or expressions on times would mean something else.
      TimeZone: "UTC",
      DateStyle: "ISO, YMD",
      statement_timeout: 0,
      idle_in_transaction_session_timeout: 0,
    },
  });

/**
 * Opens a session of the serving role that alone builds rollups of the dataset, in all processes: others wait here. When the
 * signal fires, what runs is cancelled in the database.
 * @throws the signal's reason when it fired; postgres' own errors
 */
export async function withBuildSession<T>(
  dataset: string,
  signal: AbortSignal,
  work: (session: BuildSession) => Promise<T>,
): Promise<T> {
  signal.throwIfAborted();
  const sql = connect("lookflex-rollup");
  const holder = connect("lookflex-rollup-holder");
  const [session] = await sql<{ pid: number }[]>`select pg_backend_pid() as pid`.catch(async (error) => {
    await Promise.all([sql.end({ timeout: 1 }), holder.end({ timeout: 1 })]);
    throw error;
  });
  const cancel = () => {
    const aside = connect("lookflex-rollup-cancel");
    // Whatever becomes of it, the next step finds the signal fired.
    aside`select pg_cancel_backend(${session?.pid ?? 0})`
      .catch(() => {})
      .finally(() => aside.end({ timeout: 1 }));
  };
  signal.addEventListener("abort", cancel, { once: true });
  try {
    signal.throwIfAborted();
    const [lock] = await sql<
      { key: string }[]
    >`select hashtextextended(${`lookflex rollups of ${dataset}`}, 0) as key`;
    const key = lock?.key ?? "0";
    await sql`select pg_advisory_lock(${key})`;
    await sql`set work_mem = '128MB'`;
    await sql`set maintenance_work_mem = '128MB'`;
    return await work({
      sql,
      onSnapshot: (source, run) =>
        onSnapshot(holder, sql, source, async (tx) => {
          const [mine] = await tx<{ locked: boolean }[]>`select pg_try_advisory_xact_lock(${key}) as locked`;
          if (!mine?.locked)
            throw new Error("another process builds: the connection that held the lock was lost");
          return run(tx);
        }),
    });
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    signal.removeEventListener("abort", cancel);
    await Promise.all([sql.end({ timeout: 1 }), holder.end({ timeout: 1 })]);
  }
}

/**
 * A loader may put a new table in the place of the old one. To a snapshot taken before, that table is empty: so nobody may swap
 * between the snapshot and the reading, which another transaction's locks on all that is read see to.
 */
async function onSnapshot<T>(
  holder: postgres.Sql,
  sql: postgres.Sql,
  { text, params }: SourceStatement,
  work: (tx: postgres.TransactionSql) => Promise<T>,
): Promise<T> {
  const held = await holder.begin(async (hold) => {
    await hold.unsafe(`select from (${text}) as "held" limit 0`, params);
    const result = await sql.begin("isolation level repeatable read", work);
    return { result };
  });
  return held.result as T;
}
