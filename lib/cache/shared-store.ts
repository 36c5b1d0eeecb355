import "server-only";
import { createHmac } from "node:crypto";
import type { Redis } from "ioredis";
import type { CacheStore } from "@/lib/cache/cache-store";
import { connectRedis, RedisStore } from "@/lib/cache/redis-store";
import { env } from "@/lib/env";

interface Shared {
  store: CacheStore;
  client: Redis;
}
const memo = globalThis as typeof globalThis & { lookflexSharedCache?: Shared | null };

/** A key's own part: nobody without our secret can tell what it stands for, nor make one. */
const sign = (text: string): string => createHmac("sha256", env().appSecret).update(text).digest("base64url");

/** The cache all replicas share, or null where REDIS_URL is not set. */
export function sharedStore(): CacheStore | null {
  if (memo.lookflexSharedCache === undefined) {
    const { redisUrl } = env();
    memo.lookflexSharedCache = redisUrl === undefined ? null : open(redisUrl);
  }
  return memo.lookflexSharedCache?.store ?? null;
}

function open(url: string): Shared {
  const client = connectRedis(url);
  const store = new RedisStore(client, `lookflex:${sign("namespace").slice(0, 12)}:`);
  client.on("error", (error) => store.complain(error));
  return { store, client };
}

/**
 * The key of a value: what kind of thing, in which format, and all that it depends on. Deployments with another APP_SECRET
 * never meet, even on one server.
 */
export const sharedKey = (kind: string, content: string): string => `${kind}:${sign(content)}`;

/** For shutdown and tests. */
export function closeSharedStore(): void {
  memo.lookflexSharedCache?.client.disconnect();
  delete memo.lookflexSharedCache;
}
