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
   * @throws AppError QUERY_002 `queryOverloaded` when the line is full; the signal's reason when it fires in line.
   */
  async run<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
    await this.#enter(signal);
    try {
      return await work();
    } finally {
      const next = this.#line.shift();
      if (next) next();
      else this.#free += 1;
    }
  }

  #enter(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (this.#free > 0) {
      this.#free -= 1;
      return Promise.resolve();
    }
    if (this.#line.length >= this.longestLine)
      return Promise.reject(new AppError("QUERY_002", { key: "queryOverloaded", retryAfter: 2 }));
    return new Promise((resolve, reject) => {
      const enter = () => {
        signal.removeEventListener("abort", leave);
        resolve();
      };
      const leave = () => {
        this.#line.splice(this.#line.indexOf(enter), 1);
        reject(signal.reason);
      };
      this.#line.push(enter);
      signal.addEventListener("abort", leave, { once: true });
    });
  }
}
