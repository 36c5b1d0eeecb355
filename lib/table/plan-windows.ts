/** Which windows of a long table to ask for, give up and forget. Pure. */

/** Rows of one window: some screens, and one round trip. */
export const WINDOW_ROWS = 200;
/** Windows kept: some ten thousand rows, beyond which one has to ask again. */
export const MOST_WINDOWS = 60;
/** Windows read ahead of where one scrolls to. */
const AHEAD = 2;
/** Beyond so many at once others wait: the database has other readers too. */
const MOST_ASKED = 4;

export interface WindowNeed {
  /** Rows in sight, both included. */
  first: number;
  last: number;
  /** Where one scrolls to: 1 down, -1 up. */
  direction: 1 | -1;
  /** Rows there are; null while unknown. */
  total: number | null;
}

export interface WindowPlan {
  /** To be asked for, the most urgent first. */
  ask: number[];
  /** Under way, and of no use any more. */
  cancel: number[];
  /** Something in sight has not come. */
  blank: boolean;
}

/** Rows above and below those in sight that are about to be seen: one page of a key, and what is drawn beside them. */
const MARGIN = 40;

const windowOf = (row: number): number => Math.floor(row / WINDOW_ROWS);

/** Windows that are of use, the most urgent first: those in sight, those ahead, then one behind. */
export function neededWindows({ first, last, direction, total }: WindowNeed): number[] {
  const [from, to] = [windowOf(Math.max(0, first)), windowOf(Math.max(0, last))];
  const inSight = Array.from({ length: to - from + 1 }, (_, i) => from + i);
  if (direction < 0) inSight.reverse();
  const edge = direction > 0 ? to : from;
  const behind = direction > 0 ? from - 1 : to + 1;
  const ahead = Array.from({ length: AHEAD }, (_, i) => edge + direction * (i + 1));
  const end = total === null ? Number.POSITIVE_INFINITY : Math.ceil(total / WINDOW_ROWS);
  return [...inSight, ...ahead, behind].filter((window) => window >= 0 && window < end);
}

/** Windows of what is in sight or a step away from it. */
export function windowsAround(first: number, last: number): number[] {
  const [from, to] = [windowOf(Math.max(0, first - MARGIN)), windowOf(last + MARGIN)];
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}

/**
 * While something in sight is missing nothing else is asked for: what is read ahead would only hold it up.
 * @param loaded windows at hand @param asked windows under way
 */
export function planWindows(
  need: WindowNeed,
  loaded: ReadonlySet<number>,
  asked: ReadonlySet<number>,
): WindowPlan {
  const needed = neededWindows(need);
  const cancel = [...asked].filter((window) => !needed.includes(window));
  const room = MOST_ASKED - (asked.size - cancel.length);
  const [from, to] = [windowOf(Math.max(0, need.first)), windowOf(Math.max(0, need.last))];
  const inSight = needed.filter((window) => window >= from && window <= to);
  const blank = inSight.some((window) => !loaded.has(window));
  const missing = (blank ? inSight : needed).filter((window) => !loaded.has(window) && !asked.has(window));
  return { ask: missing.slice(0, Math.max(0, room)), cancel, blank };
}

/** Windows to forget so that few enough are kept: those farthest from what is in sight. */
export function farWindows(
  { first, last }: WindowNeed,
  loaded: Iterable<number>,
  most = MOST_WINDOWS,
): number[] {
  const middle = (first + last) / 2 / WINDOW_ROWS;
  const all = [...loaded];
  if (all.length <= most) return [];
  return all
    .sort((a, b) => Math.abs(b + 0.5 - middle) - Math.abs(a + 0.5 - middle))
    .slice(0, all.length - most);
}
