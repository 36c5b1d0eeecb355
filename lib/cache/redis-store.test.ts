import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { RedisStore } from "@/lib/cache/redis-store";
import { log } from "@/lib/log";

beforeEach(() => {
  log.level = "silent";
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const BYTES = Uint8Array.from([1, 2, 3]);
const refusal = Object.assign(new Error("OOM command not allowed"), { name: "ReplyError" });

function client(status = "ready") {
  return {
    status,
    getBuffer: vi.fn(async (): Promise<Uint8Array | null> => BYTES),
    set: vi.fn(async () => "OK"),
  };
}

test("keys stand behind the prefix, values have an end", async () => {
  const redis = client();
  const store = new RedisStore(redis, "lookflex:abc:");
  expect(await store.get("k")).toBe(BYTES);
  await store.set("k", BYTES, 1500.2);
  expect(redis.getBuffer).toHaveBeenCalledWith("lookflex:abc:k");
  expect(redis.set).toHaveBeenCalledWith("lookflex:abc:k", Buffer.from(BYTES), "PX", 1501);
});

test("a server that is away is not asked", async () => {
  const redis = client("reconnecting");
  const store = new RedisStore(redis, "");
  expect(await store.get("k")).toBeNull();
  await store.set("k", BYTES, 1000);
  expect(redis.getBuffer).not.toHaveBeenCalled();
  expect(redis.set).not.toHaveBeenCalled();
});

test("after a failure nobody asks for a few seconds, then somebody does", async () => {
  const redis = client();
  const store = new RedisStore(redis, "");
  redis.getBuffer.mockRejectedValueOnce(new Error("Command timed out"));
  expect(await store.get("k")).toBeNull();
  expect(await store.get("k")).toBeNull();
  await store.set("k", BYTES, 1000);
  expect(redis.getBuffer).toHaveBeenCalledTimes(1);
  expect(redis.set).not.toHaveBeenCalled();
  vi.advanceTimersByTime(5_000);
  expect(await store.get("k")).toBe(BYTES);
});

test("a server that refuses to keep more still gives what it has", async () => {
  const redis = client();
  const store = new RedisStore(redis, "");
  redis.set.mockRejectedValueOnce(refusal);
  await store.set("k", BYTES, 1000);
  expect(await store.get("k")).toBe(BYTES);
});

test("large values are not sent", async () => {
  const redis = client();
  await new RedisStore(redis, "").set("k", new Uint8Array(4 * 1024 * 1024 + 1), 1000);
  expect(redis.set).not.toHaveBeenCalled();
});
