/** Lines by their place: an array, or rows of which only those near what is in sight have come. */
import type { Result } from "@/lib/query/result";
import { WINDOW_ROWS } from "@/lib/table/plan-windows";

export interface LineList<T> {
  readonly length: number;
  /** Undefined where it has not come, or there is none. */
  at(place: number): T | undefined;
}

/** What is known of a reading by now, to look lines up in. */
export interface WindowLines<T> {
  length: number;
  windows: () => ReadonlyMap<number, Result>;
  linesOf: (result: Result) => readonly T[];
  /** Lines that came before any window, and where they begin. */
  first: { offset: number; lines: readonly T[] };
}

/** Lines looked up where they have come: whatever comes, nothing is copied, and the list stays the same one. */
export const windowLines = <T>({ length, windows, linesOf, first }: WindowLines<T>): LineList<T> => ({
  length,
  at: (place) => {
    if (place < 0 || place >= length) return undefined;
    const window = Math.floor(place / WINDOW_ROWS);
    const result = windows().get(window);
    const line = result && linesOf(result)[place - window * WINDOW_ROWS];
    return line ?? (place >= first.offset ? first.lines[place - first.offset] : undefined);
  },
});

/** The same list with each line made into something else, once; and a last one behind them. */
export const mappedLines = <T extends object, U>(
  lines: LineList<T>,
  of: (line: T) => U,
  last: U | undefined,
): LineList<U> => ({
  length: lines.length + (last === undefined ? 0 : 1),
  at: (place) => {
    if (place === lines.length) return last;
    const line = lines.at(place);
    return line && of(line);
  },
});
