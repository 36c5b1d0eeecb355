"use client";

import { useRouter } from "next/navigation";
import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useRef } from "react";
import { useHeldTransition } from "@/components/dashboard/use-held-transition";
import { useLive } from "@/components/dashboard/use-live";
import { type DataKeys, DataKeysContext } from "@/lib/live/data-keys";
import type { LiveStatus } from "@/lib/live/live-stream";
import { isBehind, type Shown, waitBefore } from "@/lib/live/show-news";

interface Live {
  status: LiveStatus;
  /** Asks for everything again; what is shown stays as it is until the new is there. */
  refreshQuietly: () => void;
}

const LiveContext = createContext<Live>({ status: "connecting", refreshQuietly: () => {} });

export const useLiveData = (): Live => use(LiveContext);

/** The data a page is drawn with. */
export interface PageData {
  shown: Shown;
  keys: DataKeys;
}

/** Draws the page anew, in place and unnoticed but for its numbers, whenever its data are newer than it. */
export function LiveData({ shown, keys, children }: PageData & { children: ReactNode }) {
  const { status, versions } = useLive();
  const router = useRouter();
  const { pending, start } = useHeldTransition();
  const refreshQuietly = useCallback(() => start(() => router.refresh()), [start, router]);

  const behind = isBehind(shown, versions);
  const drawn = JSON.stringify(shown.versions);
  const asked = useRef({ at: Number.NEGATIVE_INFINITY, drawn: "", inVain: 0 });
  /** When the page will be asked for; news that come before change nothing about it. */
  const due = useRef<number | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: other versions may be newer than what the last refresh brought.
  useEffect(() => {
    if (!behind) due.current = null;
    if (!behind || pending) return;
    const now = performance.now();
    const last = asked.current;
    if (due.current === null) {
      last.inVain = last.drawn === drawn ? last.inVain + 1 : 0;
      due.current = now + waitBefore(now - last.at, last.inVain);
    }
    const timer = setTimeout(() => {
      due.current = null;
      asked.current = { ...last, at: performance.now(), drawn };
      refreshQuietly();
    }, due.current - now);
    return () => clearTimeout(timer);
  }, [behind, pending, drawn, versions, refreshQuietly]);

  const live = useMemo(() => ({ status, refreshQuietly }), [status, refreshQuietly]);
  return (
    <LiveContext value={live}>
      <DataKeysContext value={keys}>{children}</DataKeysContext>
    </LiveContext>
  );
}
