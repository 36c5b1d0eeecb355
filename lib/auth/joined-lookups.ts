interface Waiting<T> {
  promise: Promise<T>;
  resolve(value: T): void;
  reject(error: unknown): void;
}

export interface JoinedOptions {
  /** Keys of one reading, at most. */
  mostKeys?: number;
  /** Readings at once, at most. */
  mostReadings?: number;
  /** A reading that takes longer no longer holds up those who came after it. */
  patienceMs?: number;
}

/**
 * Lookups that are read together: whoever asks while a reading is under way waits for the next one, and equal keys are read once.
 * Each reading begins after its keys were asked for, so that what it finds is as new as a reading of one's own.
 */
export class JoinedLookups<T> {
  readonly #read: (keys: readonly string[]) => Promise<ReadonlyMap<string, T>>;
  readonly #options: Required<JoinedOptions>;
  #waiting = new Map<string, Waiting<T | null>>();
  #running = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(
    read: (keys: readonly string[]) => Promise<ReadonlyMap<string, T>>,
    { mostKeys = 100, mostReadings = 8, patienceMs = 25 }: JoinedOptions = {},
  ) {
    this.#read = read;
    this.#options = { mostKeys, mostReadings, patienceMs };
  }

  /** What `read` finds for the key, null where it finds nothing. @throws as `read` */
  find(key: string): Promise<T | null> {
    const found = this.#waiting.get(key) ?? open<T | null>();
    this.#waiting.set(key, found);
    if (this.#running === 0) this.#next();
    else this.#timer ??= setTimeout(() => this.#next(), this.#options.patienceMs);
    return found.promise;
  }

  #next(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#running >= this.#options.mostReadings || this.#waiting.size === 0) return;
    const batch = new Map([...this.#waiting].slice(0, this.#options.mostKeys));
    for (const key of batch.keys()) this.#waiting.delete(key);
    this.#running += 1;
    void this.#settle(batch);
    if (this.#waiting.size > 0) this.#next();
  }

  async #settle(batch: ReadonlyMap<string, Waiting<T | null>>): Promise<void> {
    const [result] = await Promise.allSettled([this.#read([...batch.keys()])]);
    this.#running -= 1;
    this.#next();
    for (const [key, waiting] of batch)
      if (result.status === "rejected") waiting.reject(result.reason);
      else waiting.resolve(result.value.get(key) ?? null);
  }
}

function open<T>(): Waiting<T> {
  let settle: Pick<Waiting<T>, "resolve" | "reject"> | undefined;
  const promise = new Promise<T>((resolve, reject) => {
    settle = { resolve, reject };
  });
  if (!settle) throw new Error("a promise runs its executor at once");
  return { promise, ...settle };
}
