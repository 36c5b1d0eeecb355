import "server-only";
import type { SourceAnswer } from "@/lib/sources/runner";

interface Flight {
  promise: Promise<SourceAnswer>;
  controller: AbortController;
  waiters: number;
}

interface Kept {
  answer: SourceAnswer;
  cells: number;
  until: number;
}

interface Store {
  kept: Map<string, Kept>;
  cells: number;
  flights: Map<string, Flight>;
}

const KEEP_MS = 30_000;
const MOST_CELLS = 2_000_000;
const MOST_CELLS_EACH = 200_000;

const memo = globalThis as typeof globalThis & { lookflexQueryCache?: Store };
const store = (): Store => {
  memo.lookflexQueryCache ??= { kept: new Map(), cells: 0, flights: new Map() };
  return memo.lookflexQueryCache;
};

/**
 * The answer kept under `key`, or that of `run`, which runs once for all who ask meanwhile and is cancelled only when
 * every one of them has left. Kept for 30 seconds and within a bound of cells, the least recently used leaving first.
 */
export async function cachedAnswer(
  key: string,
  run: (signal: AbortSignal) => Promise<SourceAnswer>,
  signal?: AbortSignal,
): Promise<{ answer: SourceAnswer; cached: boolean }> {
  signal?.throwIfAborted();
  const cache = store();
  const kept = cache.kept.get(key);
  if (kept && kept.until > Date.now()) {
    cache.kept.delete(key);
    cache.kept.set(key, kept);
    return { answer: kept.answer, cached: true };
  }
  const running = cache.flights.get(key);
  const flight = running ?? takeOff(cache, key, run);
  return { answer: await join(cache, key, flight, signal), cached: running !== undefined };
}

function takeOff(cache: Store, key: string, run: (signal: AbortSignal) => Promise<SourceAnswer>): Flight {
  const controller = new AbortController();
  const promise = run(controller.signal)
    .then((answer) => {
      keep(cache, key, answer);
      return answer;
    })
    .finally(() => {
      if (cache.flights.get(key) === flight) cache.flights.delete(key);
    });
  const flight: Flight = { promise, controller, waiters: 0 };
  // Everybody may have left before it fails.
  promise.catch(() => {});
  cache.flights.set(key, flight);
  return flight;
}

async function join(cache: Store, key: string, flight: Flight, signal?: AbortSignal): Promise<SourceAnswer> {
  flight.waiters += 1;
  let leave: (() => void) | undefined;
  const left = new Promise<never>((_, reject) => {
    leave = () => reject(signal?.reason);
    if (signal?.aborted) leave();
    else signal?.addEventListener("abort", leave, { once: true });
  });
  try {
    return await Promise.race([flight.promise, left]);
  } finally {
    if (leave) signal?.removeEventListener("abort", leave);
    flight.waiters -= 1;
    if (flight.waiters === 0 && cache.flights.get(key) === flight) {
      // Nobody may join what is being cancelled.
      cache.flights.delete(key);
      flight.controller.abort();
    }
  }
}

function drop(cache: Store, key: string): void {
  const kept = cache.kept.get(key);
  if (!kept) return;
  cache.cells -= kept.cells;
  cache.kept.delete(key);
}

function keep(cache: Store, key: string, answer: SourceAnswer): void {
  drop(cache, key);
  const cells = answer.sets.reduce((sum, rows) => sum + rows.length * (rows[0]?.length ?? 0), 100);
  if (cells > MOST_CELLS_EACH) return;
  cache.kept.set(key, { answer, cells, until: Date.now() + KEEP_MS });
  cache.cells += cells;
  for (const oldest of cache.kept.keys()) {
    if (cache.cells <= MOST_CELLS) break;
    drop(cache, oldest);
  }
}

/** Forgets every kept answer. For tests and for whoever changes data without a data version. */
export function clearQueryCache(): void {
  const cache = store();
  cache.kept.clear();
  cache.cells = 0;
}
