"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";

/** The address within the site that a click leads to from this page; null for any other click. */
function destinationOf(event: MouseEvent): string | null {
  if (event.defaultPrevented || event.button !== 0) return null;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return null;
  const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
  if (!(link instanceof HTMLAnchorElement) || link.target || link.hasAttribute("download")) return null;
  const { origin, pathname, search, hash } = new URL(link.href);
  if (origin !== window.location.origin || pathname === window.location.pathname) return null;
  return pathname + search + hash;
}

/** Asks before a link, a reload or a closed tab takes away what was typed. */
export function useLeaveGuard(unsaved: boolean) {
  const router = useRouter();
  const [asked, setAsked] = useState<string | null>(null);
  useEffect(() => {
    if (!unsaved) return;
    const onUnload = (event: BeforeUnloadEvent) => event.preventDefault();
    const onClick = (event: MouseEvent) => {
      const destination = destinationOf(event);
      if (destination === null) return;
      event.preventDefault();
      event.stopPropagation();
      setAsked(destination);
    };
    window.addEventListener("beforeunload", onUnload);
    // Before the links' own handlers.
    document.addEventListener("click", onClick, true);
    return () => {
      window.removeEventListener("beforeunload", onUnload);
      document.removeEventListener("click", onClick, true);
    };
  }, [unsaved]);
  return {
    asking: asked !== null,
    stay: () => setAsked(null),
    leave: () => {
      setAsked(null);
      if (asked !== null) router.push(asked);
    },
  };
}
