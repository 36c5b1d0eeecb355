/** Fewer points that look the same: largest triangle, three buckets (Steinarsson 2013), with gaps and extremes kept. */

type Values = readonly (number | null)[];

/** @param at places with a value, in order. */
function largestTriangles(values: Values, at: readonly number[], most: number): number[] {
  const y = (i: number) => values[at[i] ?? 0] ?? 0;
  const x = (i: number) => at[i] ?? 0;
  const size = (at.length - 2) / (most - 2);
  const chosen = [0];
  let last = 0;
  for (let bucket = 0; bucket < most - 2; bucket++) {
    const start = Math.floor(bucket * size) + 1;
    const end = Math.floor((bucket + 1) * size) + 1;
    const next = Math.min(Math.floor((bucket + 2) * size) + 1, at.length);
    let [meanX, meanY] = [0, 0];
    for (let i = end; i < next; i++) {
      meanX += x(i) / (next - end);
      meanY += y(i) / (next - end);
    }
    let [best, area] = [start, -1];
    for (let i = start; i < end; i++) {
      const one = Math.abs((x(last) - meanX) * (y(i) - y(last)) - (x(last) - x(i)) * (meanY - y(last)));
      if (one > area) [best, area] = [i, one];
    }
    chosen.push(best);
    last = best;
  }
  chosen.push(at.length - 1);
  return chosen.map(x);
}

/**
 * Indexes of the points to draw, ascending: about `most` of those with a value, among them the first, the last, the
 * lowest and the highest, and one of each gap between them, so that a line still breaks there.
 * @param values null is a gap. @param most at least 3.
 */
export function sampleLttb(values: Values, most: number): number[] {
  const at = values.flatMap((value, i) => (value === null ? [] : [i]));
  const all = values.map((_, i) => i);
  if (at.length <= most && values.length <= most) return all;
  const kept = new Set(at.length <= most ? at : largestTriangles(values, at, Math.max(3, most)));
  let [low, high] = [at[0], at[0]];
  for (const i of at) {
    if ((values[i] ?? 0) < (values[low ?? i] ?? 0)) low = i;
    if ((values[i] ?? 0) > (values[high ?? i] ?? 0)) high = i;
  }
  for (const i of [low, high]) if (i !== undefined) kept.add(i);
  if (values.length > 0) kept.add(0).add(values.length - 1);
  const gaps: number[] = [];
  let before = -1;
  for (const i of [...kept].sort((a, b) => a - b)) {
    let gap = before + 1;
    while (gap < i && values[gap] !== null) gap += 1;
    if (gap < i) gaps.push(gap);
    before = i;
  }
  return [...new Set([...kept, ...gaps])].sort((a, b) => a - b);
}
