import { describe, expect, it } from "vitest";
import { sampleLttb } from "@/lib/chart/prepare/sample-lttb";

const wave = (count: number) => Array.from({ length: count }, (_, i) => Math.sin(i / 50) * 100 + (i % 7));

describe("sampleLttb", () => {
  it("leaves few points alone", () => {
    expect(sampleLttb([1, null, 3], 3)).toEqual([0, 1, 2]);
    expect(sampleLttb([], 100)).toEqual([]);
    expect(sampleLttb([5], 100)).toEqual([0]);
  });

  it("keeps the first, the last, the lowest and the highest of 10,000, and few others", () => {
    const values = wave(10_000);
    values[4321] = 9_999;
    values[7654] = -9_999;
    const kept = sampleLttb(values, 1000);
    expect(kept).toEqual([...kept].sort((a, b) => a - b));
    for (const i of [0, 4321, 7654, 9_999]) expect(kept).toContain(i);
    expect(kept.length).toBeGreaterThanOrEqual(1000);
    expect(kept.length).toBeLessThanOrEqual(1002);
  });

  it("keeps the corners of a line and not its straight parts", () => {
    const values = Array.from({ length: 1000 }, (_, i) => (i < 500 ? 0 : i - 500));
    const kept = sampleLttb(values, 20);
    expect(kept.some((i) => Math.abs(i - 500) < 60)).toBe(true);
  });

  it("keeps a gap between what it keeps, once", () => {
    const values: (number | null)[] = wave(5000);
    for (let i = 2000; i < 2600; i++) values[i] = null;
    const kept = sampleLttb(values, 200);
    expect(kept.filter((i) => values[i] === null)).toEqual([2000]);
  });

  it("thins out places that are gaps alone", () => {
    const values: (number | null)[] = new Array(10_000).fill(null);
    values[5000] = 1;
    expect(sampleLttb(values, 100)).toEqual([0, 1, 5000, 5001, 9999]);
  });
});
