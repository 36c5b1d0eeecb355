/** So many texts more are remembered that were asked once. */
const ONCE = 1_000;

/**
 * Tells which statements are asked again and again, so that preparing them pays: those asked a second time, a limited number of
 * them, since a connection keeps what it has prepared for as long as it lives.
 */
export class UsualTexts {
  readonly #once = new Set<string>();
  readonly #usual = new Set<string>();
  #until = 0;

  /** @param keepMs after so long all is forgotten; connections must not live longer */
  constructor(
    readonly most: number,
    readonly keepMs: number,
    readonly now: () => number = Date.now,
  ) {}

  /** Counts a text as asked. @returns whether to prepare it */
  ask(text: string): boolean {
    if (this.now() >= this.#until) {
      this.#usual.clear();
      this.#until = this.now() + this.keepMs;
    }
    if (this.#usual.has(text)) return true;
    if (!this.#once.delete(text)) {
      this.#once.add(text);
      const [oldest] = this.#once;
      if (this.#once.size > ONCE && oldest !== undefined) this.#once.delete(oldest);
      return false;
    }
    if (this.#usual.size >= this.most) return false;
    this.#usual.add(text);
    return true;
  }
}
