"use client";

import { type ComponentType, useSyncExternalStore } from "react";

/** Code that comes when it is first needed. */
export interface OnDemand<T> {
  /** Fetches it, once. Rejects when it can't be had; asked again it tries again. */
  load: () => Promise<T>;
  /** Null until it is there. */
  now: () => T | null;
  subscribe: (listener: () => void) => () => void;
}

export function onDemand<T>(fetch: () => Promise<T>): OnDemand<T> {
  let loaded: T | null = null;
  let running: Promise<T> | null = null;
  const listeners = new Set<() => void>();
  return {
    load: () => {
      running ??= fetch().then(
        (value) => {
          loaded = value;
          for (const listener of [...listeners]) listener();
          return value;
        },
        (error: unknown) => {
          running = null;
          throw error;
        },
      );
      return running;
    },
    now: () => loaded,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

const none = () => null;

/** What has come of it; null until then, and while hydrating. */
export const useOnDemand = <T,>(part: OnDemand<T>): T | null =>
  useSyncExternalStore(part.subscribe, part.now, none);

/** A component that draws nothing until its code is there. Whoever opens it names its `part` and waits for it. */
export function componentOnDemand<P extends object>(fetch: () => Promise<ComponentType<P>>) {
  const part = onDemand(fetch);
  // biome-ignore lint/correctness/noComponentHookFactories: called once a component, beside the imports
  const Drawn = (props: P) => {
    const Loaded = useOnDemand(part);
    return Loaded ? <Loaded {...props} /> : null;
  };
  return Object.assign(Drawn, { part });
}
