import { describe, expect, it } from "vitest";
import { median, pairsOf, quantile } from "./statistics";

describe("quantile", () => {
  it("lies between neighbours, whatever the order", () => {
    expect(quantile([40, 10, 30, 20], 0.5)).toBe(25);
    expect(quantile([3, 1, 2], 0.5)).toBe(2);
    expect(
      quantile(
        Array.from({ length: 101 }, (_, i) => i),
        0.95,
      ),
    ).toBe(95);
    expect([quantile([7], 0.95), quantile([1, 9], 0), quantile([1, 9], 1)]).toEqual([7, 1, 9]);
  });

  it("sorts as numbers, leaves its input alone, and has nothing to say of nothing", () => {
    const values = [100, 9, 20];
    expect(median(values)).toBe(20);
    expect(values).toEqual([100, 9, 20]);
    expect(() => median([])).toThrow(RangeError);
  });
});

describe("pairsOf", () => {
  it("compares within a turn: a machine that was slow for a while changes no ratio", () => {
    const paired = pairsOf([
      [12, 10],
      [120, 100],
      [1.2, 1],
    ]);
    expect(paired.ratio).toBeCloseTo(1.2, 12);
    expect(paired).toMatchObject({ product: { median: 12 }, floor: { median: 10 }, more: 2, turns: 3 });
  });
});
