import { expect, test } from "vitest";
import { Handoff } from "@/lib/sources/handoff";

const stays = new AbortController().signal;

/** Lets everything go on that can. */
const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

test("who gives waits until it is taken", async () => {
  const handoff = new Handoff<number>();
  let made = 0;
  const giving = (async () => {
    while (made < 3) await handoff.give(++made, stays);
    handoff.end();
  })();
  for (const n of [1, 2, 3]) {
    await settle();
    expect(made).toBe(n);
    expect(await handoff.take()).toBe(n);
  }
  await giving;
  expect(await handoff.take()).toBeUndefined();
});

test("what is offered is taken before the end or the failure behind it", async () => {
  const ended = new Handoff<number>();
  void ended.give(1, stays);
  ended.end();
  expect(await ended.take()).toBe(1);
  expect(await ended.take()).toBeUndefined();

  const failed = new Handoff<number>();
  const failure = new Error("down");
  void failed.give(1, stays);
  failed.fail(failure);
  expect(await failed.take()).toBe(1);
  await expect(failed.take()).rejects.toBe(failure);
});

test("who waits for a value hears of the end", async () => {
  const handoff = new Handoff<number>();
  const taking = handoff.take();
  handoff.end();
  expect(await taking).toBeUndefined();
});

test("an offer is withdrawn when the signal fires", async () => {
  const handoff = new Handoff<number>();
  const leaver = new AbortController();
  const giving = handoff.give(1, leaver.signal).catch((error: unknown) => error);
  leaver.abort();
  expect(await giving).toBe(leaver.signal.reason);
  handoff.end();
  expect(await handoff.take()).toBeUndefined();
  await expect(handoff.give(2, leaver.signal)).rejects.toBe(leaver.signal.reason);
});
