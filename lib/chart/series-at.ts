/** Which bar of a place lies under the pointer. */
import { barWidth } from "@/lib/chart/axis-option";
import type { AxisChart } from "@/lib/chart/prepared-chart";

/**
 * Index of the series whose bar is met at a place: of piled bars the part, of bars side by side the one in whose room the pointer
 * is. Null between them, and where series are lines.
 * @param across part of the place's own length, 0 to 1. @param up part of the value axis' length from its least value
 * @param length of the axis of places in px
 */
export function seriesAt(
  chart: AxisChart,
  place: number,
  { across, up, length }: { across: number; up: number; length: number },
): number | null {
  const bars = chart.series.flatMap(({ mark, role }, i) =>
    mark === "bar" && role !== "previous" ? [i] : [],
  );
  const band = length / Math.max(1, chart.categories.length);
  if (bars.length === 0) return null;
  if (chart.stack === "none") {
    const at = Math.floor(((across - 0.5) * band) / barWidth(chart, band, bars.length) + bars.length / 2);
    return bars[at] ?? null;
  }
  const value = chart.y.min + up * (chart.y.max - chart.y.min);
  let above = 0;
  let below = 0;
  for (const i of bars) {
    const one = chart.series[i];
    const part = (one?.parts ?? one?.values)?.[place] ?? 0;
    const [from, to] = part >= 0 ? [above, above + part] : [below + part, below];
    if (part >= 0) above = to;
    else below = from;
    if (part !== 0 && value >= from && value <= to) return i;
  }
  return null;
}
