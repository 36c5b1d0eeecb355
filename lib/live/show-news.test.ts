import { describe, expect, it } from "vitest";
import { isBehind, waitBefore } from "@/lib/live/show-news";

describe("showing news", () => {
  const shown = { datasets: ["sales", "products"], versions: { sales: 3 } };

  it.each<[string, [string, number][], boolean]>([
    ["nothing heard", [], false],
    ["what it shows", [["sales", 3]], false],
    ["older than it shows", [["sales", 2]], false],
    ["newer", [["sales", 4]], true],
    ["the first version of one that had none", [["products", 1]], true],
    ["of another page's dataset", [["visits", 9]], false],
  ])("is behind or not: %s", (_, heard, expected) => {
    expect(isBehind(shown, new Map(heard))).toBe(expected);
  });

  it("asks within 200 ms, unless it has just asked", () => {
    expect(waitBefore(Number.POSITIVE_INFINITY, 0, 0)).toBe(50);
    expect(waitBefore(5_000, 0, 1)).toBe(200);
    expect(waitBefore(500, 0, 0)).toBe(1_500);
  });

  it("asks ever less often for what does not come", () => {
    expect(waitBefore(0, 1, 0)).toBe(4_000);
    expect(waitBefore(0, 3, 0)).toBe(16_000);
    expect(waitBefore(0, 30, 0)).toBe(60_000);
  });
});
