import type { Box, Layout } from "@/lib/dashboards/layout";

/** Between widgets, px. */
const GAP = 12;

const apart = (a: Box, b: Box): boolean =>
  a.x + a.w + GAP <= b.x || b.x + b.w + GAP <= a.x || a.y + a.h + GAP <= b.y || b.y + b.h + GAP <= a.y;

/** The highest place, then the leftmost, where a box of this size lies apart from all others; below them there always is one. Pure. */
export function freePlace({ width, widgets }: Layout, size: Pick<Box, "w" | "h">): Box {
  const taken = Object.values(widgets);
  const w = Math.min(size.w, width);
  const ends = (end: (box: Box) => number) =>
    [0, ...taken.map((box) => end(box) + GAP)].sort((a, b) => a - b);
  const columns = ends(({ x, w: wide }) => x + wide).filter((x) => x + w <= width);
  for (const y of ends(({ y: top, h }) => top + h))
    for (const x of columns) {
      const place = { x, y, w, h: size.h };
      if (taken.every((box) => apart(place, box))) return place;
    }
  throw new Error("no place below all others");
}
