"use client";

import { useTranslations } from "next-intl";
import { useCallback, useEffect, useRef, useSyncExternalStore } from "react";
import type { OnDemand } from "@/components/ui/on-demand";
import { toast } from "@/components/ui/toast";

const absent = () => false;

/** Says that something could not be loaded, and offers the page anew. */
export function useNotLoaded(): () => void {
  const t = useTranslations("common");
  return useCallback(
    () =>
      void toast({
        title: t("notLoaded"),
        tone: "error",
        action: { label: t("reload"), run: () => window.location.reload() },
      }),
    [t],
  );
}

/**
 * Whether something can be drawn: it is wanted, and all it is made of is there. Fetches that once it is wanted; when it can't be
 * had (no network, another release) it says so and gives up, to be asked for again.
 * @param parts as many at every call
 */
export function useParts(wanted: boolean, parts: readonly OnDemand<unknown>[], giveUp: () => void): boolean {
  const say = useNotLoaded();
  const latest = useRef({ parts, giveUp });
  useEffect(() => {
    latest.current = { parts, giveUp };
  });
  const subscribe = useCallback((listener: () => void) => {
    const stops = latest.current.parts.map((part) => part.subscribe(listener));
    return () => {
      for (const stop of stops) stop();
    };
  }, []);
  const there = useSyncExternalStore(subscribe, () => parts.every((part) => part.now() !== null), absent);
  useEffect(() => {
    if (!wanted || there) return;
    let over = false;
    Promise.all(latest.current.parts.map((part) => part.load())).catch(() => {
      if (over) return;
      latest.current.giveUp();
      say();
    });
    return () => {
      over = true;
    };
  }, [wanted, there, say]);
  return wanted && there;
}
