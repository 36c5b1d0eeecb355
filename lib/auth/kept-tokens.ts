/** A belt for what no notification tells of: triggers that were switched off, a table put back from a backup. */
const MOST_AGE_MS = 5_000;
const MOST_TOKENS = 10_000;

interface Kept<T> {
  row: T;
  readAt: number;
}

interface TokenReading<T> {
  /** What the database says now; null where it knows no such token. */
  read(hash: string): Promise<T | null>;
  userOf(row: T): string;
  /** Whether every change that was committed has been heard of, as far as can be known. */
  isHeard(): boolean;
  now?: () => number;
}

/**
 * What is known of tokens, kept for as long as every change to it would be heard of. While that is not so, each is read anew, and
 * what was being read when a change came is not kept. Unknown tokens never are.
 */
export class KeptTokens<T> {
  readonly #kept = new Map<string, Kept<T>>();
  readonly #from: Required<TokenReading<T>>;
  #changes = 0;

  constructor(from: TokenReading<T>) {
    this.#from = { now: () => performance.now(), ...from };
  }

  /** @throws as `read` */
  async find(hash: string): Promise<T | null> {
    const { now, isHeard, read } = this.#from;
    const heard = isHeard();
    const found = this.#kept.get(hash);
    if (heard && found && now() - found.readAt <= MOST_AGE_MS) return found.row;
    const changes = this.#changes;
    const readAt = now();
    const row = await read(hash);
    this.#kept.delete(hash);
    if (row === null || !heard || changes !== this.#changes) return row;
    const [oldest] = this.#kept.keys();
    if (this.#kept.size >= MOST_TOKENS && oldest !== undefined) this.#kept.delete(oldest);
    this.#kept.set(hash, { row, readAt });
    return row;
  }

  /** Something has changed of one person, or of anybody. */
  forget(userId: string | null): void {
    this.#changes += 1;
    for (const [hash, { row }] of this.#kept)
      if (userId === null || this.#from.userOf(row) === userId) this.#kept.delete(hash);
  }
}
