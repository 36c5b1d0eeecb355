interface Flight<T> {
  promise: Promise<T>;
  controller: AbortController;
  waiters: number;
}

/** Work that runs once for all who ask for it meanwhile, and is cancelled only when every one of them has left. */
export class Flights<T> {
  readonly #flights = new Map<string, Flight<T>>();

  has(key: string): boolean {
    return this.#flights.has(key);
  }

  /** What `run` gives, or what it will give to those who asked before. @throws the signal's reason when it fires first. */
  async join(key: string, run: (signal: AbortSignal) => Promise<T>, signal?: AbortSignal): Promise<T> {
    const flight = this.#flights.get(key) ?? this.#takeOff(key, run);
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
      if (flight.waiters === 0 && this.#flights.get(key) === flight) {
        // Nobody may join what is being cancelled.
        this.#flights.delete(key);
        flight.controller.abort();
      }
    }
  }

  #takeOff(key: string, run: (signal: AbortSignal) => Promise<T>): Flight<T> {
    const controller = new AbortController();
    const promise = run(controller.signal).finally(() => {
      if (this.#flights.get(key) === flight) this.#flights.delete(key);
    });
    const flight: Flight<T> = { promise, controller, waiters: 0 };
    // Everybody may have left before it fails.
    promise.catch(() => {});
    this.#flights.set(key, flight);
    return flight;
  }
}
