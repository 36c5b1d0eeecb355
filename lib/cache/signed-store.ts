import { createHmac, timingSafeEqual } from "node:crypto";
import type { CacheStore } from "@/lib/cache/cache-store";

const SIGNATURE_BYTES = 32;

/**
 * A store whose values only holders of a secret can make. Without it whoever writes to the server behind it writes numbers
 * and drawings into pages. What is not signed, or stands under another key than its own, is not there.
 */
export class SignedStore implements CacheStore {
  constructor(
    readonly store: CacheStore,
    readonly secret: string,
  ) {}

  async get(key: string): Promise<Uint8Array | null> {
    const bytes = await this.store.get(key);
    if (!bytes || bytes.byteLength < SIGNATURE_BYTES) return null;
    const value = bytes.subarray(SIGNATURE_BYTES);
    return timingSafeEqual(bytes.subarray(0, SIGNATURE_BYTES), this.#sign(key, value)) ? value : null;
  }

  async set(key: string, value: Uint8Array, ttlMs: number): Promise<void> {
    await this.store.set(key, Buffer.concat([this.#sign(key, value), value]), ttlMs);
  }

  #sign(key: string, value: Uint8Array): Buffer {
    return createHmac("sha256", this.secret).update(key).update("\0").update(value).digest();
  }
}
