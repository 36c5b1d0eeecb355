/** What a dragged rectangle keeps to: its neighbours, their gaps, the canvas, the grid. Pure. */
import type { Rect } from "@/lib/editor/boxes";
import type { Handle } from "@/lib/editor/resize-widgets";

export type Axis = "x" | "y";

/** A line along which things lie: `axis` x is upright at `at`, from `from` down to `to`. */
export interface GuideLine {
  axis: Axis;
  at: number;
  from: number;
  to: number;
}

/** A distance along `axis`, drawn across it at `at`. */
export interface GuideGap {
  axis: Axis;
  from: number;
  to: number;
  at: number;
}

export interface Guides {
  lines: GuideLine[];
  gaps: GuideGap[];
}

export interface Snapped extends Guides {
  /** In place of what was asked for. */
  dx: number;
  dy: number;
}

export interface SnapOptions {
  /** Where nothing is dragged. */
  others: readonly Rect[];
  /** Of the canvas. */
  width: number;
  /** Rounds to it, and to nothing else. */
  grid?: number | undefined;
  /** How near is near, px of the document. */
  within: number;
}

export const NO_GUIDES: Guides = { lines: [], gaps: [] };
/** Distances to a neighbour up to here are told, px. */
const TOLD_GAP = 64;

const SIZE = { x: "w", y: "h" } as const;
const OTHER = { x: "y", y: "x" } as const;
const start = (rect: Rect, axis: Axis) => rect[axis];
const end = (rect: Rect, axis: Axis) => rect[axis] + rect[SIZE[axis]];
const middle = (rect: Rect, axis: Axis) => rect[axis] + rect[SIZE[axis]] / 2;
/** Whether both lie in one row (axis x) or column (axis y). */
const beside = (a: Rect, b: Rect, axis: Axis) =>
  start(a, OTHER[axis]) < end(b, OTHER[axis]) && start(b, OTHER[axis]) < end(a, OTHER[axis]);

type Edge = "start" | "middle" | "end";
const place = { start, middle, end } as const;

/** The canvas as a rectangle without height: only its sides and its middle count. */
const canvasOf = (width: number): Rect => ({ x: 0, y: 0, w: width, h: 0 });

/** Shifts along an axis that would lay one of the edges on the same, or the opposite, edge of another. */
function edgeShifts(
  rect: Rect,
  axis: Axis,
  edges: readonly Edge[],
  { others, width }: SnapOptions,
): number[] {
  const targets = axis === "x" ? [...others, canvasOf(width)] : [...others];
  const shifts = axis === "y" && edges.includes("start") ? [-start(rect, "y")] : [];
  for (const edge of edges) {
    const at = place[edge](rect, axis);
    for (const target of targets) {
      if (edge === "middle") shifts.push(middle(target, axis) - at);
      else shifts.push(start(target, axis) - at, end(target, axis) - at);
    }
  }
  return shifts;
}

/** Shifts that make a gap to a neighbour as wide as another gap in the same row or column. */
function gapShifts(rect: Rect, axis: Axis, { others }: SnapOptions): number[] {
  const row = others
    .filter((other) => beside(rect, other, axis))
    .sort((a, b) => start(a, axis) - start(b, axis));
  const shifts: number[] = [];
  row.forEach((one, i) => {
    const next = row[i + 1];
    if (!next) return;
    const gap = start(next, axis) - end(one, axis);
    if (gap < 0) return;
    // After the second, before the first, or in the middle between them.
    shifts.push(end(next, axis) + gap - start(rect, axis), start(one, axis) - gap - end(rect, axis));
    const room = gap - rect[SIZE[axis]];
    if (room >= 0) shifts.push(end(one, axis) + room / 2 - start(rect, axis));
  });
  return shifts;
}

/** The smallest of the shifts, if it is within reach; 0 wins over all others. */
function nearest(shifts: readonly number[], within: number): number {
  let best = 0;
  let least = within + 1;
  for (const shift of shifts) {
    const far = Math.abs(shift);
    if (far <= within && far < least) {
      best = shift;
      least = far;
    }
  }
  return Math.round(best);
}

const moved = (rect: Rect, dx: number, dy: number): Rect => ({ ...rect, x: rect.x + dx, y: rect.y + dy });
const toGrid = (value: number, grid: number) => Math.round(value / grid) * grid;

/** The lines that its edges, or its middle, have in common with others. */
function linesOf(rect: Rect, { others, width }: SnapOptions): GuideLine[] {
  const lines = new Map<string, GuideLine>();
  const add = (axis: Axis, at: number, from: number, to: number) => {
    const key = `${axis} ${at}`;
    const known = lines.get(key);
    lines.set(key, {
      axis,
      at,
      from: Math.min(from, known?.from ?? from),
      to: Math.max(to, known?.to ?? to),
    });
  };
  for (const axis of ["x", "y"] as const) {
    const across = OTHER[axis];
    for (const other of others) {
      const from = Math.min(start(rect, across), start(other, across));
      const to = Math.max(end(rect, across), end(other, across));
      for (const edge of [start, end])
        for (const target of [start, end])
          if (edge(rect, axis) === target(other, axis)) add(axis, edge(rect, axis), from, to);
      if (middle(rect, axis) === middle(other, axis)) add(axis, middle(rect, axis), from, to);
    }
  }
  for (const at of [0, width / 2, width])
    if (
      [start, middle, end].some((edge) => edge(rect, "x") === at && (edge === middle) === (at === width / 2))
    )
      add("x", at, start(rect, "y"), end(rect, "y"));
  return [...lines.values()];
}

/** How far it is to the nearest on each side, and the gaps of its row or column that are just as wide. */
function gapsOf(rect: Rect, { others }: SnapOptions): GuideGap[] {
  const gaps = new Map<string, GuideGap>();
  const between = (a: Rect, b: Rect, axis: Axis): GuideGap => {
    const across = OTHER[axis];
    const from = Math.max(start(a, across), start(b, across));
    const to = Math.min(end(a, across), end(b, across));
    return { axis, from: end(a, axis), to: start(b, axis), at: (from + to) / 2 };
  };
  const add = (gap: GuideGap) => gaps.set(`${gap.axis} ${gap.from} ${gap.to} ${gap.at}`, gap);
  for (const axis of ["x", "y"] as const) {
    const row = others.filter((other) => beside(rect, other, axis));
    const before = row
      .filter((other) => end(other, axis) <= start(rect, axis))
      .sort((a, b) => end(b, axis) - end(a, axis))[0];
    const after = row
      .filter((other) => start(other, axis) >= end(rect, axis))
      .sort((a, b) => start(a, axis) - start(b, axis))[0];
    const own = [
      ...(before ? [between(before, rect, axis)] : []),
      ...(after ? [between(rect, after, axis)] : []),
    ].filter(({ from, to }) => to > from && to - from <= TOLD_GAP);
    own.forEach(add);
    const sorted = [...row].sort((a, b) => start(a, axis) - start(b, axis));
    sorted.forEach((one, i) => {
      const next = sorted[i + 1];
      if (!next || !beside(one, next, axis)) return;
      const gap = between(one, next, axis);
      if (gap.to > gap.from && own.some(({ from, to }) => to - from === gap.to - gap.from)) add(gap);
    });
  }
  return [...gaps.values()];
}

/** What a rectangle has in common with the others where it lies. */
export const guidesOf = (rect: Rect, options: SnapOptions): Guides => ({
  lines: linesOf(rect, options),
  gaps: gapsOf(rect, options),
});

/** Moves a rectangle nearly by `dx` and `dy`: onto what is near. */
export function snapMove(rect: Rect, dx: number, dy: number, options: SnapOptions): Snapped {
  const { grid, within } = options;
  const asked = moved(rect, Math.round(dx), Math.round(dy));
  const all = ["start", "middle", "end"] as const;
  const by = (axis: Axis) =>
    grid === undefined
      ? nearest([...edgeShifts(asked, axis, all, options), ...gapShifts(asked, axis, options)], within)
      : toGrid(asked[axis], grid) - asked[axis];
  const there = moved(asked, by("x"), by("y"));
  return { dx: there.x - rect.x, dy: there.y - rect.y, ...guidesOf(there, options) };
}

/** Pulls a rectangle at a handle nearly by `dx` and `dy`: its edges come to lie on what is near. */
export function snapResize(
  rect: Rect,
  handle: Handle,
  dx: number,
  dy: number,
  options: SnapOptions,
): { dx: number; dy: number } {
  const { grid, within } = options;
  const pulled = (axis: Axis, by: number): number => {
    const [before, after] = axis === "x" ? ["w", "e"] : ["n", "s"];
    const edge = handle.includes(before ?? "") ? "start" : handle.includes(after ?? "") ? "end" : null;
    if (edge === null) return 0;
    const rounded = Math.round(by);
    const at = place[edge](rect, axis) + rounded;
    if (grid !== undefined) return toGrid(at, grid) - place[edge](rect, axis);
    const asked = axis === "x" ? moved(rect, rounded, 0) : moved(rect, 0, rounded);
    return rounded + nearest(edgeShifts(asked, axis, [edge], options), within);
  };
  return { dx: pulled("x", dx), dy: pulled("y", dy) };
}
