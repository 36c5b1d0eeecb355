/** What a source is asked and what it answers, whatever its kind. */

/** One statement in the source's own language: text with `$1` placeholders and the values behind them. */
export interface SourceStatement {
  text: string;
  params: (string | number | boolean | null)[];
}

/**
 * One set of rows a statement, in their order; rows are arrays, exact numbers, dates and times come as text. It is kept
 * as it came, because labels and languages differ between readers of the same rows.
 */
export interface SourceAnswer {
  sets: unknown[][][];
  /** A cap on rows or bytes cut the first set. */
  truncated: boolean;
}
