/** What was done to a document, so that it can be undone and done again. Pure. */

/** One step: what it was called, and the document before it. */
interface Step<T> {
  document: T;
  change: string;
  /** Steps of one gesture (a drag, typing in one field) with the same name are one. */
  merge: string | null;
}

export interface History<T> {
  present: T;
  /** Oldest first. */
  past: readonly Step<T>[];
  /** The next to be done again first. */
  future: readonly Step<T>[];
}

export const startHistory = <T>(present: T): History<T> => ({ present, past: [], future: [] });

/**
 * The history with one more step; a change to nothing is none. What was undone can't be done again after it.
 * @param change what it is called: a key of `editor.changes`
 * @param merge joins the step before it of the same name
 */
export function record<T>(
  history: History<T>,
  next: T,
  change: string,
  merge: string | null = null,
): History<T> {
  const { present, past, future } = history;
  if (next === present) return history;
  const last = past.at(-1);
  if (merge !== null && last?.merge === merge && future.length === 0) return { present: next, past, future };
  return { present: next, past: [...past, { document: present, change, merge }], future: [] };
}

/** A gesture is over: what comes is a step of its own, whatever its name. */
export function settle<T>(history: History<T>): History<T> {
  const last = history.past.at(-1);
  if (!last?.merge) return history;
  return { ...history, past: [...history.past.slice(0, -1), { ...last, merge: null }] };
}

export function undo<T>(history: History<T>): History<T> {
  const { present, past, future } = history;
  const last = past.at(-1);
  if (!last) return history;
  return {
    present: last.document,
    past: past.slice(0, -1),
    future: [{ document: present, change: last.change, merge: null }, ...future],
  };
}

export function redo<T>(history: History<T>): History<T> {
  const { present, past, future } = history;
  const [next, ...rest] = future;
  if (!next) return history;
  return {
    present: next.document,
    past: [...past, { document: present, change: next.change, merge: null }],
    future: rest,
  };
}
