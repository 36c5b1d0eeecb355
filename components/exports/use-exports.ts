"use client";

import { useCallback, useEffect, useReducer, useState } from "react";
import { isSignedOut } from "@/components/layout/sign-in-again";
import { isActive } from "@/lib/exports/export-progress";
import type { Export } from "@/lib/exports/schema";
import { type ApiFailure, askApi } from "@/lib/http/ask-api";

const POLL_MS = 1_500;
/** Doublings of the pause, while no answer comes. */
const MOST_DOUBLINGS = 4;

export interface KnownExports {
  /** One's own, newest first; null until they are known. */
  exports: readonly Export[] | null;
  /** When that was asked, ms since 1970. */
  askedAt: number;
  /** Why they could not be asked for the last time. */
  error: ApiFailure | null;
}

/** One's own exports: asked once, and again while one of them is on its way and the tab is seen. */
export function useExports(): KnownExports & { refresh: () => void } {
  const [known, setKnown] = useState<KnownExports>({ exports: null, askedAt: 0, error: null });
  const [round, ask] = useReducer((count: number) => count + 1, 0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another round asks anew.
  useEffect(() => {
    const end = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let [asking, waits, failures] = [false, true, 0];
    const look = async () => {
      clearTimeout(timer);
      if (document.hidden || asking || !waits) return;
      asking = true;
      const askedAt = Date.now();
      const answer = await askApi<Export[]>("/api/v1/exports", { signal: end.signal }).catch(() => null);
      asking = false;
      if (!answer || end.signal.aborted) return;
      const { data, error } = answer;
      setKnown((before) => (data ? { exports: data, askedAt, error: null } : { ...before, error }));
      failures = error ? failures + 1 : 0;
      waits = error ? !isSignedOut(error.code) : (data ?? []).some(isActive);
      if (waits) timer = setTimeout(look, POLL_MS * 2 ** Math.min(failures, MOST_DOUBLINGS));
    };
    void look();
    document.addEventListener("visibilitychange", look);
    return () => {
      end.abort();
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", look);
    };
  }, [round]);
  return { ...known, refresh: useCallback(() => ask(), []) };
}
