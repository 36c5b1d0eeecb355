import { describe, expect, it } from "vitest";
import { hitMark } from "@/lib/chart/hit-mark";
import type { MarkShape } from "@/lib/chart/prepared-chart";

const [W, H] = [400, 200];
const hit = (shapes: MarkShape[], x: number, y: number) =>
  hitMark(
    shapes.map((shape) => ({ shape })),
    x,
    y,
    W,
    H,
  );

describe("hitMark", () => {
  it("finds the cell, and nothing between cells", () => {
    const cells: MarkShape[] = [
      { type: "rect", x0: 0, y0: 0, x1: 0.25, y1: 0.5 },
      { type: "rect", x0: 0.5, y0: 0, x1: 0.75, y1: 0.5 },
    ];
    expect(hit(cells, 10, 10)).toBe(0);
    expect(hit(cells, 250, 99)).toBe(1);
    expect(hit(cells, 150, 10)).toBeNull();
    expect(hit(cells, 10, 150)).toBeNull();
  });

  it("finds the slice clockwise from the top, in the middle of a wide box, and neither hole nor corner", () => {
    const slices: MarkShape[] = [
      { type: "sector", from: 0, to: 0.25, inner: 0.5 },
      { type: "sector", from: 0.25, to: 1, inner: 0.5 },
    ];
    expect(hit(slices, 255, 45)).toBe(0);
    expect(hit(slices, 145, 45)).toBe(1);
    expect(hit(slices, 200, 190)).toBe(1);
    expect(hit(slices, 200, 100)).toBeNull();
    expect(hit(slices, 20, 100)).toBeNull();
  });

  it("finds the nearest point within reach, a large one by its edge", () => {
    const points: MarkShape[] = [
      { type: "point", x: 0.5, y: 0.5, size: 6 },
      { type: "point", x: 0.55, y: 0.5, size: 6 },
      { type: "point", x: 0.1, y: 0.1, size: 60 },
    ];
    expect(hit(points, 205, 100)).toBe(0);
    expect(hit(points, 215, 100)).toBe(1);
    expect(hit(points, 68, 20)).toBe(2);
    expect(hit(points, 350, 150)).toBeNull();
  });

  it("finds the step of a funnel by its row: the last ones are too narrow to be met", () => {
    const step: MarkShape = { type: "trapezoid", x0: 0.49, x1: 0.51, x2: 0.5, x3: 0.5, y0: 0.5, y1: 1 };
    expect(hit([step], 20, 150)).toBe(0);
    expect(hit([step], 20, 50)).toBeNull();
  });
});
