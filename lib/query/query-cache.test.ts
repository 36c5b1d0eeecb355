import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { CacheStore } from "@/lib/cache/cache-store";
import { log } from "@/lib/log";
import { type CacheQuestion, cachedAnswer, clearQueryCache } from "@/lib/query/query-cache";
import type { SourceAnswer } from "@/lib/sources/runner";

const shared = vi.hoisted(() => ({ store: null as CacheStore | null }));
vi.mock("@/lib/cache/shared-store", () => ({ sharedStore: () => shared.store }));

const ANSWER: SourceAnswer = { sets: [[["a", 1]]], truncated: false };
const answerOf = (text: string): SourceAnswer => ({ sets: [[[text]]], truncated: false });
const data = (version: number) => ({ version, dataAsOf: `2026-01-0${version}T00:00:00.000Z` });

const ask = (key: string, run: CacheQuestion["run"], options: Partial<CacheQuestion> = {}) =>
  cachedAnswer({ key, sharedKey: () => `shared ${key}`, data: null, run, ...options });

/** Lets everything go on that can. */
const settle = async () => {
  for (let i = 0; i < 5; i++) await new Promise<void>((resolve) => setImmediate(resolve));
};

beforeEach(() => {
  log.level = "silent";
});
afterEach(() => {
  clearQueryCache();
  shared.store = null;
  vi.useRealTimers();
});

/** A source that answers when told to. */
function source() {
  let answer: (value: SourceAnswer) => void = () => {};
  let fail: (error: unknown) => void = () => {};
  const signals: AbortSignal[] = [];
  const run = vi.fn((signal: AbortSignal) => {
    signals.push(signal);
    return new Promise<SourceAnswer>((resolve, reject) => {
      [answer, fail] = [resolve, reject];
      signal.addEventListener("abort", () => reject(signal.reason));
    });
  });
  return { run, signals, answer: (value = ANSWER) => answer(value), fail: (error: unknown) => fail(error) };
}

/** A store of another process's making, in memory. */
function memoryStore() {
  const values = new Map<string, Uint8Array>();
  const store = {
    values,
    get: vi.fn(async (key: string) => values.get(key) ?? null),
    set: vi.fn(async (key: string, value: Uint8Array) => {
      values.set(key, value);
    }),
  };
  shared.store = store;
  return store;
}

describe("single flight", () => {
  test("a hundred equal questions are one statement", async () => {
    const { run, answer } = source();
    const asked = Array.from({ length: 100 }, () => ask("one", run));
    answer();
    const answers = await Promise.all(asked);
    expect(run).toHaveBeenCalledTimes(1);
    expect(answers.filter(({ cached }) => !cached)).toHaveLength(1);
    expect((await ask("one", run)).cached).toBe(true);
    expect(run).toHaveBeenCalledTimes(1);
  });

  test("it is cancelled only when every reader has left", async () => {
    const { run, signals } = source();
    const [a, b] = [new AbortController(), new AbortController()];
    const first = ask("two", run, { signal: a.signal });
    const second = ask("two", run, { signal: b.signal });
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
    const left = ask("three", run, { signal: leaver.signal });
    leaver.abort();
    await expect(left).rejects.toBeDefined();
    const next = ask("three", run);
    expect(signals).toHaveLength(2);
    answer();
    expect((await next).answer).toBe(ANSWER);
  });

  test("who has already left asks nothing", async () => {
    const { run } = source();
    await expect(ask("four", run, { signal: AbortSignal.abort() })).rejects.toBeDefined();
    expect(run).not.toHaveBeenCalled();
  });

  test("a failure is told to all who wait and is not kept", async () => {
    const fail = vi.fn(() => Promise.reject(new Error("down")));
    await expect(Promise.all([ask("five", fail), ask("five", fail)])).rejects.toThrow("down");
    await expect(ask("five", fail)).rejects.toThrow("down");
    expect(fail).toHaveBeenCalledTimes(2);
  });

  test("questions of two data versions are two flights", async () => {
    const [old, fresh] = [source(), source()];
    const first = ask("versions", old.run, { data: data(1) });
    const second = ask("versions", fresh.run, { data: data(2) });
    old.answer(answerOf("old"));
    fresh.answer(answerOf("new"));
    expect((await first).answer).toEqual(answerOf("old"));
    expect((await second).answer).toEqual(answerOf("new"));
  });
});

describe("keeping", () => {
  test("half a minute where nobody counts the data's changes", async () => {
    vi.useFakeTimers();
    const run = vi.fn(async () => ANSWER);
    await ask("six", run);
    vi.advanceTimersByTime(29_000);
    expect((await ask("six", run)).cached).toBe(true);
    vi.advanceTimersByTime(2_000);
    expect((await ask("six", run)).cached).toBe(false);
  });

  test("as long as the data version stands, an hour at most", async () => {
    vi.useFakeTimers();
    const run = vi.fn(async () => ANSWER);
    await ask("seven", run, { data: data(1) });
    vi.advanceTimersByTime(3_599_000);
    expect(await ask("seven", run, { data: data(1) })).toMatchObject({
      cached: true,
      dataAsOf: data(1).dataAsOf,
    });
    expect((await ask("seven", run, { data: data(2) })).cached).toBe(false);
    expect((await ask("seven", run, { data: data(2) })).cached).toBe(true);
    vi.advanceTimersByTime(3_600_000);
    expect((await ask("seven", run, { data: data(2) })).cached).toBe(false);
  });

  test("bounded by bytes: big answers are not kept, old ones make room", async () => {
    // Two bytes a letter, and what surrounds it.
    const megabytes = (count: number): SourceAnswer => ({
      sets: [Array.from({ length: count }, (_, i) => ["x".repeat(512 * 1024) + i])],
      truncated: false,
    });
    const [big, tooBig] = [megabytes(7), megabytes(8)];
    await ask("too big", async () => tooBig);
    expect((await ask("too big", async () => tooBig)).cached).toBe(false);
    for (let i = 0; i < 20; i++) await ask(`big ${i}`, async () => big);
    const kept = await Promise.all(
      Array.from({ length: 20 }, async (_, i) => (await ask(`big ${i}`, async () => tooBig)).cached),
    );
    // 13 × 7 MiB and a little are below 96 MiB, 14 are not.
    expect(kept).toEqual([...Array(7).fill(false), ...Array(13).fill(true)]);
  });
});

describe("an old answer where it will do", () => {
  const staleMs = 600_000;

  test("comes at once, with its own age, while one new one is fetched", async () => {
    await ask("a", async () => answerOf("old"), { data: data(1) });
    const { run, answer } = source();
    const asked = await Promise.all(
      Array.from({ length: 100 }, () => ask("a", run, { data: data(2), staleMs })),
    );
    for (const one of asked)
      expect(one).toEqual({
        answer: answerOf("old"),
        dataAsOf: data(1).dataAsOf,
        cached: true,
        stale: true,
      });
    expect(run).toHaveBeenCalledTimes(1);
    answer(answerOf("new"));
    await settle();
    expect(await ask("a", run, { data: data(2), staleMs })).toEqual({
      answer: answerOf("new"),
      dataAsOf: data(2).dataAsOf,
      cached: true,
      stale: false,
    });
    expect(run).toHaveBeenCalledTimes(1);
  });

  test("is nobody's who did not ask for it; they share the run that replaces it", async () => {
    await ask("b", async () => answerOf("old"), { data: data(1) });
    const { run, answer } = source();
    await ask("b", run, { data: data(2), staleMs });
    const exact = ask("b", run, { data: data(2) });
    answer(answerOf("new"));
    expect(await exact).toMatchObject({ answer: answerOf("new"), stale: false });
    expect(run).toHaveBeenCalledTimes(1);
  });

  test("goes on being fetched when its reader has left", async () => {
    await ask("c", async () => answerOf("old"), { data: data(1) });
    const { run, signals, answer } = source();
    const leaver = new AbortController();
    await ask("c", run, { data: data(2), staleMs, signal: leaver.signal });
    leaver.abort();
    expect(signals[0]?.aborted).toBe(false);
    answer(answerOf("new"));
    await settle();
    expect((await ask("c", run, { data: data(2) })).answer).toEqual(answerOf("new"));
  });

  test("is not given when it is older than allowed", async () => {
    vi.useFakeTimers();
    await ask("d", async () => answerOf("old"));
    vi.advanceTimersByTime(599_000);
    expect((await ask("d", async () => answerOf("new"), { staleMs })).stale).toBe(true);
    await vi.advanceTimersByTimeAsync(0);
    await ask("e", async () => answerOf("old"));
    vi.advanceTimersByTime(601_000);
    expect(await ask("e", async () => answerOf("new"), { staleMs })).toMatchObject({
      answer: answerOf("new"),
      stale: false,
    });
  });

  test("stands while the source is down, which is asked again every ten seconds only", async () => {
    vi.useFakeTimers();
    await ask("f", async () => answerOf("old"), { data: data(1) });
    const down = vi.fn(() => Promise.reject(new Error("down")));
    for (let i = 0; i < 5; i++) {
      expect((await ask("f", down, { data: data(2), staleMs })).stale).toBe(true);
      await vi.advanceTimersByTimeAsync(0);
    }
    expect(down).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(10_000);
    await ask("f", down, { data: data(2), staleMs });
    expect(down).toHaveBeenCalledTimes(2);
    await expect(ask("f", down, { data: data(2) })).rejects.toThrow("down");
  });
});

describe("a store that others share", () => {
  test("gives the answers of another process, once for all who ask meanwhile", async () => {
    const store = memoryStore();
    await ask("a", async () => answerOf("theirs"), { data: data(1) });
    await settle();
    clearQueryCache();
    store.get.mockClear();
    const run = vi.fn(async () => answerOf("ours"));
    const answers = await Promise.all(Array.from({ length: 100 }, () => ask("a", run, { data: data(1) })));
    for (const one of answers)
      expect(one).toEqual({
        answer: answerOf("theirs"),
        dataAsOf: data(1).dataAsOf,
        cached: true,
        stale: false,
      });
    expect(run).not.toHaveBeenCalled();
    expect(store.get).toHaveBeenCalledTimes(1);
  });

  test("with another data version's answer is asked, and told the new one", async () => {
    const store = memoryStore();
    await ask("b", async () => answerOf("old"), { data: data(1) });
    await settle();
    clearQueryCache();
    const run = vi.fn(async () => answerOf("new"));
    expect((await ask("b", run, { data: data(2) })).answer).toEqual(answerOf("new"));
    await settle();
    clearQueryCache();
    expect((await ask("b", run, { data: data(2) })).cached).toBe(true);
    expect(run).toHaveBeenCalledTimes(1);
    expect(store.values.size).toBe(1);
  });

  test("may give an old answer where that will do", async () => {
    memoryStore();
    await ask("c", async () => answerOf("old"), { data: data(1) });
    await settle();
    clearQueryCache();
    const { run, answer } = source();
    const old = await ask("c", run, { data: data(2), staleMs: 600_000 });
    expect(old).toMatchObject({ answer: answerOf("old"), dataAsOf: data(1).dataAsOf, stale: true });
    await settle();
    answer(answerOf("new"));
    await settle();
    expect((await ask("c", run, { data: data(2) })).answer).toEqual(answerOf("new"));
    expect(run).toHaveBeenCalledTimes(1);
  });

  test("with rubbish in it counts as empty", async () => {
    const store = memoryStore();
    const texts = ["{", "null", "1", "[]", '[1,null,2,false,"x"]'].map((text) => [0, ...Buffer.from(text)]);
    for (const bytes of [[], [0], [1, 1, 1], [7, 7], ...texts]) {
      store.values.set("shared d", Uint8Array.from(bytes));
      clearQueryCache();
      expect((await ask("d", async () => ANSWER)).answer).toBe(ANSWER);
    }
  });

  test("is not given what JSON would change", async () => {
    const store = memoryStore();
    for (const cell of [Number.NaN, Number.POSITIVE_INFINITY, -0, new Date(0), undefined, Buffer.from("x")])
      await ask(`e ${String(cell)}`, async () => ({ sets: [[[cell]]], truncated: false }));
    await settle();
    expect(store.set).not.toHaveBeenCalled();
  });

  test("keeps nobody who has left waiting", async () => {
    const store = memoryStore();
    store.get.mockReturnValue(new Promise(() => {}));
    const leaver = new AbortController();
    const asked = ask("f", async () => ANSWER, { signal: leaver.signal });
    leaver.abort();
    await expect(asked).rejects.toBe(leaver.signal.reason);
  });
});
