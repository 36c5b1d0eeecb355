"use client";

import { CirclePause, Radio, Unplug } from "lucide-react";
import { useTranslations } from "next-intl";
import { useLiveData } from "@/components/dashboard/live-data";
import { cn } from "@/components/ui/cn";

const MARKS = {
  live: { icon: Radio, color: "text-pos" },
  reconnecting: { icon: Unplug, color: "text-warn" },
  paused: { icon: CirclePause, color: "text-ink-3" },
} as const;

/** Whether new data shows by itself. What is as it should be is only seen; what is not is said, too. */
export function LiveMark() {
  const t = useTranslations("dashboard.live");
  const { status } = useLiveData();
  const mark = status === "connecting" ? null : MARKS[status];
  return (
    <>
      {mark && status !== "connecting" ? (
        <span
          title={t(`${status}Hint`)}
          data-live={status}
          className="inline-flex items-center gap-1.5 whitespace-nowrap text-12 text-ink-2"
        >
          <mark.icon aria-hidden className={cn("size-3.5 shrink-0", mark.color)} />
          <span className="max-xl:sr-only">{t(status)}</span>
        </span>
      ) : null}
      <span role="status" className="sr-only">
        {status === "reconnecting" || status === "paused" ? t(`${status}Hint`) : ""}
      </span>
    </>
  );
}
