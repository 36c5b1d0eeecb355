/** What is said of timings, in ms. Pure. */

export interface Timing {
  median: number;
  p95: number;
}

/** Of what was timed in turns: one pair a turn. */
export interface Paired {
  product: Timing;
  floor: Timing;
  /** The median of the turns' own ratios: what slows the machine down for a while slows both sides of a turn. */
  ratio: number;
  /** The median of what the product took longer than its floor in a turn. */
  more: number;
  turns: number;
}

/** Between neighbours by distance, as a database's percentile_cont. @param q 0 to 1 */
export function quantile(values: readonly number[], q: number): number {
  if (values.length === 0) throw new RangeError("nothing was measured");
  const sorted = [...values].sort((a, b) => a - b);
  const place = q * (sorted.length - 1);
  const below = sorted[Math.floor(place)] ?? 0;
  const above = sorted[Math.ceil(place)] ?? below;
  return below + (above - below) * (place - Math.floor(place));
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

export const timingOf = (values: readonly number[]): Timing => ({
  median: median(values),
  p95: quantile(values, 0.95),
});

/** @param turns the product's time and the floor's, of the same turn */
export function pairsOf(turns: readonly (readonly [product: number, floor: number])[]): Paired {
  return {
    product: timingOf(turns.map(([product]) => product)),
    floor: timingOf(turns.map(([, floor]) => floor)),
    ratio: median(turns.map(([product, floor]) => product / floor)),
    more: median(turns.map(([product, floor]) => product - floor)),
    turns: turns.length,
  };
}
