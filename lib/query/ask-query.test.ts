import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { askEarly } from "./ask-query";

const sent: { body: string; signal: AbortSignal }[] = [];

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("fetch", (_: string, { body, signal }: { body: string; signal: AbortSignal }) => {
    sent.push({ body, signal });
    return new Promise((_resolve, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
  });
});
afterEach(() => {
  sent.length = 0;
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("a question asked early is sent once; the next one gives it up, and one nobody takes up ends", () => {
  askEarly({ dataset: "sales" });
  askEarly({ dataset: "sales" });
  expect(sent.map(({ body }) => body)).toEqual(['{"dataset":"sales"}']);
  askEarly({ dataset: "stock" });
  expect(sent.map(({ signal }) => signal.aborted)).toEqual([true, false]);
  vi.advanceTimersByTime(2000);
  expect(sent.map(({ signal }) => signal.aborted)).toEqual([true, true]);
  // What it had said must not answer the same question later.
  askEarly({ dataset: "stock" });
  expect(sent).toHaveLength(3);
  vi.advanceTimersByTime(2000);
});
