/** A mark's outline as SVG path data, for the drawing and for what lies over it. */
import type { MarkShape } from "@/lib/chart/prepared-chart";

const n = (value: number) => Number(value.toFixed(2));

/** @param width,height of the plot in px; a pie lies in the middle of it, as large as the shorter side. */
export function markPath(shape: MarkShape, width: number, height: number): string {
  switch (shape.type) {
    case "rect": {
      const [x0, x1, y0, y1] = [shape.x0 * width, shape.x1 * width, shape.y0 * height, shape.y1 * height].map(
        n,
      );
      return `M${x0} ${y0}L${x1} ${y0}L${x1} ${y1}L${x0} ${y1}Z`;
    }
    case "trapezoid": {
      const [x0, x1, x2, x3] = [shape.x0, shape.x1, shape.x2, shape.x3].map((x) => n(x * width));
      const [y0, y1] = [n(shape.y0 * height), n(shape.y1 * height)];
      return `M${x0} ${y0}L${x1} ${y0}L${x3} ${y1}L${x2} ${y1}Z`;
    }
    // A line of hardly any length with round ends is a circle, in whatever direction its plot is stretched. Of none
    // ECharts would make nothing.
    case "point": {
      const [x, y] = [n(shape.x * width), n(shape.y * height)];
      return `M${x} ${y}L${n(x + 0.01)} ${y}`;
    }
    case "sector":
      return sectorPath(shape, width, height);
  }
}

function sectorPath(shape: Extract<MarkShape, { type: "sector" }>, width: number, height: number): string {
  const outer = Math.min(width, height) / 2;
  const inner = outer * shape.inner;
  const at = (part: number, radius: number) => {
    const angle = part * 2 * Math.PI - Math.PI / 2;
    return `${n(width / 2 + Math.cos(angle) * radius)} ${n(height / 2 + Math.sin(angle) * radius)}`;
  };
  const { from, to } = shape;
  if (to <= from) return "";
  const middle = (from + to) / 2;
  // Two arcs each way: one alone can be no full circle.
  const forth = (r: number) => `A${n(r)} ${n(r)} 0 0 1 ${at(middle, r)}A${n(r)} ${n(r)} 0 0 1 ${at(to, r)}`;
  const back = (r: number) => `A${n(r)} ${n(r)} 0 0 0 ${at(middle, r)}A${n(r)} ${n(r)} 0 0 0 ${at(from, r)}`;
  const whole = to - from > 0.99999;
  if (inner === 0)
    return whole ? `M${at(from, outer)}${forth(outer)}Z` : `M${at(0, 0)}L${at(from, outer)}${forth(outer)}Z`;
  return whole
    ? `M${at(from, outer)}${forth(outer)}ZM${at(to, inner)}${back(inner)}Z`
    : `M${at(from, outer)}${forth(outer)}L${at(to, inner)}${back(inner)}Z`;
}
