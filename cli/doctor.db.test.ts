import { expect, test } from "vitest";
import { redisProgram, redisServer } from "@/tests/redis-server";
import { sharedCache } from "./doctor";

test.skipIf(!redisProgram)(
  "says whether Redis answers, and why it does not, without its password",
  async () => {
    const redis = await redisServer();
    const found = await sharedCache(redis.url);
    expect(found).toMatchObject({
      ok: true,
      text: expect.stringMatching(/^REDIS_URL answers \(Redis \d+\.\d+/),
    });
    const stranger = await sharedCache(redis.url.replace("redis://", "redis://nobody:hunter2@"));
    expect(stranger).toMatchObject({ ok: false, text: expect.stringContaining("WRONGPASS") });
    expect(stranger.text).not.toContain("hunter2");
    await redis.stop();
    expect(await sharedCache(redis.url)).toMatchObject({
      ok: false,
      text: expect.stringContaining("ECONNREFUSED"),
    });
  },
);
