/** Rows of one window at most. */
export const MOST_WINDOW_ROWS = 10_000;
