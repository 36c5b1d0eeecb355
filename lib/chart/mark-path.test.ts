import { expect, it } from "vitest";
import { markPath } from "@/lib/chart/mark-path";

it("writes each shape as a path in the plot's own px", () => {
  expect(markPath({ type: "rect", x0: 0.1, y0: 0, x1: 0.2, y1: 1 }, 100, 50)).toBe("M10 0L20 0L20 50L10 50Z");
  expect(markPath({ type: "point", x: 0.5, y: 0.5, size: 8 }, 100, 50)).toBe("M50 25L50.01 25");
  expect(markPath({ type: "trapezoid", x0: 0, x1: 1, x2: 0.25, x3: 0.75, y0: 0, y1: 0.5 }, 100, 50)).toBe(
    "M0 0L100 0L75 25L25 25Z",
  );
});

it("draws a whole circle, which one arc can't, and nothing for nothing", () => {
  const whole = markPath({ type: "sector", from: 0, to: 1, inner: 0 }, 100, 50);
  expect(whole).toBe("M50 0A25 25 0 0 1 50 50A25 25 0 0 1 50 0Z");
  expect(markPath({ type: "sector", from: 0, to: 1, inner: 0.5 }, 100, 50).match(/M/g)).toHaveLength(2);
  expect(markPath({ type: "sector", from: 0.3, to: 0.3, inner: 0 }, 100, 50)).toBe("");
});
