import { afterEach, expect, test, vi } from "vitest";
import { cachedAnswer, clearQueryCache } from "@/lib/query/query-cache";
import type { SourceAnswer } from "@/lib/sources/runner";

const ANSWER: SourceAnswer = { sets: [[["a", 1]]], truncated: false };

afterEach(() => {
  clearQueryCache();
  vi.useRealTimers();
});

/** A source that answers when told to. */
function source() {
  let answer: (value: SourceAnswer) => void = () => {};
  const signals: AbortSignal[] = [];
  const run = vi.fn((signal: AbortSignal) => {
    signals.push(signal);
    return new Promise<SourceAnswer>((resolve, reject) => {
      answer = resolve;
      signal.addEventListener("abort", () => reject(signal.reason));
    });
  });
  return { run, signals, answer: (value = ANSWER) => answer(value) };
}

test("a hundred equal questions are one statement", async () => {
  const { run, answer } = source();
  const asked = Array.from({ length: 100 }, () => cachedAnswer("one", run));
  answer();
  const answers = await Promise.all(asked);
  expect(run).toHaveBeenCalledTimes(1);
  expect(answers.filter(({ cached }) => !cached)).toHaveLength(1);
  expect((await cachedAnswer("one", run)).cached).toBe(true);
  expect(run).toHaveBeenCalledTimes(1);
});

test("it is cancelled only when every reader has left", async () => {
  const { run, signals } = source();
  const [a, b] = [new AbortController(), new AbortController()];
  const first = cachedAnswer("two", run, a.signal);
  const second = cachedAnswer("two", run, b.signal);
  a.abort();
  await expect(first).rejects.toBe(a.signal.reason);
  expect(signals[0]?.aborted).toBe(false);
  b.abort();
  await expect(second).rejects.toBe(b.signal.reason);
  expect(signals[0]?.aborted).toBe(true);
});

test("who comes after the cancel gets a run of their own", async () => {
  const { run, signals, answer } = source();
  const leaver = new AbortController();
  const left = cachedAnswer("three", run, leaver.signal);
  leaver.abort();
  await expect(left).rejects.toBeDefined();
  const next = cachedAnswer("three", run);
  expect(signals).toHaveLength(2);
  answer();
  expect((await next).answer).toBe(ANSWER);
});

test("who has already left asks nothing", async () => {
  const { run } = source();
  await expect(cachedAnswer("four", run, AbortSignal.abort())).rejects.toBeDefined();
  expect(run).not.toHaveBeenCalled();
});

test("a failure is told to all who wait and is not kept", async () => {
  const fail = vi.fn(() => Promise.reject(new Error("down")));
  await expect(Promise.all([cachedAnswer("five", fail), cachedAnswer("five", fail)])).rejects.toThrow("down");
  await expect(cachedAnswer("five", fail)).rejects.toThrow("down");
  expect(fail).toHaveBeenCalledTimes(2);
});

test("answers are kept half a minute", async () => {
  vi.useFakeTimers();
  const run = vi.fn(async () => ANSWER);
  await cachedAnswer("six", run);
  vi.advanceTimersByTime(29_000);
  expect((await cachedAnswer("six", run)).cached).toBe(true);
  vi.advanceTimersByTime(2_000);
  expect((await cachedAnswer("six", run)).cached).toBe(false);
});

test("memory is bounded: big answers are not kept, old ones make room", async () => {
  const big = { sets: [Array.from({ length: 150_000 }, () => [1])], truncated: false };
  const tooBig = { sets: [Array.from({ length: 250_000 }, () => [1])], truncated: false };
  await cachedAnswer("too big", async () => tooBig);
  expect((await cachedAnswer("too big", async () => tooBig)).cached).toBe(false);
  for (let i = 0; i < 20; i++) await cachedAnswer(`big ${i}`, async () => big);
  expect((await cachedAnswer("big 0", async () => big)).cached).toBe(false);
  expect((await cachedAnswer("big 19", async () => big)).cached).toBe(true);
});
