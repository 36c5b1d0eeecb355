import fc from "fast-check";
import { expect, test } from "vitest";
import {
  drawnAt,
  drawnHeight,
  reveal,
  rowsOffset,
  type ScrollExtent,
  scrolledTo,
} from "@/lib/table/scroll-map";

const extents = fc
  .record({ total: fc.integer({ min: 0, max: 10_000 }), view: fc.integer({ min: 1, max: 500 }) })
  .map((extent): ScrollExtent => ({ ...extent, most: 1000 }));

test("as long as the rows fit, a place in them is the same in the element", () => {
  const extent = { total: 900, view: 100, most: 1000 };
  expect(drawnHeight(extent)).toBe(900);
  expect(rowsOffset(333, extent)).toBe(333);
  expect(scrolledTo(333, extent)).toBe(333);
  expect(drawnAt(320, 32, 300, extent)).toBe(320);
});

test("both ends of the rows are both ends of the element, at any scale", () => {
  fc.assert(
    fc.property(extents, (extent) => {
      const most = Math.max(0, drawnHeight(extent) - extent.view);
      expect(rowsOffset(0, extent)).toBe(0);
      if (extent.total > extent.view && most > 0)
        expect(rowsOffset(most, extent)).toBeCloseTo(extent.total - extent.view, 6);
      expect(scrolledTo(extent.total, extent)).toBeLessThanOrEqual(most);
    }),
  );
});

test("a place leads to a scroll position and back, and further down is never higher up", () => {
  fc.assert(
    fc.property(extents, fc.double({ min: 0, max: 1, noNaN: true }), (extent, part) => {
      const offset = part * Math.max(0, extent.total - extent.view);
      if (drawnHeight(extent) <= extent.view) return;
      expect(rowsOffset(scrolledTo(offset, extent), extent)).toBeCloseTo(offset, 6);
      expect(scrolledTo(offset + 1, extent)).toBeGreaterThanOrEqual(scrolledTo(offset, extent));
    }),
  );
});

test("neighbours are drawn side by side, in sight where they are, far beyond what an element may have", () => {
  const extent = { total: 100_000, view: 100, most: 1000 };
  const offset = 54_321;
  const at = drawnAt(54_330, 30, offset, extent);
  expect(drawnAt(54_360, 30, offset, extent)).toBe(at + 30);
  expect(at - scrolledTo(offset, extent)).toBeCloseTo(9, 6);
  expect(drawnAt(0, 30, offset, extent)).toBe(0);
  expect(drawnAt(99_970, 30, offset, extent)).toBe(970);
});

test("a row is brought into sight by as little as can be, its beginning first", () => {
  expect(reveal({ start: 100, end: 130 }, 50, 200)).toBeNull();
  expect(reveal({ start: 20, end: 50 }, 50, 200)).toBe(20);
  expect(reveal({ start: 240, end: 270 }, 50, 200)).toBe(70);
  expect(reveal({ start: 300, end: 900 }, 50, 200)).toBe(300);
});
