import { describe, expect, it } from "vitest";
import { snapMove, snapResize } from "@/lib/editor/snap";

const rect = { x: 100, y: 100, w: 100, h: 60 };
const other = { x: 300, y: 300, w: 200, h: 80 };
const options = { others: [other], width: 1000, within: 6 };

describe("moving", () => {
  it.each([
    ["left to left", 196, 0, 200, 0],
    ["right to right", 304, 0, 300, 0],
    ["left to right", 405, 0, 400, 0],
    ["middle to middle", 247, 0, 250, 0],
    ["canvas' left", -103, 0, -100, 0],
    ["canvas' middle", 353, 0, 350, 0],
    ["canvas' right", 796, 0, 800, 0],
    ["top to bottom", 0, 283, 0, 280],
    ["canvas' top", 0, -97, 0, -100],
    ["nothing near", 33, 44, 33, 44],
    ["just too far", 193, 0, 193, 0],
  ])("%s", (_, dx, dy, toX, toY) => {
    expect(snapMove(rect, dx, dy, options)).toMatchObject({ dx: toX, dy: toY });
  });

  it("draws what it keeps to, over all that lies along it", () => {
    const { lines } = snapMove(rect, 200, 44, options);
    expect(lines).toContainEqual({ axis: "x", at: 300, from: 144, to: 380 });
  });

  it("makes gaps equal: after, before and between", () => {
    const row = [
      { x: 0, y: 0, w: 100, h: 100 },
      { x: 120, y: 0, w: 100, h: 100 },
    ];
    const from = { x: 500, y: 10, w: 50, h: 50 };
    const after = snapMove(from, -263, 3, { ...options, others: row });
    expect(after.dx).toBe(-260);
    expect(after.gaps).toEqual(
      expect.arrayContaining([
        { axis: "x", from: 100, to: 120, at: 50 },
        { axis: "x", from: 220, to: 240, at: 38 },
      ]),
    );
    const wide = [row[0] ?? from, { x: 400, y: 0, w: 100, h: 100 }];
    expect(snapMove(from, -278, 3, { ...options, others: wide }).dx).toBe(-275);
  });

  it("keeps to the grid alone where there is one", () => {
    expect(snapMove(rect, 197, 13, { ...options, grid: 8 })).toMatchObject({ dx: 196, dy: 12 });
  });
});

describe("resizing", () => {
  it("brings the pulled edges onto what is near, and no others", () => {
    expect(snapResize(rect, "e", 97, 50, options)).toEqual({ dx: 100, dy: 0 });
    expect(snapResize(rect, "se", 97, 143, options)).toEqual({ dx: 100, dy: 140 });
    expect(snapResize(rect, "nw", -97, -55, options)).toEqual({ dx: -100, dy: -55 });
    expect(snapResize(rect, "s", 0, 11, { ...options, grid: 10 })).toEqual({ dx: 0, dy: 10 });
  });
});
