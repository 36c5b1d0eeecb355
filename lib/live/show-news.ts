/** When a page is asked for again because of what was heard. Pure; times in ms. */

export interface Shown {
  /** The versions the page was drawn with, by dataset; one without a version is left out. */
  versions: Readonly<Record<string, number>>;
  /** The datasets the page shows. */
  datasets: readonly string[];
}

/** Whether there are newer data than the page shows. */
export const isBehind = ({ versions, datasets }: Shown, heard: ReadonlyMap<string, number>): boolean =>
  datasets.some((dataset) => (heard.get(dataset) ?? 0) > (versions[dataset] ?? 0));

/** Changes that come together are shown together. */
const GATHER_MS = 50;
/** So many readers of one page do not all ask in the same moment. */
const SPREAD_MS = 150;
/** However often a dataset changes, its pages are drawn anew no more often. */
const LEAST_BETWEEN_MS = 2_000;
const MOST_BETWEEN_MS = 60_000;

/**
 * How long to wait with asking for the page again.
 * @param sinceLast since it was last asked for because of news
 * @param inVain how many times in a row that brought nothing newer: a replica that has not heard yet is asked ever less often
 */
export function waitBefore(sinceLast: number, inVain: number, random = Math.random()): number {
  const between = Math.min(LEAST_BETWEEN_MS * 2 ** inVain, MOST_BETWEEN_MS);
  return Math.max(GATHER_MS + random * SPREAD_MS, between - sinceLast);
}
