/** Keeps a document saved while somebody works on it. Knows neither the network nor the page: both are handed in. */

export type SaveOutcome =
  | { kind: "saved"; revision: number; at: string }
  /** Another tab saved meanwhile; null: it dropped or published the draft. */
  | { kind: "conflict"; currentRevision: number | null }
  /** Worth another try. */
  | { kind: "offline" }
  /** So is this: one signs in again in another tab. */
  | { kind: "signedOut" }
  /** Not worth one: in the reader's language. */
  | { kind: "refused"; message: string };

export type SaveState =
  /** `at`: when, ISO 8601; null: there is nothing of one's own to save. */
  | { kind: "saved"; at: string | null }
  | { kind: "saving" }
  | { kind: "offline" }
  | { kind: "signedOut" }
  | { kind: "conflict"; currentRevision: number | null }
  | { kind: "refused"; message: string };

export interface AutosaveOptions<T> {
  /** What is saved already. */
  document: T;
  /** Whether two documents say the same; as values when left out. */
  same?: (one: T, other: T) => boolean;
  revision: number | null;
  at: string | null;
  save: (document: T, revision: number | null, leaving: boolean) => Promise<SaveOutcome>;
  onState: (state: SaveState) => void;
  /** After the last change, ms. */
  delay?: number;
  /** Between tries, ms; the last one is repeated. */
  retries?: readonly number[];
}

/** Saves one after the other, a while after the last change; what failed for want of a connection again and again. */
export class Autosave<T> {
  private readonly options: Required<AutosaveOptions<T>>;
  private saved: T;
  private latest: T;
  private held: number | null;
  private at: string | null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private running: Promise<void> | undefined;
  private failures = 0;
  /** Raised by whatever makes an answer under way be about what no longer counts. */
  private epoch = 0;
  private state: SaveState;
  private stopped = false;

  constructor(options: AutosaveOptions<T>) {
    this.options = {
      same: Object.is,
      delay: 1_000,
      retries: [1_000, 2_000, 5_000, 15_000, 30_000],
      ...options,
    };
    this.saved = options.document;
    this.latest = options.document;
    this.held = options.revision;
    this.at = options.at;
    this.state = { kind: "saved", at: options.at };
  }

  /** Whether something is saved nowhere. */
  get dirty(): boolean {
    return !this.options.same(this.latest, this.saved);
  }

  /** The draft as it was read or saved last; null: there is none. */
  get revision(): number | null {
    return this.held;
  }

  /** Another tab's draft was met: a person says which of the two counts. */
  meet(currentRevision: number | null): void {
    clearTimeout(this.timer);
    this.epoch++;
    this.tell({ kind: "conflict", currentRevision });
  }

  /** The session ended elsewhere on the page. @returns whether something is saved nowhere, which leaving would lose */
  endSession(): boolean {
    if (this.dirty && this.state.kind !== "conflict" && this.state.kind !== "signedOut") {
      this.tell({ kind: "signedOut" });
      this.schedule(this.options.retries[0] ?? this.options.delay);
    }
    return this.dirty;
  }

  change(document: T): void {
    this.latest = document;
    if (!this.dirty) {
      clearTimeout(this.timer);
      if (!this.running && this.state.kind !== "conflict") this.tell({ kind: "saved", at: this.at });
      return;
    }
    // Who of two tabs is right, a person says.
    if (this.state.kind === "conflict") return;
    if (this.state.kind === "saved") this.tell({ kind: "saving" });
    // While there is no connection the next try is set already.
    if (!this.isWaiting) this.schedule(this.options.delay);
  }

  /** Saves now what is not saved, and waits until it is or can't be. */
  async flush(): Promise<SaveState> {
    clearTimeout(this.timer);
    // Whoever waits beside may have begun another one.
    while (this.running) await this.running;
    if (this.dirty && this.state.kind !== "conflict") await this.run(false);
    return this.state;
  }

  /** The page goes: a last try that outlives it, after the one under way, whose revision it needs. */
  leave(): void {
    const last = () => {
      if (this.dirty && !this.running && this.state.kind !== "conflict") void this.run(true);
    };
    if (this.running) void this.running.then(last);
    else last();
  }

  /** The connection is back: no need to wait for the next try. */
  retry(): void {
    if (this.isWaiting) void this.flush();
  }

  /** From here on this is what is saved, as this revision; null: there is no draft. */
  adopt(document: T, revision: number | null, at: string | null = null): void {
    clearTimeout(this.timer);
    this.saved = document;
    this.latest = document;
    this.held = revision;
    this.at = at;
    this.failures = 0;
    this.epoch++;
    this.tell({ kind: "saved", at });
  }

  /** This tab's document counts, over what another saved. */
  async overwrite(): Promise<SaveState> {
    if (this.state.kind !== "conflict") return this.flush();
    this.held = this.state.currentRevision;
    this.tell({ kind: "saving" });
    while (this.running) await this.running;
    // Also where nothing has changed since: what is kept there is another document.
    await this.run(false);
    return this.state;
  }

  /** Goes on after {@link stop}. */
  start(): void {
    this.stopped = false;
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
  }

  /** For the next try, which is set already. */
  private get isWaiting(): boolean {
    return this.state.kind === "offline" || this.state.kind === "signedOut";
  }

  private tell(state: SaveState): void {
    this.state = state;
    if (!this.stopped) this.options.onState(state);
  }

  private schedule(ms: number): void {
    clearTimeout(this.timer);
    if (this.stopped) return;
    this.timer = setTimeout(() => {
      if (!this.running) void this.run(false);
    }, ms);
  }

  private run(leaving: boolean): Promise<void> {
    clearTimeout(this.timer);
    this.running = this.saveOnce(leaving).finally(() => {
      this.running = undefined;
      // Changed while it was on its way.
      if (this.dirty && this.state.kind === "saving") this.schedule(this.options.delay);
    });
    return this.running;
  }

  private async saveOnce(leaving: boolean): Promise<void> {
    const { retries, save } = this.options;
    const { latest: document, revision, epoch } = this;
    if (!this.isWaiting) this.tell({ kind: "saving" });
    const outcome = await save(document, revision, leaving);
    if (this.epoch !== epoch) return;
    if (outcome.kind === "saved") {
      this.failures = 0;
      this.saved = document;
      this.held = outcome.revision;
      this.at = outcome.at;
      this.tell(this.dirty ? { kind: "saving" } : { kind: "saved", at: outcome.at });
    } else {
      this.tell(outcome);
      if (!this.isWaiting) return;
      const wait = retries[Math.min(this.failures++, retries.length - 1)] ?? this.options.delay;
      this.schedule(wait);
    }
  }
}
