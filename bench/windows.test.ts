import { describe, expect, it } from "vitest";
import { countDays } from "@/lib/query/relative-date";
import { NewWindows } from "./windows";

const FIRST = "2024-01-01";
const LAST = "2024-03-31";

describe("NewWindows", () => {
  it("gives each window once, first all of the wished length, then longer ones", () => {
    const windows = new NewWindows(FIRST, LAST, 30, false);
    const starts = countDays(FIRST, LAST) - 29;
    const taken = Array.from({ length: starts + 5 }, () => windows.next());
    expect(new Set(taken.map(({ from, to }) => `${from} ${to}`)).size).toBe(taken.length);
    const lengths = taken.map(({ from, to }) => countDays(from, to));
    expect(lengths.slice(0, starts).every((length) => length === 30)).toBe(true);
    expect(lengths.slice(starts)).toEqual([31, 31, 31, 31, 31]);
  });

  it("stays within the data, comparisons included", () => {
    const windows = new NewWindows(FIRST, LAST, 28, true);
    for (let i = 0; i < 36; i += 1) {
      const { from, to } = windows.next();
      expect(to <= LAST).toBe(true);
      // As many days fit before it.
      expect(countDays(FIRST, from) - 1).toBeGreaterThanOrEqual(28);
    }
  });

  it("says so when the data has no such window", () => {
    expect(() => new NewWindows(FIRST, LAST, 46, true).next()).toThrow(RangeError);
  });
});
