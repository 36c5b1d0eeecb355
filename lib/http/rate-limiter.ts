/** How much is left of a limit, as `RateLimit-*` headers say it. */
export interface RateState {
  allowed: boolean;
  limit: number;
  remaining: number;
  /** Whole seconds until one more is allowed (when refused), or until the oldest one no longer counts. */
  resetSeconds: number;
}

interface Window {
  /** Times of what counted, oldest first from `head` on. */
  stamps: number[];
  head: number;
}

/** Keys kept at once: whoever invents names must not fill the memory. */
const MOST_KEYS = 20_000;

/** An exact sliding window per key, in this process's memory. With too many keys the longest unused are forgotten. */
export class RateLimiter {
  readonly #windows = new Map<string, Window>();
  readonly #windowMs: number;
  readonly #now: () => number;
  readonly #mostKeys: number;
  #lastSweep: number;

  /** @param now milliseconds; injected by tests */
  constructor(windowMs: number, now: () => number = Date.now, mostKeys = MOST_KEYS) {
    this.#windowMs = windowMs;
    this.#mostKeys = mostKeys;
    this.#now = now;
    this.#lastSweep = now();
  }

  /** Counts one for `key` unless `limit` within the window is reached. */
  take(key: string, limit: number): RateState {
    const state = this.peek(key, limit);
    if (!state.allowed) return state;
    const now = this.#now();
    const window = this.#windows.get(key) ?? { stamps: [], head: 0 };
    window.stamps.push(now);
    // Anew, so that the map's order is that of use.
    this.#windows.delete(key);
    this.#windows.set(key, window);
    this.#sweep(now);
    return { ...state, remaining: state.remaining - 1 };
  }

  /** The state of `key` without counting. */
  peek(key: string, limit: number): RateState {
    const now = this.#now();
    const window = this.#windows.get(key);
    if (!window) return { allowed: true, limit, remaining: limit, resetSeconds: this.#windowMs / 1000 };
    while (window.head < window.stamps.length && (window.stamps[window.head] ?? 0) <= now - this.#windowMs)
      window.head++;
    if (window.head > 1024 || window.head === window.stamps.length) {
      window.stamps = window.stamps.slice(window.head);
      window.head = 0;
    }
    const count = window.stamps.length - window.head;
    // A limit lowered meanwhile may leave more than it allows: the one that makes room counts.
    const freeing = window.stamps[window.head + Math.max(0, count - limit)] ?? now;
    return {
      allowed: count < limit,
      limit,
      remaining: Math.max(0, limit - count),
      resetSeconds: Math.max(1, Math.ceil((freeing + this.#windowMs - now) / 1000)),
    };
  }

  /** Forgets `key`: after a success, say. */
  clear(key: string): void {
    this.#windows.delete(key);
  }

  /** Keys nobody used for a whole window are dropped, at most once a window. */
  #sweep(now: number): void {
    const [oldest] = this.#windows.size > this.#mostKeys ? this.#windows.keys() : [];
    if (oldest !== undefined) this.#windows.delete(oldest);
    if (now - this.#lastSweep < this.#windowMs) return;
    this.#lastSweep = now;
    for (const [key, { stamps }] of this.#windows)
      if ((stamps.at(-1) ?? 0) <= now - this.#windowMs) this.#windows.delete(key);
  }
}
