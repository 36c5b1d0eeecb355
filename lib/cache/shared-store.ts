import "server-only";
import { createHmac } from "node:crypto";
import type { Redis } from "ioredis";
import type { CacheStore } from "@/lib/cache/cache-store";
import { connectRedis, RedisStore } from "@/lib/cache/redis-store";
import { SignedStore } from "@/lib/cache/signed-store";
import { env } from "@/lib/env";

interface Shared {
  store: CacheStore;
  client: Redis;
}
const memo = globalThis as typeof globalThis & { lookflexSharedCache?: Shared | null };

const digest = (text: string): string =>
  createHmac("sha256", env().appSecret).update(text).digest("base64url");

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
  const redis = new RedisStore(client, `lookflex:${digest("namespace").slice(0, 12)}:`);
  client.on("error", (error) => redis.complain(error));
  return { store: new SignedStore(redis, digest("values")), client };
}

/**
 * The key of a value: what kind of thing, in which format, and all that it depends on, which it does not tell. Deployments
 * with another APP_SECRET never meet, even on one server.
 */
export const sharedKey = (kind: string, content: string): string => `${kind}:${digest(content)}`;

/** For shutdown and tests. */
export function closeSharedStore(): void {
  memo.lookflexSharedCache?.client.disconnect();
  delete memo.lookflexSharedCache;
}
