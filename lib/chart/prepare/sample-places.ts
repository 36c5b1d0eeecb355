/** Which places of a long axis are drawn. */

import { sumOf } from "@/lib/chart/prepare/read-result";
import { sampleLttb } from "@/lib/chart/prepare/sample-lttb";
import type { PreparedSeries } from "@/lib/chart/prepared-chart";

/** More places than pixels. */
const MOST_PLACES = 2000;

/**
 * Indexes of the places to draw, the same for all series: each chooses its own share of them, and what they pile up to
 * keeps its extremes too. Null when all can be drawn.
 */
export function samplePlaces(series: readonly PreparedSeries[], count: number): number[] | null {
  if (count <= MOST_PLACES) return null;
  const heights = Array.from({ length: count }, (_, i) =>
    sumOf(series.map(({ values }) => values[i] ?? null)),
  );
  const all = series.length > 1 ? [heights, ...series.map(({ values }) => values)] : [heights];
  const most = Math.max(50, Math.floor(MOST_PLACES / all.length));
  return [...new Set(all.flatMap((values) => sampleLttb(values, most)))].sort((a, b) => a - b);
}
