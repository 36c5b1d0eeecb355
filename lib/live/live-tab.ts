import { followStream, type LiveStatus } from "@/lib/live/live-stream";
import type { VersionNews } from "@/lib/live/version-news";

export interface LiveState {
  status: LiveStatus;
  /** The newest version heard of, by dataset. */
  versions: ReadonlyMap<string, number>;
}

/** What a browser's tabs tell each other. */
type Message = { type: "hello" } | { type: "state"; status: LiveStatus; versions: [string, number][] };

/** The browser's own parts, so that a test can bring others. */
export interface TabParts {
  follow: typeof followStream;
  /** Null where a browser has none, or keeps them from pages without TLS: each tab then has a stream of its own. */
  locks: Pick<LockManager, "request"> | null;
  openChannel: () => Pick<BroadcastChannel, "postMessage" | "close" | "onmessage">;
  wait: (ms: number, signal: AbortSignal) => Promise<void>;
}

const NAME = "lookflex-live";

/**
 * One tab's part in following data versions. Of all tabs that are looked at, the one that holds the lock has the stream and tells
 * the others; when it goes, another one takes over.
 */
export class LiveTab {
  readonly #parts: TabParts;
  readonly #listeners = new Set<() => void>();
  #state: LiveState = { status: "connecting", versions: new Map() };
  #presence: AbortController | null = null;
  #channel: ReturnType<TabParts["openChannel"]> | null = null;
  #leads = false;
  /** Ends the leader's wait for somebody to be signed in again. */
  #again: () => void = () => {};

  constructor(parts: TabParts) {
    this.#parts = parts;
  }

  readonly getState = (): LiveState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Somebody looks: takes part from now on. Again is harmless. */
  join(): void {
    if (this.#presence) return;
    const presence = new AbortController();
    this.#presence = presence;
    this.#set({ status: "connecting" });
    const { locks, openChannel } = this.#parts;
    if (!locks) {
      void this.#lead(presence.signal);
      return;
    }
    const channel = openChannel();
    this.#channel = channel;
    channel.onmessage = ({ data }: MessageEvent<Message>) => this.#receive(data);
    this.#post({ type: "hello" });
    locks
      .request(NAME, { signal: presence.signal }, () => this.#lead(presence.signal))
      .catch(() => {
        // The tab left before it was its turn.
      });
  }

  /** Nobody looks: gives up stream and lock. */
  leave(): void {
    this.#presence?.abort();
    this.#presence = null;
    this.#channel?.close();
    this.#channel = null;
    this.#leads = false;
    this.#set({ status: "paused" });
  }

  async #lead(signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    this.#leads = true;
    while (!signal.aborted) {
      const signedInAgain = new Promise<void>((resolve) => {
        this.#again = resolve;
        signal.addEventListener("abort", () => resolve(), { once: true });
      });
      await this.#parts.follow(signal, {
        // What comes late, of a tab that has left, is nobody's any more.
        onStatus: (status) => signal.aborted || this.#tell({ status }),
        onNews: (news) => signal.aborted || this.#tell({ versions: withNews(this.#state.versions, news) }),
        wait: this.#parts.wait,
      });
      // Refused: keeps the lock, so that not every tab asks in turn.
      await signedInAgain;
    }
  }

  #receive(message: Message): void {
    if (message.type === "hello") {
      if (!this.#leads) return;
      if (this.#state.status === "paused") this.#again();
      this.#tell({});
    } else if (!this.#leads) this.#set({ status: message.status, versions: new Map(message.versions) });
  }

  #tell(change: Partial<LiveState>): void {
    this.#set(change);
    const { status, versions } = this.#state;
    this.#post({ type: "state", status, versions: [...versions] });
  }

  #post(message: Message): void {
    this.#channel?.postMessage(message);
  }

  #set(change: Partial<LiveState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }
}

const withNews = (versions: LiveState["versions"], { dataset, version }: VersionNews) =>
  new Map(versions).set(dataset, version);

/** Waits, but not on: a network that comes back is tried at once. */
function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      window.removeEventListener("online", done);
      signal.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    window.addEventListener("online", done);
    signal.addEventListener("abort", done);
  });
}

let tab: LiveTab | null = null;

/** The tab's own, made at the first call. In the browser only. */
export function liveTab(): LiveTab {
  const shared = "locks" in navigator && "BroadcastChannel" in window;
  tab ??= new LiveTab({
    follow: followStream,
    locks: shared ? navigator.locks : null,
    openChannel: () => new BroadcastChannel(NAME),
    wait,
  });
  return tab;
}
