import "server-only";
import { randomUUID } from "node:crypto";
import postgres from "postgres";
import { AppError } from "@/lib/errors";
import { rowBytes } from "@/lib/sources/row-bytes";
import type { ReadOptions, RunOptions, SourceAnswer, SourceStatement } from "@/lib/sources/runner";
import { Slots } from "@/lib/sources/slots";
import { errorCode, toSourceError } from "@/lib/sources/source-error";
import { UsualTexts } from "@/lib/sources/usual-texts";

/** Statements at once and in line. Few: a database answers eight questions faster than eighty at a time. */
const PLACES = 8;
const LINE = 200;
/** Big reads last as long as their consumers take: they never hold the places of those who wait for a page. */
const STREAM_PLACES = 3;
const STREAM_LINE = 20;
/** A cancel may arrive before what it is to end: it is said again until that has ended. */
const CANCEL_AGAIN_MS = 500;
/** No statement needs so long. */
const MOST_MS = 600_000;
/** Statements a connection keeps prepared, and for how long, which is as long as it lives. */
const PREPARED = 200;
const PREPARED_SECONDS = 1800;
/** The connection is gone; the driver says so to whoever holds it. */
const LOST = /^(?:CONNECTION_(?:CLOSED|DESTROYED)|ECONNRESET|EPIPE|ETIMEDOUT|57P01)$/;

const asText = (oids: number[]) => ({
  to: 25,
  from: oids,
  serialize: (value: unknown) => String(value),
  parse: (text: string) => text,
});

/** Dates and times stay text: a JavaScript Date loses microseconds and moves days between zones. */
const connect = (url: string) =>
  postgres(url, {
    max: 1,
    connect_timeout: 10,
    idle_timeout: 300,
    max_lifetime: PREPARED_SECONDS,
    fetch_types: false,
    onnotice: () => {},
    types: { date: asText([1082, 1083, 1114, 1184, 1266]) },
    connection: {
      application_name: "lookflex-reader",
      default_transaction_read_only: true,
      // Where a connection is lost and the driver opens another before a statement's own was set.
      statement_timeout: MOST_MS,
      idle_in_transaction_session_timeout: 30_000,
      TimeZone: "UTC",
      DateStyle: "ISO, YMD",
      // A plan for any window is a worse one than the window's own.
      plan_cache_mode: "force_custom_plan",
    },
  });

type Connection = ReturnType<typeof connect>;

interface Pool {
  /** Each is one connection, so that whoever holds it may send several statements at once; as many as there are places. */
  all: Connection[];
  idle: Connection[];
  /** What is worth preparing. */
  usual: UsualTexts;
  /** Cancels must not wait behind what they cancel. */
  cancel: ReturnType<typeof connect>;
  slots: { run: Slots; stream: Slots };
}
const store = globalThis as typeof globalThis & { lookflexReaders?: Map<string, Pool> };

function poolOf(url: string): Pool {
  store.lookflexReaders ??= new Map();
  const found = store.lookflexReaders.get(url);
  if (found) return found;
  const all = Array.from({ length: PLACES + STREAM_PLACES }, () => connect(url));
  const pool = {
    all,
    idle: [...all],
    cancel: connect(url),
    usual: new UsualTexts(PREPARED, PREPARED_SECONDS * 1000),
    slots: { run: new Slots(PLACES, LINE), stream: new Slots(STREAM_PLACES, STREAM_LINE) },
  };
  store.lookflexReaders.set(url, pool);
  return pool;
}

/** Ends every reader pool. For shutdown, tests and the CLI. */
export async function closeReaders(seconds = 5): Promise<void> {
  const pools = [...(store.lookflexReaders?.values() ?? [])];
  store.lookflexReaders?.clear();
  await Promise.all(
    pools.flatMap(({ all, cancel }) => [
      ...all.map((sql) => sql.end({ timeout: seconds })),
      cancel.end({ timeout: 1 }),
    ]),
  );
}

/**
 * Runs statements on one snapshot and reads all they give, within the caps. A driver's cursor would read in pieces too, but
 * Postgres uses no parallel workers for one; here rows are counted as they arrive and the statement is cancelled at a cap.
 * @returns rows as arrays: exact numbers, dates and times as text. @throws as `SourceRunner.run`
 */
export async function runPostgres(
  url: string,
  statements: readonly SourceStatement[],
  options: RunOptions,
): Promise<SourceAnswer> {
  const { caps } = options;
  const sets: unknown[][][] = statements.map(() => []);
  let bytes = 0;
  let over: "cut" | "refused" | null = null;
  const pool = poolOf(url);
  const work = async ({ sql, cancel }: Pick<Transaction, "sql" | "cancel">) => {
    // Of a connection that was lost before its settings were there, the driver may have read something on the next one.
    for (const set of sets) set.length = 0;
    bytes = 0;
    over = null;
    const read = ({ text, params }: SourceStatement, index: number) =>
      sql
        .unsafe(text, params, { prepare: statements.length === 1 && pool.usual.ask(text) })
        .values()
        .forEach((row: unknown[]) => {
          if (over) return;
          bytes += rowBytes(row);
          const set = sets[index] ?? [];
          if (bytes <= caps.bytes && (index > 0 || set.length < caps.rows)) set.push(row);
          else {
            over = index > 0 ? "refused" : "cut";
            cancel();
          }
        });
    const [first, ...others] = statements;
    // The first set last: cancelled at a cap, it takes the transaction with it.
    const reads = others.map((statement, i) => read(statement, i + 1));
    await Promise.all(first ? [...reads, read(first, 0)] : reads);
  };
  try {
    // One statement is a snapshot by itself.
    if (statements.length === 1)
      await attempt(pool, "run", options, (sql, begun) => alone(pool, sql, options, begun, work));
    else await inTransaction(url, "run", options, work);
  } catch (error) {
    if (!over || !(error instanceof AppError) || error.key !== "queryTimedOut") throw error;
  }
  if (over === "refused") throw new AppError("QUERY_001", { key: "answerTooLarge" });
  return { sets, truncated: over === "cut" };
}

/** What the work of a transaction is given. */
export interface Transaction {
  sql: Pick<postgres.Sql, "unsafe"> & postgres.ISql;
  /** Fires when the reader leaves or the connection is lost: nothing may be sent then. */
  signal: AbortSignal;
  /** Cancels in the database what runs in the transaction. */
  cancel(): void;
}

/**
 * One read-only transaction on one snapshot, cancelled in the database when the signal fires.
 * @throws AppError QUERY_002, SOURCE_001; the signal's reason when it fired.
 */
export async function inTransaction<T>(
  url: string,
  places: keyof Pool["slots"],
  options: ReadOptions,
  work: (transaction: Transaction) => Promise<T>,
): Promise<T> {
  const pool = poolOf(url);
  return attempt(pool, places, options, (sql, begun) =>
    transact(pool, sql, options, (transaction) => {
      begun();
      return work(transaction);
    }),
  );
}

/** Runs something in a place of the pool; again on another connection where one was lost before anything had `begun`. */
function attempt<T>(
  pool: Pool,
  places: keyof Pool["slots"],
  { signal, timeoutMs, source }: ReadOptions,
  run: (sql: Connection, begun: () => void) => Promise<T>,
): Promise<T> {
  const attempts = async () => {
    for (let tried = 1; ; tried++) {
      let begun = false;
      let lost = false;
      // The one used last is the likeliest to be open.
      const sql = pool.idle.pop();
      if (!sql) throw new Error("more places than connections");
      try {
        return await run(sql, () => {
          begun = true;
        });
      } catch (error) {
        lost = LOST.test(errorCode(error));
        if (signal.aborted) throw signal.reason;
        // A restart ends waiting connections. Nothing has run on them yet, so the next one is tried.
        if (!begun && tried <= PLACES + STREAM_PLACES && lost) continue;
        throw toSourceError(error, source);
      } finally {
        // One that is lost has time to notice.
        if (lost) pool.idle.unshift(sql);
        else pool.idle.push(sql);
      }
    }
  };
  return pool.slots[places].run(attempts, signal, timeoutMs);
}

async function transact<T>(
  pool: Pool,
  connection: Connection,
  { signal, timeoutMs }: ReadOptions,
  work: (transaction: Transaction) => Promise<T>,
): Promise<T> {
  const { name, cancel, stop } = canceller(pool);
  const over = new AbortController();
  try {
    const result = await connection.begin("isolation level repeatable read read only", async (sql) => {
      try {
        signal.throwIfAborted();
        signal.addEventListener("abort", cancel, { once: true });
        // Sent with the first statement, in one trip.
        const settings = sql`select set_config('statement_timeout', ${String(timeoutMs)}, true),
                                    set_config('application_name', ${name}, true)`.execute();
        const transaction = { sql, signal: AbortSignal.any([signal, over.signal]), cancel };
        const [, done] = await Promise.all([settings, work(transaction)]);
        return done;
      } catch (error) {
        // The driver would send its rollback to a socket that is gone, and throw where nobody catches.
        if (over.signal.aborted || LOST.test(errorCode(error))) return new Promise<never>(() => {});
        throw error;
      }
    });
    return result as T;
  } finally {
    over.abort();
    signal.removeEventListener("abort", cancel);
    stop();
  }
}

/**
 * One statement in one trip, without a transaction around it, which would take three more: sessions are read-only as they are.
 * Its settings stay until the connection's next reader sets their own.
 */
async function alone(
  pool: Pool,
  sql: Connection,
  { signal, timeoutMs }: ReadOptions,
  begun: () => void,
  work: (given: Pick<Transaction, "sql" | "cancel">) => Promise<void>,
): Promise<void> {
  const { name, cancel, stop } = canceller(pool);
  try {
    signal.throwIfAborted();
    signal.addEventListener("abort", cancel, { once: true });
    const settings = sql`select set_config('statement_timeout', ${String(timeoutMs)}, false),
                                set_config('application_name', ${name}, false)`.execute();
    // Both at their end: the connection is another's then.
    const outcomes = await Promise.allSettled([settings.then(begun), work({ sql, cancel })]);
    for (const outcome of outcomes) if (outcome.status === "rejected") throw outcome.reason;
  } finally {
    signal.removeEventListener("abort", cancel);
    stop();
  }
}

/** Cancels in the database what a connection of this name runs, until it is stopped. */
function canceller(pool: Pool): { name: string; cancel: () => void; stop: () => void } {
  // Known to nobody else: a cancel that comes late must not hit the connection's next reader.
  const name = `lookflex-reader ${randomUUID().slice(0, 13)}`;
  let again: NodeJS.Timeout | undefined;
  const ask = () => {
    pool.cancel`select pg_cancel_backend(pid) from pg_stat_activity where application_name = ${name}`.catch(
      () => {
        // The statement timeout ends it then.
      },
    );
  };
  const cancel = () => {
    if (again) return;
    ask();
    again = setInterval(ask, CANCEL_AGAIN_MS);
  };
  return { name, cancel, stop: () => clearInterval(again) };
}
