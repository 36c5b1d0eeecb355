import "server-only";
import { setImmediate } from "node:timers/promises";
import { AppError } from "@/lib/errors";
import { Handoff } from "@/lib/sources/handoff";
import { inTransaction, type Transaction } from "@/lib/sources/run-postgres";
import type { SourceStatement, StreamOptions } from "@/lib/sources/runner";

/**
 * What was asked meanwhile is on its way, so that the database computes the next batch while the consumer works on this one: the
 * driver writes at the end of a turn, in the one after that nothing of it is left.
 */
async function sent(): Promise<void> {
  await setImmediate();
  await setImmediate();
}

/** Some hundred kilobytes of usual rows: few round trips, and little in memory twice. */
const BATCH_ROWS = 2_000;
/**
 * A batch is asked for in parts, all at once: the database puts a part aside as a whole before it sends it, and computes the next
 * one while this is read. Small ones leave it the least to wait for at the end of a batch.
 */
const PART_ROWS = 500;
/** Whoever takes nothing for so long is thought gone, their place is another's. */
const IDLE_MS = 60_000;

/** The next rows of the cursor. After a failed part the others fail too; the first one says why. */
async function fetchBatch(sql: Transaction["sql"], rows: number): Promise<unknown[][]> {
  const parts: Promise<Iterable<unknown[]>>[] = [];
  for (let left = rows; left > 0; left -= PART_ROWS)
    parts.push(
      sql
        .unsafe(`fetch ${Math.min(left, PART_ROWS)} from "batches"`)
        .values()
        .execute(),
    );
  const batch: unknown[][] = [];
  for (const part of await Promise.allSettled(parts)) {
    if (part.status === "rejected") throw part.reason;
    for (const row of part.value) batch.push(row);
  }
  return batch;
}

/**
 * Reads one statement in batches by a cursor in the database, which computes the next one only when the last was taken.
 * A cursor of SQL, not of the driver: the statement timeout then counts each batch's own time, not the consumer's.
 * @returns batches of rows as arrays, as `runPostgres` gives them. @throws as `SourceRunner.stream`
 */
export async function* streamPostgres(
  url: string,
  { text, params }: SourceStatement,
  options: StreamOptions,
): AsyncGenerator<unknown[][], void, undefined> {
  const { batchRows = BATCH_ROWS, idleMs = IDLE_MS } = options;
  const consumer = new AbortController();
  const batches = new Handoff<unknown[][]>();
  const signal = AbortSignal.any([options.signal, consumer.signal]);
  const reading = inTransaction(url, "stream", { ...options, signal }, async ({ sql, signal: ended }) => {
    // All rows will be read, so a plan that is quick to its first ones is the wrong one.
    await sql`select set_config('cursor_tuple_fraction', '1', true),
                     set_config('idle_in_transaction_session_timeout', ${String(idleMs * 2)}, true)`;
    await sql.unsafe(`declare "batches" no scroll cursor for ${text}`, params);
    for (;;) {
      ended.throwIfAborted();
      const rows = await fetchBatch(sql, Math.trunc(batchRows));
      if (rows.length > 0) await give(rows, ended);
      if (rows.length < batchRows) return;
    }
  });
  const give = async (rows: unknown[][], ended: AbortSignal) => {
    const tooLong = () => consumer.abort(new AppError("QUERY_002", { key: "queryTimedOut", retryAfter: 10 }));
    const timer = setTimeout(tooLong, idleMs);
    await batches.give(rows, ended).finally(() => clearTimeout(timer));
  };
  reading.then(
    () => batches.end(),
    (error) => batches.fail(error),
  );
  try {
    for (;;) {
      const batch = await batches.take();
      if (!batch) return;
      await sent();
      yield batch;
    }
  } finally {
    consumer.abort();
    // The place is free when the consumer is told of the end, not some time after.
    await reading.catch(() => {});
  }
}
