/** Which labels of the x axis have room, decided for three widths at once: the server doesn't know the window. */
import type { ChartCategory } from "@/lib/chart/prepared-chart";

/** Axis type is 11 px: Hangul is as wide as high, the rest a little more than half. */
const WIDE = 11;
const NARROW = 6.2;
const GAP = 16;
/** Names are cut with an ellipsis past this. */
const NAME_MOST = 72;
/** Plot widths in px from which the level's labels are shown: container queries of the axis repeat them. */
export const LABEL_LEVELS = [250, 420, 840] as const;

/** Width of an axis label in px, near enough to reserve its room. */
export const labelWidth = (text: string): number =>
  [...text].reduce((sum, char) => sum + ((char.codePointAt(0) ?? 0) > 0x1100 ? WIDE : NARROW), 0);

export interface AxisLabel {
  text: string;
  /** Middle of the place, in percent of the plot. */
  left: number;
  /** 0 always shown, 1 from a medium width on, 2 only on a wide plot. */
  level: 0 | 1 | 2;
  /** How wide it may be, in percent of the plot, before it is cut. */
  room: number;
}

/**
 * The labels of an axis, evenly spaced at every width: each narrower level keeps every n-th of the wider one.
 * @param time names (brands) are all kept while a dozen fit, cut short; dates are dropped instead.
 */
export function axisLabels(categories: readonly ChartCategory[], time: boolean): AxisLabel[] {
  const count = categories.length;
  const widest = Math.max(0, ...categories.slice(0, 400).map(({ label }) => labelWidth(label ?? "")));
  const slot = (time ? widest : Math.min(widest, NAME_MOST)) + GAP;
  const roomFor = (level: 0 | 1 | 2) =>
    Math.max(1, Math.floor(LABEL_LEVELS[level] / slot), time ? 0 : ([4, 8, 12][level] ?? 0));

  const wide = Math.max(1, Math.ceil(count / roomFor(2)));
  const medium = wide * Math.ceil(count / roomFor(1) / wide);
  const narrow = medium * Math.ceil(count / roomFor(0) / medium);
  const labels: AxisLabel[] = [];
  for (let i = 0; i < count; i += wide) {
    const level = i % narrow === 0 ? 0 : i % medium === 0 ? 1 : 2;
    const step = [narrow, medium, wide][level] ?? wide;
    labels.push({
      text: categories[i]?.label ?? "",
      left: Number((((i + 0.5) / count) * 100).toFixed(3)),
      level,
      room: Number(((step / count) * 100).toFixed(2)),
    });
  }
  return labels;
}
