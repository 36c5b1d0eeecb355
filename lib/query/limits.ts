/** Rows of a page, and lines of each list of totals. */
export const MOST_LINES = 100_000;
/** Cells of a pivot's table, the empty ones too: a source sends only those that hold something, the answer has them all. */
export const MOST_CELLS = 2_000_000;
