"use client";

import { useEffect, useSyncExternalStore } from "react";
import { type LiveState, liveTab } from "@/lib/live/live-tab";

/** Pages of this tab that follow their data: the last to go takes the tab out. */
let pages = 0;

const follow = () => {
  if (pages > 0 && !document.hidden) liveTab().join();
  else liveTab().leave();
};

const START: LiveState = { status: "connecting", versions: new Map() };
const subscribe = (listener: () => void) => liveTab().subscribe(listener);
const read = () => liveTab().getState();
const readOnServer = () => START;

/** What is heard of data versions while somebody looks at the tab. */
export function useLive(): LiveState {
  useEffect(() => {
    pages += 1;
    follow();
    document.addEventListener("visibilitychange", follow);
    // A page kept for Back must not keep the lock; shown again, it takes part again.
    const leave = () => liveTab().leave();
    window.addEventListener("pagehide", leave);
    window.addEventListener("pageshow", follow);
    return () => {
      pages -= 1;
      follow();
      document.removeEventListener("visibilitychange", follow);
      window.removeEventListener("pagehide", leave);
      window.removeEventListener("pageshow", follow);
    };
  }, []);
  return useSyncExternalStore(subscribe, read, readOnServer);
}
