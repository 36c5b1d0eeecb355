"use client";

import { Maximize, Minimize } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect } from "react";
import { setKiosk, useKiosk } from "@/components/layout/kiosk";
import { isTaken } from "@/components/layout/typing-target";
import { Button } from "@/components/ui/button";
import { Tooltip } from "@/components/ui/tooltip";

/** What a screen on a wall does not need. */
export function OutsideKiosk({ children }: { children: ReactNode }) {
  return useKiosk() ? null : children;
}

/** Shows the dashboard alone, and fills the screen with it where the browser lets it. */
export function KioskButton() {
  const t = useTranslations("dashboard");
  const enter = () => {
    setKiosk(true);
    // Refused or unknown (phones): the page stands alone in its window then.
    void document.documentElement.requestFullscreen?.().catch(() => {});
  };
  return (
    <Tooltip content={t("kiosk.enter")}>
      <Button
        variant="ghost"
        size="icon"
        aria-label={t("kiosk.enter")}
        onClick={enter}
        className="max-md:hidden"
      >
        <Maximize aria-hidden />
      </Button>
    </Tooltip>
  );
}

function leave(): void {
  setKiosk(false);
  if (document.fullscreenElement) void document.exitFullscreen().catch(() => {});
}

export interface KioskBarProps {
  title: string;
  subtitle?: string | undefined;
  /** As of when the numbers are. */
  children: ReactNode;
}

/** The one line above a dashboard that stands alone: what it is, how fresh it is, and the way out (also Escape). */
export function KioskBar({ title, subtitle, children }: KioskBarProps) {
  const t = useTranslations("dashboard");
  const kiosk = useKiosk();
  useEffect(() => {
    if (!kiosk) return;
    const press = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || event.defaultPrevented || event.isComposing) return;
      // What is open has its own Escape, and so has a field.
      if (isTaken(event.target)) return;
      leave();
    };
    // The browser keeps the Escape that ends its full screen to itself.
    const change = () => (document.fullscreenElement ? undefined : leave());
    window.addEventListener("keydown", press);
    document.addEventListener("fullscreenchange", change);
    return () => {
      window.removeEventListener("keydown", press);
      document.removeEventListener("fullscreenchange", change);
    };
  }, [kiosk]);
  useEffect(() => {
    if (!kiosk) return;
    let held: WakeLockSentinel | undefined;
    // The system takes it back whenever the page is out of sight; where it refuses, the screen sleeps as it always did.
    const hold = async () => {
      if (document.visibilityState === "visible")
        held = await navigator.wakeLock?.request("screen").catch(() => undefined);
    };
    void hold();
    document.addEventListener("visibilitychange", hold);
    return () => {
      document.removeEventListener("visibilitychange", hold);
      void held?.release();
    };
  }, [kiosk]);
  if (!kiosk) return null;
  return (
    <header
      data-print="hide"
      className="sticky top-0 z-30 flex min-h-10 shrink-0 items-center gap-3 border-line border-b bg-surface px-4"
    >
      <h1 className="min-w-0 truncate font-semibold text-15">{title}</h1>
      {subtitle ? <p className="hidden shrink-0 text-12 text-ink-2 sm:block">{subtitle}</p> : null}
      <div className="ml-auto flex shrink-0 items-center gap-2">
        {children}
        <Tooltip content={t("kiosk.leaveHint")}>
          <Button variant="ghost" size="icon" aria-label={t("kiosk.leave")} onClick={leave}>
            <Minimize aria-hidden />
          </Button>
        </Tooltip>
      </div>
    </header>
  );
}
