import "server-only";
import { ByteLru } from "@/lib/cache/byte-lru";
import { Flights } from "@/lib/cache/flights";
import { sharedStore } from "@/lib/cache/shared-store";
import { log } from "@/lib/log";
import { type KeptAnswer, readShared, writeShared } from "@/lib/query/shared-answers";
import { rowBytes } from "@/lib/sources/row-bytes";
import type { SourceAnswer } from "@/lib/sources/runner";

const MIB = 1024 * 1024;
/** A hundred megabytes are some thousand widgets' answers, and little beside the process itself. */
const MOST_BYTES = 96 * MIB;
const MOST_BYTES_EACH = 8 * MIB;
/** Where nobody counts the data's changes, an answer is right for as long as a reader takes to look twice. */
const UNCOUNTED_MS = 30_000;
/** A data version makes answers old exactly when they are; the hour is for whoever changed data and told nobody. */
const KEEP_MS = 3_600_000;
/** A source that could not be asked again is left alone for so long. */
const RETRY_MS = 10_000;

export interface CacheQuestion {
  /** All that the answer depends on but the data: where it is read and the plan, which holds the row rules. */
  key: string;
  /** The same for other processes, whose code may be another: by what is asked, not by what was meant. */
  sharedKey(): string;
  /** The state of the data: another version's answer is an old one. Versions are null where nobody counts. */
  data: { version: number | null; dataAsOf: string } | null;
  /** An old answer will do when the source gave it at most so long ago; a new one is then fetched behind it. */
  staleMs?: number;
  /** The reader left. */
  signal?: AbortSignal;
  run(signal: AbortSignal): Promise<SourceAnswer>;
}

export interface CacheAnswer {
  answer: SourceAnswer;
  /** Of the data it was made from. */
  dataAsOf: string | null;
  /** Nothing was run for it alone. */
  cached: boolean;
  /** There is newer data, or may be. */
  stale: boolean;
}

interface Entry extends KeptAnswer {
  retryAt: number;
}

interface Cache {
  kept: ByteLru<Entry>;
  flights: Flights<SourceAnswer>;
  lookups: Flights<void>;
  refreshing: Set<string>;
}

const memo = globalThis as typeof globalThis & { lookflexQueryCache?: Cache };
const cache = (): Cache => {
  memo.lookflexQueryCache ??= {
    kept: new ByteLru(MOST_BYTES, MOST_BYTES_EACH),
    flights: new Flights(),
    lookups: new Flights(),
    refreshing: new Set(),
  };
  return memo.lookflexQueryCache;
};

/**
 * The answer kept for a question and the present version of the data, in this process or in the shared store, or that of
 * `run`, which runs once for all who ask meanwhile and is cancelled only when every one of them has left.
 * @throws as `run`; the signal's reason when it fired
 */
export async function cachedAnswer(question: CacheQuestion): Promise<CacheAnswer> {
  const { key, data, signal } = question;
  signal?.throwIfAborted();
  const { flights, lookups } = cache();
  const flight = `${key} ${data?.version ?? "-"}`;
  const shared = sharedStore();
  const kept = fromProcess(question);
  if (kept) return kept;
  if (shared && !flights.has(flight)) {
    await lookups.join(key, () => lookUp(question), signal);
    const found = fromProcess(question);
    if (found) return found;
  }
  const cached = flights.has(flight);
  const answer = await flights.join(flight, (cancelled) => ask(question, cancelled), signal);
  return { answer, dataAsOf: data?.dataAsOf ?? null, cached, stale: false };
}

function fromProcess(question: CacheQuestion): CacheAnswer | null {
  const { key, data, staleMs } = question;
  const entry = cache().kept.get(key);
  if (!entry) return null;
  const { answer, version, dataAsOf } = entry;
  const age = Date.now() - entry.askedAt;
  if (version === (data?.version ?? null) && age < (version === null ? UNCOUNTED_MS : KEEP_MS))
    return { answer, dataAsOf, cached: true, stale: false };
  if (staleMs === undefined || age > Math.min(staleMs, KEEP_MS)) return null;
  refresh(question, entry);
  return { answer, dataAsOf, cached: true, stale: true };
}

async function lookUp({ key, sharedKey }: CacheQuestion): Promise<void> {
  const shared = sharedStore();
  const found = shared && (await readShared(shared, sharedKey()));
  const held = cache().kept.get(key);
  if (found && !(held && held.askedAt >= found.askedAt)) keep(key, found);
}

async function ask({ key, sharedKey, data, run }: CacheQuestion, signal: AbortSignal): Promise<SourceAnswer> {
  const askedAt = Date.now();
  const answer = await run(signal);
  const kept = { answer, version: data?.version ?? null, dataAsOf: data?.dataAsOf ?? null, askedAt };
  const bytes = keep(key, kept);
  const shared = sharedStore();
  if (shared && bytes <= MOST_BYTES_EACH)
    writeShared(shared, sharedKey(), kept, KEEP_MS).catch((err) =>
      log.warn({ err }, "an answer could not be written to the shared cache"),
    );
  return answer;
}

/** Once, whoever asks meanwhile; nobody waits for it. */
function refresh({ staleMs: _, signal: __, ...question }: CacheQuestion, entry: Entry): void {
  const { refreshing } = cache();
  const { key } = question;
  if (refreshing.has(key) || Date.now() < entry.retryAt) return;
  refreshing.add(key);
  cachedAnswer(question)
    .catch((err) => {
      entry.retryAt = Date.now() + RETRY_MS;
      log.warn({ err }, "an old answer could not be replaced yet");
    })
    .finally(() => refreshing.delete(key));
}

function keep(key: string, kept: KeptAnswer): number {
  let bytes = 0;
  for (const rows of kept.answer.sets) for (const row of rows) bytes += rowBytes(row);
  cache().kept.set(key, { ...kept, retryAt: 0 }, bytes);
  return bytes;
}

/** Forgets every answer this process keeps. For tests and for whoever changes data without a data version. */
export function clearQueryCache(): void {
  cache().kept.clear();
}
