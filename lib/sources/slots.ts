import { AppError } from "@/lib/errors";

/** A limited number of places at work and in line; whoever finds the line full is sent away at once. */
export class Slots {
  #free: number;
  readonly #line: (() => void)[] = [];

  constructor(
    places: number,
    readonly longestLine: number,
  ) {
    this.#free = places;
  }

  /**
   * Runs `work` when a place is free. Leaving the line is possible until then.
   * @throws AppError QUERY_002 `queryOverloaded` when the line is full or no place came free within `waitMs`; the
   * signal's reason when it fires in line.
   */
  async run<T>(work: () => Promise<T>, signal: AbortSignal, waitMs?: number): Promise<T> {
    await this.#enter(signal, waitMs);
    try {
      return await work();
    } finally {
      const next = this.#line.shift();
      if (next) next();
      else this.#free += 1;
    }
  }

  #enter(signal: AbortSignal, waitMs?: number): Promise<void> {
    signal.throwIfAborted();
    if (this.#free > 0) {
      this.#free -= 1;
      return Promise.resolve();
    }
    if (this.#line.length >= this.longestLine) return Promise.reject(overloaded());
    return new Promise((resolve, reject) => {
      const stop = () => {
        signal.removeEventListener("abort", leave);
        clearTimeout(timer);
      };
      const enter = () => {
        stop();
        resolve();
      };
      const giveUp = (reason: unknown) => {
        stop();
        this.#line.splice(this.#line.indexOf(enter), 1);
        reject(reason);
      };
      const leave = () => giveUp(signal.reason);
      const timer = waitMs === undefined ? undefined : setTimeout(() => giveUp(overloaded()), waitMs);
      this.#line.push(enter);
      signal.addEventListener("abort", leave, { once: true });
    });
  }
}

/** Statements take seconds at most: by then the line has moved on. */
const overloaded = () => new AppError("QUERY_002", { key: "queryOverloaded", retryAfter: 2 });
