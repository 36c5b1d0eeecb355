import { expect, test, vi } from "vitest";
import type { RowWindow, WindowQuestionInput } from "@/lib/query/row-window";
import { MOST_WINDOWS, WINDOW_ROWS } from "@/lib/table/plan-windows";
import { WindowLoader } from "@/lib/table/window-loader";

interface Asked {
  question: WindowQuestionInput;
  signal: AbortSignal;
  answer: (window: Partial<RowWindow>) => Promise<void>;
  fail: (code: string, details?: unknown) => Promise<void>;
}

const TOTAL = 100_000;
const QUERY = { dataset: "sales" };

function setUp() {
  const asked: Asked[] = [];
  const loader = new WindowLoader(QUERY, (question, signal) => {
    return new Promise((resolve, reject) => {
      signal.addEventListener("abort", () => reject(signal.reason));
      const settle = async (value: Parameters<typeof resolve>[0]) => {
        resolve(value);
        await new Promise(setImmediate);
      };
      asked.push({
        question,
        signal,
        answer: (window) => {
          const rows = Array.from({ length: question.to - question.from }, (_, i) => [question.from + i]);
          const result = { columns: [], rows, meta: {} } as unknown as RowWindow["result"];
          const data = { list: "a", from: question.from, total: TOTAL, cut: false, result, ...window };
          return settle({ data, error: null });
        },
        fail: (code, details) => settle({ data: null, error: { code, message: code, details, id: null } }),
      });
    });
  });
  const open = () => asked.filter(({ signal }) => !signal.aborted);
  return { loader, asked, open };
}
const at = (window: number) => [window * WINDOW_ROWS, window * WINDOW_ROWS + 20] as const;
const windowsOf = (asked: Asked[]) => asked.map(({ question }) => question.from / WINDOW_ROWS);

test("begins with the window in sight alone, then reads ahead in the list it was told of", async () => {
  const { loader, asked } = setUp();
  loader.want(...at(50));
  loader.want(...at(50));
  expect(windowsOf(asked)).toEqual([50]);
  expect(asked[0]?.question.list).toBeUndefined();
  await asked[0]?.answer({});
  expect(loader.snapshot()).toMatchObject({ total: TOTAL, cut: false, error: null });
  expect(windowsOf(asked)).toEqual([50, 51, 52, 49]);
  expect(asked[1]?.question).toMatchObject({ list: "a" });
});

test("gives up windows that have been left, and asks for what came into sight", async () => {
  const { loader, asked, open } = setUp();
  loader.want(...at(0));
  await asked[0]?.answer({});
  expect(windowsOf(asked)).toEqual([0, 1, 2]);
  loader.want(...at(300));
  expect(asked[1]?.signal.aborted).toBe(true);
  expect(asked[2]?.signal.aborted).toBe(true);
  // What is read ahead waits for what is in sight.
  expect(windowsOf(open())).toEqual([0, 300]);
  await asked[3]?.answer({});
  expect(windowsOf(open())).toEqual([0, 300, 301, 302, 299]);
  loader.end();
  expect(open()).toHaveLength(2);
});

test("who rushes through rows asks at once, then only so often", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
  try {
    const { loader, asked, open } = setUp();
    loader.want(...at(0));
    await asked[0]?.answer({});
    loader.want(...at(100));
    expect(windowsOf(open())).toEqual([0, 100]);
    for (let window = 200; window < 220; window++) loader.want(...at(window));
    expect(windowsOf(open())).toEqual([0]);
    vi.advanceTimersByTime(100);
    expect(windowsOf(open())).toEqual([0, 219]);
    // Whoever has waited for an answer asks at once again.
    await asked.at(-1)?.answer({});
    loader.want(...at(400));
    expect(windowsOf(open())).toEqual([0, 219, 400]);
  } finally {
    vi.useRealTimers();
  }
});

test("a list that is over is begun anew where one is, without its rows", async () => {
  const { loader, asked } = setUp();
  loader.want(...at(7));
  await asked[0]?.answer({});
  await asked[1]?.fail("CONFLICT_001", { expired: true });
  expect(loader.snapshot().windows.size).toBe(0);
  expect(loader.snapshot()).toMatchObject({ total: TOTAL, error: null });
  const anew = asked.at(-1);
  expect(anew?.question).toEqual({ query: QUERY, from: 7 * WINDOW_ROWS, to: 8 * WINDOW_ROWS });
  await anew?.answer({ list: "b", total: 50_000 });
  expect(loader.snapshot().total).toBe(50_000);
  expect(asked.at(-1)?.question.list).toBe("b");
});

test("a new reading begins where one is, and keeps how many rows there were", async () => {
  const { loader, asked } = setUp();
  loader.want(...at(7));
  await asked[0]?.answer({});
  loader.renew();
  expect(asked[1]?.signal.aborted).toBe(true);
  expect(loader.snapshot().windows.size).toBe(0);
  expect(loader.snapshot().total).toBe(TOTAL);
  expect(asked.at(-1)?.question).toEqual({ query: QUERY, from: 7 * WINDOW_ROWS, to: 8 * WINDOW_ROWS });
  await asked.at(-1)?.answer({ list: "b" });
  expect(loader.snapshot().windows.has(7)).toBe(true);
});

test("a failure is said and asked again only when one wants to; so is a list that never lasts", async () => {
  const { loader, asked } = setUp();
  loader.want(...at(0));
  await asked[0]?.fail("QUERY_002");
  expect(loader.snapshot().error?.code).toBe("QUERY_002");
  loader.want(...at(1));
  expect(asked).toHaveLength(1);
  loader.retry();
  expect(loader.snapshot().error).toBeNull();
  for (let i = 1; i <= 4; i++) await asked[i]?.fail("CONFLICT_001", { expired: true });
  expect(asked).toHaveLength(5);
  expect(loader.snapshot().error?.code).toBe("CONFLICT_001");
});

test("keeps no more windows than it may", async () => {
  const { loader, asked } = setUp();
  for (let window = 0; window < 2 * MOST_WINDOWS; window++) {
    loader.want(...at(window));
    for (let i = 0; i < asked.length; i++) await asked[i]?.answer({});
  }
  const { windows } = loader.snapshot();
  expect(windows.size).toBe(MOST_WINDOWS);
  expect(windows.has(2 * MOST_WINDOWS - 1)).toBe(true);
  expect(windows.has(0)).toBe(false);
});

test("reads any rows for copying, in the same list or not at all", async () => {
  const { loader, asked } = setUp();
  loader.want(...at(0));
  await asked[0]?.answer({});
  const { signal } = new AbortController();
  const copied = loader.read(5000, 20_000, signal);
  await asked.at(-1)?.answer({});
  await asked.at(-1)?.answer({});
  expect((await copied)?.map(([n]) => n)).toEqual(Array.from({ length: 15_000 }, (_, i) => 5000 + i));
  const late = loader.read(0, 10, signal);
  await asked.at(-1)?.fail("CONFLICT_001", { expired: true });
  expect(await late).toBeNull();
});

test("copies one reading, also where none had come before", async () => {
  const { loader, asked } = setUp();
  const { signal } = new AbortController();
  const copied = loader.read(0, 20_000, signal);
  await asked.at(-1)?.answer({ list: "a" });
  expect(asked.at(-1)?.question).toMatchObject({ from: 10_000, list: "a" });
  await asked.at(-1)?.answer({ list: "b" });
  expect(await copied).toBeNull();
});
