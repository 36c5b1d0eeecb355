import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { columnsInSight, drawnPlaces, rowsInSight } from "@/lib/table/lines-in-sight";

describe("rowsInSight", () => {
  it("counts a row of which one pixel is seen, and none that only touches", () => {
    expect(rowsInSight(100, 32, 0, 320)).toEqual({ first: 0, last: 9 });
    expect(rowsInSight(100, 32, 1, 320)).toEqual({ first: 0, last: 10 });
    expect(rowsInSight(100, 32, 32, 320)).toEqual({ first: 1, last: 10 });
  });

  it("stays within the rows there are", () => {
    expect(rowsInSight(5, 32, 0, 320)).toEqual({ first: 0, last: 4 });
    expect(rowsInSight(5, 32, 4000, 320)).toEqual({ first: 4, last: 4 });
    expect(rowsInSight(5, 32, -50, 320)).toEqual({ first: 0, last: 4 });
    expect(rowsInSight(0, 32, 0, 320)).toBeNull();
    expect(rowsInSight(5, 32, 0, 0)).toBeNull();
  });
});

describe("columnsInSight", () => {
  it("counts columns by their own widths", () => {
    const widths = [200, 100, 50, 300, 80];
    expect(columnsInSight(widths, 0, 300)).toEqual({ first: 0, last: 1 });
    expect(columnsInSight(widths, 0, 301)).toEqual({ first: 0, last: 2 });
    expect(columnsInSight(widths, 200, 100)).toEqual({ first: 1, last: 1 });
    expect(columnsInSight(widths, 349, 10)).toEqual({ first: 2, last: 3 });
    expect(columnsInSight(widths, 9000, 10)).toEqual({ first: 4, last: 4 });
    expect(columnsInSight([], 0, 10)).toBeNull();
    expect(columnsInSight(widths, 0, 0)).toBeNull();
  });

  it("says of equal columns what is said of rows", () => {
    const size = fc.integer({ min: 1, max: 200 });
    fc.assert(
      fc.property(size, size, fc.nat(50_000), fc.nat(3000), (count, height, offset, view) => {
        const equal = Array.from({ length: count }, () => height);
        expect(columnsInSight(equal, offset, view)).toEqual(rowsInSight(count, height, offset, view));
      }),
    );
  });
});

describe("drawnPlaces", () => {
  it("adds what is beside, within what there is", () => {
    expect(drawnPlaces({ first: 3, last: 5 }, 2, 100, [])).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(drawnPlaces({ first: 0, last: 1 }, 2, 3, [])).toEqual([0, 1, 2]);
  });

  it("keeps what is held, in order, each once, and none that is gone", () => {
    expect(drawnPlaces({ first: 3, last: 4 }, 0, 10, [9, 0, 3, 0, 12])).toEqual([0, 3, 4, 9]);
  });
});
