/** Where rows stand in a scrolling element that can't be as high as all of them. Pure. */

/** Browsers cut an element's height near 33.5 million px; rows beyond are reached by scrolling faster. */
export const MOST_HEIGHT = 30_000_000;

export interface ScrollExtent {
  /** Height of all rows, px. */
  total: number;
  /** Height of what is seen of them, px. */
  view: number;
  /** The most the element may have. */
  most?: number;
}

/** The height drawn for all rows. */
export const drawnHeight = ({ total, most = MOST_HEIGHT }: ScrollExtent): number => Math.min(total, most);

/** Rows' px per px scrolled: 1 as long as they fit. */
function factor(extent: ScrollExtent): number {
  const drawn = drawnHeight(extent) - extent.view;
  return drawn <= 0 ? 1 : Math.max(1, (extent.total - extent.view) / drawn);
}

/** How far down the rows one is where the element has been scrolled to `scrolled`. */
export const rowsOffset = (scrolled: number, extent: ScrollExtent): number => scrolled * factor(extent);

/** Where the element has to be scrolled to for that place in the rows. */
export function scrolledTo(offset: number, extent: ScrollExtent): number {
  const most = Math.max(0, drawnHeight(extent) - extent.view);
  return Math.max(0, Math.min(offset / factor(extent), most));
}

/** A row's place in the element while that is scrolled so that `offset` is at the top: beside its neighbours, whatever the scale. */
export function drawnAt(start: number, size: number, offset: number, extent: ScrollExtent): number {
  if (factor(extent) === 1) return start;
  const at = scrolledTo(offset, extent) + start - offset;
  // A row far off, drawn for its focus, stays within the element.
  return Math.max(0, Math.min(at, drawnHeight(extent) - size));
}

/** The least scrolling that brings rows from `start` to `end` into sight; null where they are. */
export function reveal(
  { start, end }: { start: number; end: number },
  offset: number,
  view: number,
): number | null {
  if (start < offset) return start;
  if (end > offset + view) return Math.min(start, end - view);
  return null;
}
