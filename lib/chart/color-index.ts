/** Which of the palette's colours a dimension value has: the same on every chart of a dashboard. */

export const PALETTE_SIZE = 8;
/** The neutral that "others" is drawn in. */
export const OTHERS_COLOR = PALETTE_SIZE;

/** FNV-1a: small, and the same in every process and on every platform. */
function hash(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return h >>> 0;
}

/**
 * The colour a value would like: its place among the known values, else by its hash.
 * @param known all values of the dimension in one fixed order (a control's options), so that neighbours differ.
 * @returns 0–7.
 */
export function colorIndex(dimension: string, value: string, known: readonly string[] = []): number {
  const place = known.indexOf(value);
  return (place >= 0 ? place : hash(`${dimension}\u0000${value}`)) % PALETTE_SIZE;
}

/**
 * Colours for the values of one chart: each its own, and on a clash the next free one.
 * Given out in the values' own order and never by size, so that the same values get the same colours whatever the day.
 */
export function colorIndexes(
  dimension: string,
  values: readonly string[],
  known: readonly string[] = [],
): Map<string, number> {
  const rank = (value: string) => {
    const place = known.indexOf(value);
    return place < 0 ? known.length : place;
  };
  const ordered = [...new Set(values)].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
  const used = new Array<number>(PALETTE_SIZE).fill(0);
  const colors = new Map<string, number>();
  for (const value of ordered) {
    const wish = colorIndex(dimension, value, known);
    const least = Math.min(...used);
    let color = wish;
    while ((used[color] ?? 0) > least) color = (color + 1) % PALETTE_SIZE;
    used[color] = (used[color] ?? 0) + 1;
    colors.set(value, color);
  }
  return colors;
}
