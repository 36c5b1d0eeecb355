"use client";

import { RefreshCw } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { useNavigation } from "@/components/dashboard/navigation";
import { useShortcut } from "@/components/layout/use-shortcut";
import { StatusDot } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Tooltip } from "@/components/ui/tooltip";
import type { Locale } from "@/lib/format/format";
import { formatAge, formatMoment, formatTime } from "@/lib/format/format-date";

export interface FreshnessProps {
  /** The oldest of the dashboard's datasets, ISO 8601; null when no source can tell. */
  dataAsOf: string | null;
  /** The server's present, ISO 8601. */
  now: string;
  timezone: string;
}

const HOUR = 3_600_000;
/** Data made daily is a day old at most; beyond this something has stopped. */
const STALE_HOURS = 36;

/** As of when the numbers are, how long ago that was, and a button to ask again (also `r`). */
export function Freshness({ dataAsOf, now, timezone }: FreshnessProps) {
  const t = useTranslations("dashboard");
  const locale: Locale = useLocale() === "en" ? "en" : "ko";
  const { refresh, pending } = useNavigation();
  const [clock, setClock] = useState(now);
  useEffect(() => {
    setClock(now);
    const timer = setInterval(() => setClock(new Date().toISOString()), 60_000);
    return () => clearInterval(timer);
  }, [now]);
  useShortcut("refresh", refresh);

  const present = new Date(clock);
  const hours = dataAsOf ? (present.getTime() - new Date(dataAsOf).getTime()) / HOUR : 0;
  const stale = hours > STALE_HOURS;
  return (
    <>
      {dataAsOf ? (
        <span className={cn("hidden text-12 xl:inline", stale ? "text-warn" : "text-ink-2")}>
          <StatusDot tone={stale ? "warning" : "positive"}>
            <span>
              {t("asOf", {
                moment:
                  hours < 20
                    ? formatTime(dataAsOf, timezone)
                    : formatMoment(dataAsOf, present, locale, timezone),
              })}{" "}
              {hours < 20 || stale ? formatAge(dataAsOf, present, locale) : null}
            </span>
          </StatusDot>
        </span>
      ) : null}
      <Tooltip content={t("refreshHint")}>
        <Button variant="ghost" size="icon" aria-label={t("refresh")} busy={pending} onClick={refresh}>
          <RefreshCw aria-hidden className={cn(pending && "animate-spin")} />
        </Button>
      </Tooltip>
    </>
  );
}
