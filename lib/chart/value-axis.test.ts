import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { valueAxis } from "@/lib/chart/value-axis";

const labels = (
  low: number,
  high: number,
  fromZero: boolean,
  style: "number" | "percent",
  locale: "ko" | "en",
) => valueAxis(low, high, fromZero, { style }, locale).ticks.map(({ label }) => label);

describe("valueAxis", () => {
  it("steps nicely, in 만 and 억 or K and M", () => {
    expect(labels(0, 76_710_000, true, "number", "ko")).toEqual([
      "0",
      "2,000만",
      "4,000만",
      "6,000만",
      "8,000만",
    ]);
    expect(labels(0, 110_000_000, true, "number", "ko")).toEqual(["0", "5,000만", "1억", "1.5억"]);
    expect(labels(0, 950_000, true, "number", "en")).toEqual(["0", "250K", "500K", "750K", "1M"]);
    expect(labels(-37, 12, true, "percent", "ko")).toEqual(["−40%", "−20%", "0%", "20%"]);
    expect(labels(12.1, 12.9, false, "percent", "en")).toEqual([
      "12.0%",
      "12.2%",
      "12.4%",
      "12.6%",
      "12.8%",
      "13.0%",
    ]);
  });

  it("has room when all values are the same", () => {
    for (const value of [0, 5, -5]) {
      const axis = valueAxis(value, value, false, undefined, "en");
      expect(axis.max).toBeGreaterThan(axis.min);
    }
  });

  it("always holds the data, ends on ticks, and stays few", () => {
    const values = fc.double({ min: -1e15, max: 1e15, noNaN: true });
    fc.assert(
      fc.property(values, values, (a, b) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        const axis = valueAxis(low, high, true, undefined, "ko");
        const slack = (axis.max - axis.min) * 1e-6;
        expect(axis.min).toBeLessThanOrEqual(low + slack);
        expect(axis.max).toBeGreaterThanOrEqual(high - slack);
        expect(axis.ticks.length).toBeGreaterThanOrEqual(2);
        expect(axis.ticks.length).toBeLessThanOrEqual(8);
        expect(axis.ticks[0]?.value).toBe(axis.min);
        expect(axis.ticks.at(-1)?.value).toBe(axis.max);
      }),
    );
  });
});
