/** Which lines of a table are in sight of what it scrolls in. Pure. */

/** Lines, by place, both included. */
export interface Span {
  first: number;
  last: number;
}

/** Of rows of one height: those of which something is seen between `offset` and `offset + view`, px. Null where nothing can be. */
export function rowsInSight(count: number, height: number, offset: number, view: number): Span | null {
  if (count === 0 || view <= 0) return null;
  const first = Math.max(0, Math.min(Math.floor(offset / height), count - 1));
  const last = Math.max(first, Math.min(Math.ceil((offset + view) / height) - 1, count - 1));
  return { first, last };
}

/** The same of columns, each of a width of its own. */
export function columnsInSight(widths: readonly number[], offset: number, view: number): Span | null {
  if (widths.length === 0 || view <= 0) return null;
  let first = 0;
  let last = 0;
  let end = 0;
  for (const [i, width] of widths.entries()) {
    if (end <= offset) first = i;
    if (i > 0 && end < offset + view) last = i;
    end += width;
  }
  return { first, last: Math.max(first, last) };
}

/**
 * Places to draw: a span with some more on both sides, and what stays drawn wherever one is. In order, each once.
 * @param held places beyond `count` are none
 */
export function drawnPlaces(
  { first, last }: Span,
  more: number,
  count: number,
  held: readonly number[],
): number[] {
  const from = Math.max(0, first - more);
  const to = Math.min(count - 1, last + more);
  const places = Array.from({ length: to - from + 1 }, (_, i) => from + i);
  const others = held.filter((place) => place < count && (place < from || place > to));
  if (others.length === 0) return places;
  return [...new Set([...others, ...places])].sort((a, b) => a - b);
}
