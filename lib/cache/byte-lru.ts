interface Entry<T> {
  value: T;
  bytes: number;
}

/** Keeps values within a bound of bytes; the least recently used leave first. */
export class ByteLru<T> {
  readonly #entries = new Map<string, Entry<T>>();
  #bytes = 0;

  /** @param mostEach what is larger is not kept at all, so that one value can't drive out all others. */
  constructor(
    readonly most: number,
    readonly mostEach: number,
  ) {}

  get bytes(): number {
    return this.#bytes;
  }

  get size(): number {
    return this.#entries.size;
  }

  get(key: string): T | undefined {
    const entry = this.#entries.get(key);
    if (!entry) return undefined;
    // Last in, last out.
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    return entry.value;
  }

  /** @param bytes what the value takes, roughly; its key and its place are added here. */
  set(key: string, value: T, bytes: number): void {
    this.delete(key);
    const whole = bytes + 2 * key.length + 200;
    if (whole > this.mostEach) return;
    this.#entries.set(key, { value, bytes: whole });
    this.#bytes += whole;
    for (const oldest of this.#entries.keys()) {
      if (this.#bytes <= this.most) break;
      this.delete(oldest);
    }
  }

  delete(key: string): void {
    const entry = this.#entries.get(key);
    if (!entry) return;
    this.#bytes -= entry.bytes;
    this.#entries.delete(key);
  }

  /** Takes out what is `old`. */
  sweep(old: (value: T) => boolean): void {
    for (const [key, { value }] of [...this.#entries]) if (old(value)) this.delete(key);
  }

  clear(): void {
    this.#entries.clear();
    this.#bytes = 0;
  }
}
