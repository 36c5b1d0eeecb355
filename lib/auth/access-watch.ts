import "server-only";
import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { db } from "@/db/client";
import { type Listener, openListener } from "@/db/listen";
import { log } from "@/lib/log";

/** As migration 0008 has it. */
const CHANNEL = "lookflex_access";
const EVERYBODY = "*";
const PROOF = "proof ";

export interface AccessWatchOptions {
  /** A proof is asked for when the last one is so old. */
  proveMs: number;
  /** So long after a proof was asked for, what it proves still holds. */
  holdMs: number;
  /** A connection that takes longer to prove itself is dead. */
  answerMs: number;
  /** Before the first try to come back; doubled by each that fails, to at most ten seconds. */
  retryMs: number;
  now: () => number;
}

const DEFAULTS: AccessWatchOptions = {
  proveMs: 1_000,
  holdMs: 2_000,
  answerMs: 5_000,
  retryMs: 250,
  now: () => performance.now(),
};
const LONGEST_RETRY_MS = 10_000;

/**
 * Hears of whom something has changed that rights come from, by one connection, and knows whether it would: the pool that serves
 * sends it notifications by the same channel, whose arrival proves that all before them have come. One that is not heard proves nothing, be
 * the connection dead or a pooler's that brings none. All of it happens when somebody asks, so that an idle process is idle.
 */
export class AccessWatch {
  readonly #forget: (userId: string | null) => void;
  readonly #options: AccessWatchOptions;
  #listener: Listener | null = null;
  #opening: Promise<void> | null = null;
  #failures = 0;
  #retryAt = 0;
  #stopped = false;
  /** When the last proof that came was asked for. */
  #provenAt = Number.NEGATIVE_INFINITY;
  #asked: { payload: string; at: number } | null = null;

  /** @param forget what is kept of a person, or of anybody */
  constructor(forget: (userId: string | null) => void, options: Partial<AccessWatchOptions> = {}) {
    this.#forget = forget;
    this.#options = { ...DEFAULTS, ...options };
  }

  /** Whether all changes committed until a moment ago have been heard. Asks for the next proof when it is due; never waits. */
  isHeard(): boolean {
    const { now, proveMs, holdMs } = this.#options;
    if (!this.#listener?.isOpen()) {
      if (now() >= this.#retryAt) void this.open();
      return false;
    }
    const age = now() - this.#provenAt;
    if (age > proveMs) this.#askForProof(this.#listener);
    return age <= holdMs;
  }

  /** Resolves once it listens, or has failed to; whoever asks then tries again, after a while. */
  open(): Promise<void> {
    if (this.#stopped || this.#listener) return Promise.resolve();
    this.#opening ??= this.#open().finally(() => {
      this.#opening = null;
    });
    return this.#opening;
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#opening;
    const listener = this.#listener;
    this.#end();
    await listener?.close();
  }

  async #open(): Promise<void> {
    try {
      const listener: Listener = await openListener(CHANNEL, {
        onMessage: (payload) => this.#hear(payload),
        onLost: () => this.#lose(new Error("the connection was closed"), listener),
      });
      this.#listener = listener;
      // Changes went unheard until here.
      this.#forget(null);
      this.#askForProof(listener);
    } catch (error) {
      this.#lose(error, null);
    }
  }

  #hear(payload: string): void {
    if (payload === this.#asked?.payload) {
      this.#provenAt = this.#asked.at;
      this.#asked = null;
      this.#failures = 0;
    } else if (!payload.startsWith(PROOF)) this.#forget(payload === EVERYBODY ? null : payload);
  }

  #askForProof(listener: Listener): void {
    const at = this.#options.now();
    if (this.#asked) {
      if (at - this.#asked.at > this.#options.answerMs) this.#lose(new Error("nothing is heard"), listener);
      return;
    }
    const payload = `${PROOF}${randomUUID()}`;
    this.#asked = { payload, at };
    // By the pool that serves: what arrives from there proves more than what a listener hears of itself, behind a pooler say.
    db.execute(sql`select pg_notify(${CHANNEL}, ${payload})`).catch((error: unknown) =>
      this.#lose(error, listener),
    );
  }

  /** @param of what failed, null for one that never was; of another than the present one it is old news. */
  #lose(error: unknown, of: Listener | null): void {
    if (this.#stopped || of !== this.#listener) return;
    if (this.#failures === 0)
      log.warn({ err: error }, "changes of rights are not heard for now: tokens are read each time");
    const { now, retryMs } = this.#options;
    this.#retryAt = now() + Math.min(retryMs * 2 ** this.#failures, LONGEST_RETRY_MS);
    this.#failures += 1;
    this.#end();
    // A dead connection's end takes its time; nobody waits for it.
    void of?.close().catch(() => {});
  }

  #end(): void {
    this.#listener = null;
    this.#provenAt = Number.NEGATIVE_INFINITY;
    this.#asked = null;
    this.#forget(null);
  }
}
