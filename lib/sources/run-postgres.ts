import "server-only";
import { randomUUID } from "node:crypto";
import postgres from "postgres";
import { AppError } from "@/lib/errors";
import { rowBytes } from "@/lib/sources/row-bytes";
import type { ReadOptions, RunOptions, SourceAnswer, SourceStatement } from "@/lib/sources/runner";
import { Slots } from "@/lib/sources/slots";
import { errorCode, toSourceError } from "@/lib/sources/source-error";

/** Statements at once and in line. Few: a database answers eight questions faster than eighty at a time. */
const PLACES = 8;
const LINE = 200;
/** Big reads last as long as their consumers take: they never hold the places of those who wait for a page. */
const STREAM_PLACES = 3;
const STREAM_LINE = 20;
/** A cancel may arrive before what it is to end: it is said again until that has ended. */
const CANCEL_AGAIN_MS = 500;
/** The connection is gone; the driver says so to whoever holds it. */
const LOST = /^(?:CONNECTION_(?:CLOSED|DESTROYED)|ECONNRESET|EPIPE|ETIMEDOUT|57P01)$/;

const asText = (oids: number[]) => ({
  to: 25,
  from: oids,
  serialize: (value: unknown) => String(value),
  parse: (text: string) => text,
});

/** Dates and times stay text: a JavaScript Date loses microseconds and moves days between zones. */
const connect = (url: string, max: number) =>
  postgres(url, {
    max,
    connect_timeout: 10,
    idle_timeout: 300,
    fetch_types: false,
    onnotice: () => {},
    types: { date: asText([1082, 1083, 1114, 1184, 1266]) },
    connection: {
      application_name: "lookflex-reader",
      default_transaction_read_only: true,
      idle_in_transaction_session_timeout: 30_000,
      TimeZone: "UTC",
      DateStyle: "ISO, YMD",
    },
  });

interface Pool {
  sql: ReturnType<typeof connect>;
  /** Cancels must not wait behind what they cancel. */
  cancel: ReturnType<typeof connect>;
  slots: { run: Slots; stream: Slots };
}
const store = globalThis as typeof globalThis & { lookflexReaders?: Map<string, Pool> };

function poolOf(url: string): Pool {
  store.lookflexReaders ??= new Map();
  const found = store.lookflexReaders.get(url);
  if (found) return found;
  const pool = {
    sql: connect(url, PLACES + STREAM_PLACES),
    cancel: connect(url, 1),
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
    pools.flatMap(({ sql, cancel }) => [sql.end({ timeout: seconds }), cancel.end({ timeout: 1 })]),
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
  const work = async ({ sql, cancel }: Transaction) => {
    const read = ({ text, params }: SourceStatement, index: number) =>
      sql
        .unsafe(text, params)
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
    await inTransaction(url, "run", options, work);
  } catch (error) {
    if (!over || !(error instanceof AppError) || error.key !== "queryTimedOut") throw error;
  }
  if (over === "refused") throw new AppError("QUERY_001", { key: "answerTooLarge" });
  return { sets, truncated: over === "cut" };
}

/** What the work of a transaction is given. */
export interface Transaction {
  sql: postgres.TransactionSql;
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
  const { signal, timeoutMs } = options;
  const attempts = async () => {
    for (let attempt = 1; ; attempt++) {
      let begun = false;
      try {
        return await transact(pool, options, (transaction) => {
          begun = true;
          return work(transaction);
        });
      } catch (error) {
        if (signal.aborted) throw signal.reason;
        // A restart ends waiting connections. Nothing has run on them yet, so the next one is tried.
        if (!begun && attempt <= PLACES + STREAM_PLACES && LOST.test(errorCode(error))) continue;
        throw toSourceError(error, options.source);
      }
    }
  };
  return pool.slots[places].run(attempts, signal, timeoutMs);
}

async function transact<T>(
  pool: Pool,
  { signal, timeoutMs }: ReadOptions,
  work: (transaction: Transaction) => Promise<T>,
): Promise<T> {
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
  const over = new AbortController();
  try {
    const result = await pool.sql.begin("isolation level repeatable read read only", async (sql) => {
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
    clearInterval(again);
  }
}
