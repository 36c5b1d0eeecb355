/** Repeats of refusals, counted instead of written one by one. Pure but for its own memory, which is bounded. */

const WINDOW_MS = 60_000;
/** Different refusals of one address in a minute that are written whole; more of them count as one. */
const MOST_PER_ADDRESS = 30;
const MOST_KEYS = 2000;

export interface Refusal {
  ip: string;
  path: string;
  code: string;
}

interface Run<T> {
  from: number;
  repeats: number;
  address: string;
  /** What was written of the first. */
  first: T;
}

/** Tells the first refusal of its kind within a minute from its repeats, and hands the repeats' number out afterwards. */
export class RefusalMerger<T> {
  readonly #runs = new Map<string, Run<T>>();
  readonly #kinds = new Map<string, number>();
  readonly #report: (first: T, repeats: number) => void;
  readonly #now: () => number;

  /**
   * @param report called once a run that had repeats, after its minute or when room is needed
   * @param now milliseconds; injected by tests
   */
  constructor(report: (first: T, repeats: number) => void, now: () => number = Date.now) {
    this.#report = report;
    this.#now = now;
  }

  /** @returns true for the first of its kind, which the caller writes; false for a counted repeat. */
  add({ ip, path, code }: Refusal, entry: T): boolean {
    this.#endOld();
    const many = (this.#kinds.get(ip) ?? 0) >= MOST_PER_ADDRESS;
    const exact = `${ip} ${code} ${path}`;
    const key = many && !this.#runs.has(exact) ? `${ip} *` : exact;
    const run = this.#runs.get(key);
    if (run) {
      run.repeats += 1;
      return false;
    }
    if (this.#runs.size >= MOST_KEYS) this.#endOldest();
    this.#runs.set(key, { from: this.#now(), repeats: 0, address: ip, first: entry });
    this.#kinds.set(ip, (this.#kinds.get(ip) ?? 0) + 1);
    return true;
  }

  /** Ends every run: at shutdown. */
  end(): void {
    while (this.#runs.size > 0) this.#endOldest();
  }

  /** Ends runs whose minute is over. */
  #endOld(): void {
    for (const { from } of this.#runs.values()) {
      if (this.#now() - from < WINDOW_MS) return;
      this.#endOldest();
    }
  }

  #endOldest(): void {
    const [oldest] = this.#runs;
    if (!oldest) return;
    const [key, { address, first, repeats }] = oldest;
    this.#runs.delete(key);
    const kinds = (this.#kinds.get(address) ?? 1) - 1;
    if (kinds > 0) this.#kinds.set(address, kinds);
    else this.#kinds.delete(address);
    if (repeats > 0) this.#report(first, repeats);
  }
}
