import { useSyncExternalStore } from "react";

/** From here on a canvas has room beside what is at its sides. */
const WIDE = "(min-width: 1024px)";

const subscribe = (notify: () => void) => {
  const query = window.matchMedia(WIDE);
  query.addEventListener("change", notify);
  return () => query.removeEventListener("change", notify);
};

/** Whether there is room to arrange widgets; until the browser says so there is. */
export const useWide = (): boolean =>
  useSyncExternalStore(
    subscribe,
    () => window.matchMedia(WIDE).matches,
    () => true,
  );
