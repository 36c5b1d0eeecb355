import "server-only";
import postgres from "postgres";
import { env } from "@/lib/env";
import type { SourceStatement } from "@/lib/sources/runner";

export interface BuildSession {
  /** The connection that holds the dataset's lock. Once it is lost, every statement is refused: none runs on another. */
  sql: postgres.Sql;
  /**
   * Runs `work` in one transaction of that connection that sees one moment of the data: what it reads of versions and of source rows
   * belongs together. Nothing of it is kept unless all of it is.
   */
  onSnapshot<T>(source: SourceStatement, work: () => Promise<T>): Promise<T>;
}

const connect = (name: string, onclose = () => {}) =>
  postgres(env().databaseUrl, {
    max: 1,
    connect_timeout: 10,
    onnotice: () => {},
    onclose,
    connection: {
      application_name: name,
      // As readers have it, or expressions on times would mean something else.
      TimeZone: "UTC",
      DateStyle: "ISO, YMD",
      // Texts, because the driver leaves out what is falsy.
      statement_timeout: "0" as unknown as number,
      idle_in_transaction_session_timeout: "0" as unknown as number,
    },
  });

interface OneConnection {
  sql: postgres.Sql;
  /** Settles when it was lost. */
  lost: Promise<void>;
}

/** The driver would open another connection where one was lost, and go on outside the transaction and without the lock. */
function oneConnection(name: string): OneConnection {
  let isLost = false;
  let lose = () => {};
  const lost = new Promise<void>((resolve) => {
    lose = resolve;
  });
  const sql = connect(name, () => {
    isLost = true;
    lose();
  });
  const check = () => {
    if (isLost) throw new Error("the connection to the database was lost");
  };
  const guarded = new Proxy(sql, {
    apply(target, self, args) {
      check();
      return Reflect.apply(target, self, args);
    },
    get(target, property) {
      if (property === "unsafe") check();
      return Reflect.get(target, property);
    },
  });
  return { sql: guarded, lost };
}

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
  const connection = oneConnection("lookflex-rollup");
  const { sql } = connection;
  let cancel = () => {};
  try {
    const [session] = await sql<{ pid: number }[]>`select pg_backend_pid() as pid`;
    cancel = () => void cancelStatement(session?.pid ?? 0);
    signal.addEventListener("abort", cancel, { once: true });
    signal.throwIfAborted();
    await sql`select pg_advisory_lock(hashtextextended(${`lookflex rollups of ${dataset}`}, 0))`;
    await sql`set work_mem = '128MB'`;
    await sql`set maintenance_work_mem = '128MB'`;
    return await work({ sql, onSnapshot: (source, run) => onSnapshot(connection, source, run) });
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    signal.removeEventListener("abort", cancel);
    await sql.end({ timeout: 1 });
  }
}

async function cancelStatement(pid: number): Promise<void> {
  const aside = connect("lookflex-rollup-cancel");
  try {
    await aside`select pg_cancel_backend(${pid})`;
  } catch {
    // It runs to its end then, and the next step finds the signal fired.
  } finally {
    await aside.end({ timeout: 1 });
  }
}

/**
 * A loader may put a new table in the place of the old one. To a snapshot taken before, that table is empty: so nobody may swap
 * between the snapshot and the reading, which another connection's locks on all that is read see to.
 */
async function onSnapshot<T>(
  { sql, lost }: OneConnection,
  { text, params }: SourceStatement,
  work: () => Promise<T>,
): Promise<T> {
  const holder = connect("lookflex-rollup-holder");
  try {
    await holder.unsafe("begin");
    await holder.unsafe(`select from (${text}) as "held" limit 0`, params);
    await sql.unsafe("begin isolation level repeatable read");
    try {
      const result = await work();
      await sql.unsafe("commit");
      return result;
    } catch (error) {
      // What a lost connection had begun the database undoes by itself. The driver never answers what is sent just then.
      const undone = (async () => sql.unsafe("rollback"))();
      await Promise.race([undone, lost]).catch(() => {});
      throw error;
    }
  } finally {
    await holder.end({ timeout: 0 });
  }
}
