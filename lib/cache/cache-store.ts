/** A cache that other processes share. It may forget anything at any time, and never makes a caller fail or wait long. */
export interface CacheStore {
  /** Null where there is nothing, or nobody answers. */
  get(key: string): Promise<Uint8Array | null>;
  /** Kept for `ttlMs` at most. Resolves whether or not it could be kept. */
  set(key: string, value: Uint8Array, ttlMs: number): Promise<void>;
}
