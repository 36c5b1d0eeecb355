"use client";

import { useRouter } from "next/navigation";
import { useCallback, useEffect, useRef, useTransition } from "react";
import { holdAddress } from "@/components/dashboard/hold-address";

/** Has the server draw the page anew; what tables write into the address meanwhile is kept. */
export function useHeldRefresh(): { pending: boolean; refresh: () => void } {
  const router = useRouter();
  const [pending, start] = useTransition();
  const release = useRef<(() => void) | null>(null);
  const refresh = useCallback(() => {
    release.current ??= holdAddress();
    start(() => router.refresh());
  }, [router]);
  const letGo = useCallback(() => {
    release.current?.();
    release.current = null;
  }, []);
  useEffect(() => {
    if (!pending) letGo();
  }, [pending, letGo]);
  useEffect(() => letGo, [letGo]);
  return { pending, refresh };
}
