import "server-only";
import { setImmediate } from "node:timers/promises";
import { AppError } from "@/lib/errors";
import { beginCopy } from "@/lib/sources/copy-pieces";
import { readCopyText } from "@/lib/sources/copy-text";
import { Handoff } from "@/lib/sources/handoff";
import { inTransaction } from "@/lib/sources/run-postgres";
import type { StreamOptions } from "@/lib/sources/runner";

/** Whoever takes nothing for so long is thought gone, their place is another's. */
const IDLE_MS = 60_000;
/** What all waits for the consumer may come to: whoever takes a piece now and then keeps others from the place. */
const MOST_IDLE_MS = 30 * 60_000;
/** Longest for a whole reading; its pieces have shorter times of their own. */
const MOST_MS = 2 * 3_600_000;

/**
 * Reads one statement as COPY writes it: Postgres plans it for all its rows, with parallel workers, which a cursor never gets, and
 * sends lines of text, which cost less to read than rows of its protocol. The socket waits for the consumer, and so the database.
 * @param text a statement that has its values in it: COPY takes none beside it
 * @param options `timeoutMs` is the longest wait for the next piece
 * @throws as `SourceRunner.stream`
 */
export async function* copyPostgres(
  url: string,
  text: string,
  { idleMs = IDLE_MS, ...options }: Omit<StreamOptions, "batchRows">,
): AsyncGenerator<(string | null)[][], void, undefined> {
  const consumer = new AbortController();
  const batches = new Handoff<(string | null)[][]>();
  const signal = AbortSignal.any([options.signal, consumer.signal]);
  const tooLong = () => consumer.abort(new AppError("QUERY_002", { key: "queryTimedOut", retryAfter: 10 }));
  const within = async <T>(ms: number, work: Promise<T>): Promise<T> => {
    const timer = setTimeout(tooLong, ms);
    return work.finally(() => clearTimeout(timer));
  };
  const reading = inTransaction(
    url,
    "stream",
    { ...options, signal },
    async ({ sql, signal: ended, cancel }) => {
      await sql`select set_config('statement_timeout', ${String(MOST_MS)}, true)`;
      const pieces = await within(options.timeoutMs, beginCopy(sql, `copy (\n${text}\n) to stdout`));
      let idle = 0;
      try {
        for (;;) {
          ended.throwIfAborted();
          const piece = await within(options.timeoutMs, pieces.next());
          if (!piece) return;
          const waits = performance.now();
          await within(
            Math.min(idleMs, MOST_IDLE_MS - idle),
            batches.give(readCopyText(piece.toString("utf8")), ended),
          );
          idle += performance.now() - waits;
        }
      } finally {
        if (ended.aborted) cancel();
        await pieces.drain();
      }
    },
  );
  reading.then(
    () => batches.end(),
    (error) => batches.fail(error),
  );
  try {
    for (let batch = await batches.take(); batch; batch = await batches.take()) {
      yield batch;
      // Others' requests come in between.
      await setImmediate();
    }
  } finally {
    consumer.abort();
    await reading.catch(() => {});
  }
}
