import "server-only";
import { Redis } from "ioredis";
import type { CacheStore } from "@/lib/cache/cache-store";
import { log } from "@/lib/log";

/** Longer than this asking the source is the better idea. */
const COMMAND_MS = 400;
/** After a failure nobody asks for so long: a server that hangs would make every question wait. */
const PAUSE_MS = 5_000;
/** Larger values take the server's one thread from everybody else. */
const MOST_BYTES = 4 * 1024 * 1024;
const COMPLAIN_MS = 60_000;

/** What of the client is used. */
export interface RedisClient {
  readonly status: string;
  getBuffer(key: string): Promise<Uint8Array | null>;
  set(key: string, value: Buffer, unit: "PX", ttlMs: number): Promise<unknown>;
}

/** A cache in Redis. Never fails and never waits long: with the server down, hanging or full there is just nothing in it. */
export class RedisStore implements CacheStore {
  #pausedUntil = 0;
  #quietUntil = 0;

  /** @param prefix stands before every key, so that several products share a server. */
  constructor(
    readonly client: RedisClient,
    readonly prefix: string,
  ) {}

  get(key: string): Promise<Uint8Array | null> {
    return this.#ask(() => this.client.getBuffer(this.prefix + key));
  }

  async set(key: string, value: Uint8Array, ttlMs: number): Promise<void> {
    if (value.byteLength > MOST_BYTES) return;
    const bytes = Buffer.from(value.buffer, value.byteOffset, value.byteLength);
    await this.#ask(() => this.client.set(this.prefix + key, bytes, "PX", Math.ceil(ttlMs)));
  }

  async #ask<T>(command: () => Promise<T>): Promise<T | null> {
    if (this.client.status !== "ready" || Date.now() < this.#pausedUntil) return null;
    try {
      return await command();
    } catch (error) {
      // A server that refuses a command (full, read-only) answers, and may well answer the next one.
      if (!(error instanceof Error && error.name === "ReplyError")) this.#pausedUntil = Date.now() + PAUSE_MS;
      this.complain(error);
      return null;
    }
  }

  /** Says what is wrong, once a minute at most. */
  complain(err: unknown): void {
    if (Date.now() < this.#quietUntil) return;
    this.#quietUntil = Date.now() + COMPLAIN_MS;
    log.warn({ err }, "the shared cache (REDIS_URL) does not serve: this process caches by itself");
  }
}

/** A client that gives up quickly and comes back by itself. */
export function connectRedis(url: string): Redis {
  return new Redis(url, {
    connectionName: "lookflex",
    connectTimeout: 5_000,
    commandTimeout: COMMAND_MS,
    // Without these, commands wait for a server that is away, and run when nobody needs them any more.
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    retryStrategy: (attempt) => Math.min(200 * attempt, 3_000),
  });
}
