"use client";

import { useSearchParams } from "next/navigation";
import { useEffect, useRef } from "react";

/** Minutes between two refreshes; 0: none. */
export const AUTO_REFRESH = [0, 1, 5, 15] as const;
export type AutoRefresh = (typeof AUTO_REFRESH)[number];

const PARAM = "refresh";
const RETRY_MS = 15_000;

export const parseAutoRefresh = (text: string | null): AutoRefresh =>
  AUTO_REFRESH.find((minutes) => String(minutes) === text) ?? 0;

/** Whether the server answers: a refresh that fails would leave the page for the browser's own error. */
const isReachable = () =>
  fetch("/api/livez", { cache: "no-store" }).then(
    ({ ok }) => ok,
    () => false,
  );

/**
 * Refreshes every so many minutes as the address says (`?refresh=5`), while somebody looks; who comes back after longer gets it
 * at once. For data whose source can't say that they have changed.
 * @param now when the page was drawn last
 */
export function useAutoRefresh(
  now: string,
  refresh: () => void,
): { minutes: AutoRefresh; setMinutes: (minutes: AutoRefresh) => void } {
  const minutes = parseAutoRefresh(useSearchParams().get(PARAM));
  const latest = useRef(refresh);
  useEffect(() => {
    latest.current = refresh;
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: counts anew from each drawing of the page.
  useEffect(() => {
    if (minutes === 0) return;
    const due = Date.now() + minutes * 60_000;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let ended = false;
    const look = async () => {
      clearTimeout(timer);
      if (ended || document.hidden) return;
      const left = due - Date.now();
      if (left > 0) timer = setTimeout(look, left);
      else if (await isReachable()) ended || latest.current();
      else timer = setTimeout(look, RETRY_MS);
    };
    void look();
    document.addEventListener("visibilitychange", look);
    return () => {
      ended = true;
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", look);
    };
  }, [minutes, now]);
  return { minutes, setMinutes };
}

/** Into the address, as a table's state goes there: nothing is asked of the server. */
function setMinutes(minutes: AutoRefresh): void {
  const { pathname, search } = window.location;
  const params = new URLSearchParams(search);
  if (minutes === 0) params.delete(PARAM);
  else params.set(PARAM, String(minutes));
  const text = params.toString().replaceAll("%2C", ",").replaceAll("%3A", ":").replaceAll("%2F", "/");
  window.history.replaceState(null, "", pathname + (text ? `?${text}` : ""));
}
