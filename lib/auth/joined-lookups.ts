interface Waiting<T> {
  promise: Promise<T>;
  resolve(value: T): void;
  reject(error: unknown): void;
}

/**
 * Lookups that are read together: whoever asks while readings are under way waits for the next one, and equal keys are read once.
 * Each reading begins after its keys were asked for, so that what it finds is as new as a reading of one's own.
 */
export class JoinedLookups<T> {
  readonly #read: (keys: readonly string[]) => Promise<ReadonlyMap<string, T>>;
  readonly #most: number;
  readonly #keys: number;
  #waiting = new Map<string, Waiting<T | null>>();
  #running = 0;

  /** @param most readings at once @param keys of one reading, at most */
  constructor(read: (keys: readonly string[]) => Promise<ReadonlyMap<string, T>>, most = 2, keys = 100) {
    this.#read = read;
    this.#most = most;
    this.#keys = keys;
  }

  /** What `read` finds for the key, null where it finds nothing. @throws as `read` */
  find(key: string): Promise<T | null> {
    const found = this.#waiting.get(key) ?? open<T | null>();
    this.#waiting.set(key, found);
    this.#next();
    return found.promise;
  }

  #next(): void {
    if (this.#running >= this.#most || this.#waiting.size === 0) return;
    const batch = new Map([...this.#waiting].slice(0, this.#keys));
    for (const key of batch.keys()) this.#waiting.delete(key);
    this.#running += 1;
    void this.#settle(batch);
  }

  async #settle(batch: ReadonlyMap<string, Waiting<T | null>>): Promise<void> {
    const reading = this.#read([...batch.keys()]);
    const [result] = await Promise.allSettled([reading]);
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
