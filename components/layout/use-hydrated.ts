import { useSyncExternalStore } from "react";

const never = () => () => {};

/** False until React has taken over the server's HTML: a form must not be sent before it has its handler. */
export const useHydrated = (): boolean =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
