import { createHash } from "node:crypto";
import type { VersionNews } from "@/lib/live/version-news";

/** After a lost stream a browser waits so long before it asks again. */
const RETRY_MS = 2_000;

export interface StreamOptions {
  /** The last event's id that the reader has: where it still holds, nothing is said again. */
  since: string | undefined;
  /** Of silence; then a comment keeps the connection open. */
  heartbeatMs: number;
  /** Asked at each heartbeat: false, or a failure, ends the stream. */
  mayGoOn: () => Promise<boolean>;
  /** The stream has ended, whoever ended it. */
  onEnd: () => void;
}

/** A state's name: of all versions told, in order of datasets. */
function stateId(told: ReadonlyMap<string, number>): string {
  const lines = [...told].map(([dataset, version]) => `${dataset}:${version}`).sort();
  return createHash("sha256").update(lines.join("\n")).digest("base64url").slice(0, 16);
}

/**
 * Data versions as server-sent events to one reader. However slow the reader, at most one event a dataset waits: the last one.
 * Knows nothing of who reads.
 */
export class VersionStream {
  readonly body: ReadableStream<Uint8Array>;
  readonly #options: StreamOptions;
  readonly #told = new Map<string, number>();
  readonly #waiting = new Map<string, VersionNews>();
  readonly #encoder = new TextEncoder();
  #controller: ReadableStreamDefaultController<Uint8Array> | null = null;
  #timer: NodeJS.Timeout | undefined;
  #stuck = 0;

  constructor(options: StreamOptions) {
    this.#options = options;
    this.body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        this.#controller = controller;
        this.#write(`retry: ${RETRY_MS}\n\n`);
        this.#timer = setInterval(() => void this.#beat(), options.heartbeatMs);
        this.#timer.unref();
      },
      pull: () => this.#flush(),
      cancel: () => this.end(),
    });
  }

  /** The versions there are, read after the stream began to hear: what it has heard since is newer. */
  begin(present: readonly VersionNews[]): void {
    const state = new Map(present.map(({ dataset, version }) => [dataset, version]));
    const known = this.#options.since === stateId(state);
    for (const news of present) {
      if (known) this.#told.set(news.dataset, news.version);
      else if (!this.#waiting.has(news.dataset) && !this.#told.has(news.dataset))
        this.#waiting.set(news.dataset, news);
    }
    this.#flush();
  }

  hear(news: VersionNews): void {
    if (this.#told.get(news.dataset) === news.version) return;
    this.#waiting.set(news.dataset, news);
    this.#flush();
  }

  /** Ends after what waits. Again is harmless. */
  end(): void {
    const controller = this.#controller;
    if (!controller) return;
    clearInterval(this.#timer);
    try {
      this.#writeWaiting();
      controller.close();
    } catch {
      // The reader has left: it is closed already.
    }
    this.#controller = null;
    this.#options.onEnd();
  }

  /** Writes once the reader takes it. */
  #flush(): void {
    if ((this.#controller?.desiredSize ?? 0) > 0) this.#writeWaiting();
  }

  /** One write for all that waits. */
  #writeWaiting(): void {
    if (this.#waiting.size === 0) return;
    const news = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { dataset, version } of news) this.#told.set(dataset, version);
    // The id stands for all that was told, so that only the last of several events may carry it.
    const id = `id: ${stateId(this.#told)}\n`;
    this.#write(
      news
        .map((one, i) => `${i === news.length - 1 ? id : ""}event: version\ndata: ${JSON.stringify(one)}\n\n`)
        .join(""),
    );
  }

  #write(text: string): void {
    this.#controller?.enqueue(this.#encoder.encode(text));
  }

  async #beat(): Promise<void> {
    const goesOn = await this.#options.mayGoOn().catch(() => false);
    if (!goesOn || !this.#controller) return this.end();
    if ((this.#controller.desiredSize ?? 0) > 0) {
      this.#stuck = 0;
      return this.#write(": still here\n\n");
    }
    // Who takes nothing for two heartbeats is gone, whatever the network says.
    this.#stuck += 1;
    if (this.#stuck >= 2) this.end();
  }
}
