/** What stands around a plot: labels and grid lines, in percent of its box. */
import { type AxisLabel, axisLabels, labelWidth } from "@/lib/chart/axis-labels";
import type { AxisChart, MarkAxis, PreparedChart, ValueAxis } from "@/lib/chart/prepared-chart";

export interface FrameTick {
  text: string;
  /** Percent of the plot from its left or its top. */
  at: number;
  line: "grid" | "base" | null;
  /** 0 always shown, 1 from a medium width on, 2 only on a wide plot. */
  level: 0 | 1 | 2;
  /** How wide it may be, in percent of the plot, before it is cut; null: as wide as it is. */
  room: number | null;
}

export interface ChartFrame {
  left: FrameTick[];
  right: FrameTick[];
  bottom: FrameTick[];
  /** Room at the sides in px. */
  gutter: { left: number; right: number; bottom: number };
}

/** Names at the left are cut past this many px; a line of them takes so many. */
const NAMES_MOST = 116;
const ROW = 17;

const percent = (part: number) => Number((part * 100).toFixed(3));

function valueTicks(axis: ValueAxis, side: "left" | "right" | "bottom"): FrameTick[] {
  return axis.ticks.map(({ value, label }) => {
    const up = (value - axis.min) / (axis.max - axis.min);
    return {
      text: label,
      at: percent(side === "bottom" ? up : 1 - up),
      line: side === "right" ? null : value === 0 || value === axis.min ? "base" : "grid",
      level: 0,
      room: null,
    };
  });
}

const bottomTick = ({ text, left, level, room }: AxisLabel, time: boolean): FrameTick => ({
  text,
  at: left,
  line: null,
  level,
  room: time ? null : room,
});

/** Names down the side, as many as have a line each. */
function sideTicks(labels: readonly { label: string | null; at: number }[], height: number): FrameTick[] {
  const every = Math.max(1, Math.ceil((labels.length * ROW) / Math.max(ROW, height)));
  return labels.flatMap(({ label, at }, i) =>
    i % every === 0
      ? [{ text: label ?? "", at: percent(at), line: null, level: 0 as const, room: null }]
      : [],
  );
}

const evenly = (labels: readonly { label: string | null }[]) =>
  labels.map(({ label }, i) => ({ label, at: (i + 0.5) / labels.length }));

/** Months of a calendar: each where it begins, and in narrow plots every third. */
function unevenTicks(places: readonly { label: string | null; at: number }[]): FrameTick[] {
  return places.map(({ label, at }, i) => ({
    text: label ?? "",
    at: percent(at),
    line: null,
    level: i % 3 === 0 || places.length <= 6 ? 0 : places.length > 24 ? 2 : 1,
    room: null,
  }));
}

function placeTicks(axis: Extract<MarkAxis, { type: "places" }>): FrameTick[] {
  const { places, time } = axis;
  const even = places.every(({ at }, i) => Math.abs(at - (i + 0.5) / places.length) < 1e-6);
  if (!even) return unevenTicks(places);
  const categories = places.map(({ label }) => ({ key: null, label, title: null }));
  return axisLabels(categories, time).map((label) => bottomTick(label, time));
}

const widest = (ticks: readonly FrameTick[]) =>
  Math.ceil(Math.max(0, ...ticks.map(({ text }) => labelWidth(text))));

function frameOf(left: FrameTick[], right: FrameTick[], bottom: FrameTick[], names: boolean): ChartFrame {
  // Widths of letters are guessed: names get a little more than they should need.
  const room = (ticks: FrameTick[]) =>
    ticks.length > 0 ? Math.ceil(widest(ticks) * (names ? 1.15 : 1)) + 10 : 0;
  return {
    left,
    right,
    bottom,
    gutter: {
      left: names ? Math.min(NAMES_MOST, room(left)) : room(left),
      right: right.length > 0 ? room(right) : bottom.length > 0 ? 12 : 0,
      bottom: bottom.length > 0 ? 24 : 0,
    },
  };
}

function axesFrame(chart: AxisChart, height: number): ChartFrame {
  if (chart.horizontal)
    return frameOf(sideTicks(evenly(chart.categories), height), [], valueTicks(chart.y, "bottom"), true);
  const { time } = chart.x;
  const bottom = axisLabels(chart.categories, time).map((label) => bottomTick(label, time));
  return frameOf(valueTicks(chart.y, "left"), chart.y2 ? valueTicks(chart.y2, "right") : [], bottom, false);
}

/** @param height of the plot in px: names at its side need a line each. */
export function chartFrame(chart: PreparedChart, height: number): ChartFrame {
  if (chart.view === "axes") return axesFrame(chart, height);
  const { x, y } = chart;
  const left = !y ? [] : y.type === "values" ? valueTicks(y.axis, "left") : sideTicks(y.places, height);
  const bottom = !x ? [] : x.type === "values" ? valueTicks(x.axis, "bottom") : placeTicks(x);
  return frameOf(left, [], bottom, y?.type === "places");
}
