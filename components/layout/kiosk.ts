"use client";

import { useSearchParams } from "next/navigation";

const PARAM = "kiosk";

/** Whether the address asks for the page alone, without menus: `?kiosk=1`. */
export const useKiosk = (): boolean => useSearchParams().get(PARAM) === "1";

/** Turns it on or off in the address; nothing is asked of the server. Coming back by the browser's button leaves it too. */
export function setKiosk(on: boolean): void {
  const params = new URLSearchParams(window.location.search);
  if (on) params.set(PARAM, "1");
  else params.delete(PARAM);
  const text = params.toString().replaceAll("%2C", ",").replaceAll("%3A", ":").replaceAll("%2F", "/");
  const url = window.location.pathname + (text ? `?${text}` : "");
  if (on) window.history.pushState(null, "", url);
  else window.history.replaceState(null, "", url);
}
