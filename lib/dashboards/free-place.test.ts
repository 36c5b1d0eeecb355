import fc from "fast-check";
import { expect, it } from "vitest";
import { freePlace } from "@/lib/dashboards/free-place";
import type { Box } from "@/lib/dashboards/layout";

const box = (x: number, y: number, w: number, h: number): Box => ({ x, y, w, h });

it("takes the first gap that is large enough, from the top and from the left", () => {
  const widgets = { kpis: box(0, 0, 1152, 92), left: box(0, 104, 570, 300), low: box(0, 416, 1152, 200) };
  expect(freePlace({ width: 1152, widgets }, { w: 570, h: 300 })).toEqual(box(582, 104, 570, 300));
  expect(freePlace({ width: 1152, widgets }, { w: 570, h: 301 })).toEqual(box(0, 628, 570, 301));
  expect(freePlace({ width: 1152, widgets: {} }, { w: 1152, h: 400 })).toEqual(box(0, 0, 1152, 400));
  // A narrower canvas than the widget.
  expect(freePlace({ width: 600, widgets: {} }, { w: 1152, h: 400 })).toEqual(box(0, 0, 600, 400));
});

it("never lies over another, wherever those are", () => {
  const some = fc.record({
    x: fc.nat(1500),
    y: fc.nat(900),
    w: fc.integer({ min: 1, max: 1200 }),
    h: fc.integer({ min: 1, max: 600 }),
  });
  fc.assert(
    fc.property(fc.array(some, { maxLength: 12 }), fc.integer({ min: 1, max: 1400 }), (boxes, w) => {
      const widgets = Object.fromEntries(boxes.map((one, i) => [`w${i}`, one]));
      const place = freePlace({ width: 1152, widgets }, { w, h: 200 });
      expect(place.x + place.w).toBeLessThanOrEqual(1152);
      for (const one of boxes)
        expect(
          place.x + place.w <= one.x ||
            one.x + one.w <= place.x ||
            place.y + place.h <= one.y ||
            one.y + one.h <= place.y,
        ).toBe(true);
    }),
  );
});
