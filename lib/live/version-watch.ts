import "server-only";
import { type Listener, openListener } from "@/db/listen";
import { type VersionHub, versionHub } from "@/lib/live/version-hub";
import { parseNews, type VersionNews } from "@/lib/live/version-news";
import { log } from "@/lib/log";

/** As migration 0006 has it. */
const CHANNEL = "lookflex_data";

export interface WatchOptions {
  /** How often the connection is asked what it may have missed: a dead one is found by it, a pooler's silence made up for. */
  checkMs: number;
  /** A connection that answers no sooner is dead. */
  answerMs: number;
  /** Before the first try to come back; doubled by each that fails, to at most ten seconds. */
  retryMs: number;
}

const DEFAULTS: WatchOptions = { checkMs: 20_000, answerMs: 5_000, retryMs: 250 };
const LONGEST_RETRY_MS = 10_000;

/**
 * Hears of every data version by one connection and brings it to the hub. After a lost connection, and now and then, the versions
 * are read too: what was notified meanwhile went unheard.
 */
export class VersionWatch {
  readonly #hub: VersionHub;
  readonly #options: WatchOptions;
  #listener: Listener | null = null;
  #timer: NodeJS.Timeout | undefined;
  #failures = 0;
  #stopped = false;

  constructor(hub: VersionHub, options: Partial<WatchOptions> = {}) {
    this.#hub = hub;
    this.#options = { ...DEFAULTS, ...options };
  }

  /** Resolves once it listens, or has failed to for the first time: it goes on trying by itself. */
  async start(): Promise<void> {
    try {
      const listener = await openListener(CHANNEL, {
        onMessage: (payload) => this.#hear(payload),
        onLost: () => this.#comeBack(new Error("the connection was closed"), this.#listener),
      });
      if (this.#stopped) return void (await listener.close());
      this.#listener = listener;
    } catch (error) {
      return this.#comeBack(error, null);
    }
    await this.#check();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#listener?.close();
    this.#listener = null;
  }

  #hear(payload: string): void {
    const news = parseNews(payload);
    if (news) this.#hub.publish(news);
    else log.warn("a notification of a data version could not be read");
  }

  async #check(): Promise<void> {
    const listener = this.#listener;
    if (!listener) return;
    try {
      if (!listener.isOpen()) throw new Error("the connection was closed");
      const rows = await inTime(readVersions(listener), this.#options.answerMs);
      if (this.#stopped || this.#listener !== listener) return;
      for (const news of rows) this.#hub.publish(news);
      this.#failures = 0;
      this.#after(this.#options.checkMs, () => this.#check());
    } catch (error) {
      this.#comeBack(error, listener);
    }
  }

  /** @param of the connection that failed, null for one that never was; of another than the present one it is old news. */
  #comeBack(error: unknown, of: Listener | null): void {
    if (this.#stopped || of !== this.#listener) return;
    if (this.#failures === 0) log.warn({ err: error }, "data versions are not heard for now");
    // A dead connection's end takes its time; nobody waits for it.
    void this.#listener?.close().catch(() => {});
    this.#listener = null;
    const wait = Math.min(this.#options.retryMs * 2 ** this.#failures, LONGEST_RETRY_MS);
    this.#failures += 1;
    this.#after(wait, () => this.start());
  }

  #after(ms: number, work: () => Promise<void>): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(work, ms);
    this.#timer.unref();
  }
}

async function readVersions({ sql }: Listener): Promise<VersionNews[]> {
  const rows = await sql<{ dataset: string; version: string; data_as_of: Date }[]>`
    select dataset, version, data_as_of from dataset_versions`;
  return rows.map((row) => ({
    dataset: row.dataset,
    version: Number(row.version),
    dataAsOf: row.data_as_of.toISOString(),
  }));
}

async function inTime<T>(work: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${ms} ms`)), ms);
    timer.unref();
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

const store = globalThis as typeof globalThis & { lookflexVersionWatch?: VersionWatch };

/** Hears of data versions from now on, one connection a process. Again is harmless. */
export function startWatching(): void {
  if (store.lookflexVersionWatch) return;
  store.lookflexVersionWatch = new VersionWatch(versionHub());
  void store.lookflexVersionWatch.start();
}

/** Ends every stream, then the connection. */
export async function stopWatching(): Promise<void> {
  versionHub().endAll();
  await store.lookflexVersionWatch?.stop();
}
