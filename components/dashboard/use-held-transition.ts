"use client";

import { useCallback, useEffect, useRef, useTransition } from "react";
import { holdAddress } from "@/components/dashboard/hold-address";

/** A transition of the router's; what tables write into the address meanwhile is kept. */
export function useHeldTransition(): { pending: boolean; start: (go: () => void) => void } {
  const [pending, begin] = useTransition();
  const release = useRef<(() => void) | null>(null);
  const start = useCallback((go: () => void) => {
    release.current ??= holdAddress();
    begin(go);
  }, []);
  const letGo = useCallback(() => {
    release.current?.();
    release.current = null;
  }, []);
  useEffect(() => {
    if (!pending) letGo();
  }, [pending, letGo]);
  useEffect(() => letGo, [letGo]);
  return { pending, start };
}
