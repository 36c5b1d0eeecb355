/** Which mark lies under the pointer. */
import type { MarkShape } from "@/lib/chart/prepared-chart";

/** A point is met from this many px away. */
const REACH = 10;

function contains(shape: MarkShape, x: number, y: number, width: number, height: number): boolean {
  const [partX, partY] = [x / width, y / height];
  switch (shape.type) {
    case "rect":
      return partX >= shape.x0 && partX < shape.x1 && partY >= shape.y0 && partY < shape.y1;
    case "trapezoid": {
      if (partY < shape.y0 || partY >= shape.y1) return false;
      // Its whole row: the last steps of a funnel are too narrow to be met.
      return true;
    }
    case "sector": {
      const [dx, dy] = [x - width / 2, y - height / 2];
      const radius = Math.min(width, height) / 2;
      const distance = Math.hypot(dx, dy);
      const turn = (Math.atan2(dx, -dy) / (2 * Math.PI) + 1) % 1;
      return distance <= radius && distance >= radius * shape.inner && turn >= shape.from && turn < shape.to;
    }
    case "point":
      return false;
  }
}

/**
 * Index of the mark at a pointer, the topmost first; of points the nearest within reach.
 * @param x,y of the pointer, and the plot's size, in px.
 */
export function hitMark(
  marks: readonly { shape: MarkShape }[],
  x: number,
  y: number,
  width: number,
  height: number,
): number | null {
  let nearest: { i: number; distance: number } | null = null;
  for (let i = marks.length - 1; i >= 0; i--) {
    const shape = marks[i]?.shape;
    if (!shape) continue;
    if (shape.type !== "point") {
      if (contains(shape, x, y, width, height)) return i;
      continue;
    }
    const away = Math.hypot(shape.x * width - x, shape.y * height - y);
    const distance = Math.max(0, away - shape.size / 2);
    if (distance <= REACH && (!nearest || distance < nearest.distance)) nearest = { i, distance };
  }
  return nearest?.i ?? null;
}
