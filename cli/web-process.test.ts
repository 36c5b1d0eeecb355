import { expect, test } from "vitest";
import { heapOptions } from "./web-process";

const GB = 2 ** 30;

test("a large machine's heap is bounded, a small one's left to Node", () => {
  expect(heapOptions("", 4 * GB)).toEqual(["--max-old-space-size=2000"]);
  expect(heapOptions("--enable-source-maps", 4 * GB)).toEqual(["--max-old-space-size=2000"]);
  expect(heapOptions("", 1 * GB)).toEqual([]);
});

test("what an operator says of the heap holds", () => {
  expect(heapOptions("--max-old-space-size=8192", 8 * GB)).toEqual([]);
  expect(heapOptions("--trace-warnings --max_old_space_size=512", GB / 2)).toEqual([]);
});
