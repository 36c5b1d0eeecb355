/** Rows of a page, and lines of each list of totals. */
export const MOST_LINES = 100_000;
