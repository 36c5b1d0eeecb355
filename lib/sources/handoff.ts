/** Hands values from one who makes them to one who takes them, one at a time: nobody runs ahead. */
export class Handoff<T> {
  #offered: { value: T; taken: () => void } | null = null;
  #waiting: (() => void) | null = null;
  #end: { error: unknown } | "done" | null = null;

  /** Resolves when the value is taken; rejects with the signal's reason when it fires before. */
  async give(value: T, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    await new Promise<void>((resolve, reject) => {
      const leave = () => {
        this.#offered = null;
        reject(signal.reason);
      };
      signal.addEventListener("abort", leave, { once: true });
      const taken = () => {
        signal.removeEventListener("abort", leave);
        resolve();
      };
      this.#offered = { value, taken };
      this.#wake();
    });
  }

  /** After the last value. What is still offered can be taken. */
  end(): void {
    this.#end ??= "done";
    this.#wake();
  }

  fail(error: unknown): void {
    this.#end ??= { error };
    this.#wake();
  }

  /** The next value; undefined after the last one. @throws what `fail` was given. */
  async take(): Promise<T | undefined> {
    for (;;) {
      if (this.#offered) {
        const { value, taken } = this.#offered;
        this.#offered = null;
        taken();
        return value;
      }
      if (this.#end === "done") return undefined;
      if (this.#end) throw this.#end.error;
      await new Promise<void>((resolve) => {
        this.#waiting = resolve;
      });
    }
  }

  #wake(): void {
    this.#waiting?.();
    this.#waiting = null;
  }
}
