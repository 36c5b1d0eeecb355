"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { LiveMark } from "@/components/dashboard/live-mark";
import { RefreshButton } from "@/components/dashboard/refresh-button";
import { useViewerLocale } from "@/components/layout/use-viewer-locale";
import { StatusDot } from "@/components/ui/badge";
import { cn } from "@/components/ui/cn";
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

/** Whether the numbers follow their data, as of when they are, how long ago that was, and a button to ask again. */
export function Freshness({ dataAsOf, now, timezone }: FreshnessProps) {
  const t = useTranslations("dashboard");
  const locale = useViewerLocale();
  const [clock, setClock] = useState(now);
  useEffect(() => {
    setClock(now);
    const timer = setInterval(() => setClock(new Date().toISOString()), 60_000);
    return () => clearInterval(timer);
  }, [now]);

  const present = new Date(clock);
  const hours = dataAsOf ? (present.getTime() - new Date(dataAsOf).getTime()) / HOUR : 0;
  const stale = hours > STALE_HOURS;
  return (
    <>
      <LiveMark />
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
      <RefreshButton now={now} />
    </>
  );
}
