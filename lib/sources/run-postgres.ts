import "server-only";
import { randomUUID } from "node:crypto";
import postgres from "postgres";
import type { SourceAnswer, SourceStatement } from "@/lib/sources/runner";
import { Slots } from "@/lib/sources/slots";
import { errorCode, toSourceError } from "@/lib/sources/source-error";

export interface RunOptions {
  /** Named in errors. */
  source: string;
  signal: AbortSignal;
  timeoutMs: number;
}

const CONNECTIONS = 8;
const LONGEST_LINE = 200;
const ENDED = /^(?:CONNECTION_CLOSED|ECONNRESET|57P01)$/;

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
  slots: Slots;
}
const store = globalThis as typeof globalThis & { lookflexReaders?: Map<string, Pool> };

function poolOf(url: string): Pool {
  store.lookflexReaders ??= new Map();
  const found = store.lookflexReaders.get(url);
  if (found) return found;
  const slots = new Slots(CONNECTIONS, LONGEST_LINE);
  const pool = { sql: connect(url, CONNECTIONS), cancel: connect(url, 1), slots };
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
 * Runs statements on one snapshot, in one read-only transaction, and cancels them in the database when the signal fires.
 * @throws AppError QUERY_002 (timed out, overloaded), SOURCE_001 (unreachable, refused, not as the dataset says);
 * the signal's reason when it fired.
 */
export async function runPostgres(
  url: string,
  statements: readonly SourceStatement[],
  options: RunOptions,
): Promise<SourceAnswer> {
  const pool = poolOf(url);
  return pool.slots.run(async () => {
    for (let attempt = 1; ; attempt++) {
      let begun = false;
      try {
        const sets = await runInTransaction(pool, statements, options, () => {
          begun = true;
        });
        return { sets, truncated: false };
      } catch (error) {
        if (options.signal.aborted) throw options.signal.reason;
        // A restart ends waiting connections. Nothing has run on them yet, so the next one is tried.
        if (!begun && attempt <= CONNECTIONS && ENDED.test(errorCode(error))) continue;
        throw toSourceError(error, options.source);
      }
    }
  }, options.signal);
}

async function runInTransaction(
  pool: Pool,
  statements: readonly SourceStatement[],
  { signal, timeoutMs }: RunOptions,
  onBegun: () => void,
): Promise<unknown[][][]> {
  // Known to nobody else: a cancel that comes late must not hit the connection's next reader.
  const name = `lookflex-reader ${randomUUID().slice(0, 13)}`;
  const cancel = () => {
    pool.cancel`select pg_cancel_backend(pid) from pg_stat_activity where application_name = ${name}`.catch(
      () => {
        // The statement timeout ends it then.
      },
    );
  };
  try {
    return await pool.sql.begin("isolation level repeatable read read only", async (tx) => {
      await tx`select set_config('statement_timeout', ${String(timeoutMs)}, true),
                      set_config('application_name', ${name}, true)`;
      onBegun();
      signal.throwIfAborted();
      signal.addEventListener("abort", cancel, { once: true });
      const results: unknown[][][] = [];
      for (const { text, params } of statements) results.push([...(await tx.unsafe(text, params).values())]);
      return results;
    });
  } finally {
    signal.removeEventListener("abort", cancel);
  }
}
