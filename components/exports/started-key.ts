/** Where a tab keeps what it has started, and how it tells itself of a change. Apart from what reads it: every page has this much. */
export const STARTED_KEY = "exports";
export const STARTED_CHANGED = "exports-changed";

/** Whether this tab has anything to follow. */
export function hasStarted(): boolean {
  try {
    return sessionStorage.getItem(STARTED_KEY) !== null;
  } catch {
    return false;
  }
}
