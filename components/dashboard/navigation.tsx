"use client";

import { useRouter } from "next/navigation";
import { createContext, type ReactNode, use, useCallback, useMemo } from "react";
import { LiveData, type PageData } from "@/components/dashboard/live-data";
import { useHeldTransition } from "@/components/dashboard/use-held-transition";

interface Navigation {
  /** New data is on its way; the old stays in sight, dimmed. */
  pending: boolean;
  /**
   * Goes to the same dashboard with other parameters, `?from=…`. Tables go back to their first page.
   * `fresh`: what the server knows has changed, so that an address seen before is asked for again.
   */
  navigate: (params: URLSearchParams, options?: { replace?: boolean; fresh?: boolean }) => void;
  /** Asks for everything again. */
  refresh: () => void;
}

const NavigationContext = createContext<Navigation>({
  pending: false,
  navigate: () => {},
  refresh: () => {},
});

export const useNavigation = (): Navigation => use(NavigationContext);

/**
 * Changes of a dashboard's address that need the server, in one transition: nothing blinks. So does what the page follows by itself.
 * @param data what the page is drawn with; it follows nothing without
 */
export function NavigationProvider({ data, children }: { data?: PageData; children: ReactNode }) {
  const router = useRouter();
  const { pending, start } = useHeldTransition();
  const navigate = useCallback(
    (params: URLSearchParams, { replace = false, fresh = false } = {}) => {
      const text = params.toString().replaceAll("%2C", ",").replaceAll("%3A", ":").replaceAll("%2F", "/");
      const url = window.location.pathname + (text ? `?${text}` : "");
      start(() => {
        if (replace) router.replace(url, { scroll: false });
        else router.push(url, { scroll: false });
        if (fresh) router.refresh();
      });
    },
    [start, router],
  );
  const refresh = useCallback(() => start(() => router.refresh()), [start, router]);
  const value = useMemo(() => ({ pending, navigate, refresh }), [pending, navigate, refresh]);
  return (
    <NavigationContext value={value}>
      {data ? <LiveData {...data}>{children}</LiveData> : children}
    </NavigationContext>
  );
}

/** What is dimmed while new data comes, after a moment: what answers at once must not flicker. */
export function PendingArea({ children }: { children: ReactNode }) {
  const { pending } = useNavigation();
  return (
    <div
      aria-busy={pending}
      data-pending={pending ? "" : undefined}
      className="transition-opacity data-pending:opacity-50 data-pending:delay-150"
    >
      {children}
    </div>
  );
}
