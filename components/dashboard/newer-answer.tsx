"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { useLiveData } from "@/components/dashboard/live-data";
import { formatTime } from "@/lib/format/format-date";
import { askQuery } from "@/lib/query/ask-query";
import type { QueryInput } from "@/lib/query/query";

export interface NewerAnswerProps {
  /** What was answered with older data. */
  queries: readonly QueryInput[];
  /** As of when, ISO 8601. */
  dataAsOf: string | null;
  timezone: string;
}

/** Says that a widget shows older data, reads the newer and then has the page drawn anew, in place. */
export function NewerAnswer({ queries, dataAsOf, timezone }: NewerAnswerProps) {
  const t = useTranslations("dashboard.older");
  const { refreshQuietly } = useLiveData();
  const [failed, setFailed] = useState(false);
  const texts = JSON.stringify(queries.map((query) => JSON.stringify(query)));
  useEffect(() => {
    const controller = new AbortController();
    setFailed(false);
    const bodies: string[] = JSON.parse(texts);
    Promise.all(bodies.map((body) => askQuery(body, controller.signal))).then(
      (answers) => {
        if (controller.signal.aborted) return;
        if (answers.some(({ error }) => error)) setFailed(true);
        else refreshQuietly();
      },
      () => {
        // Aborted: the page is another one.
      },
    );
    return () => controller.abort();
  }, [texts, refreshQuietly]);
  const moment = dataAsOf ? formatTime(dataAsOf, timezone) : "";
  return (
    <p
      role="status"
      data-older=""
      className="-translate-x-1/2 pointer-events-none absolute bottom-2 left-1/2 z-10 max-w-[90%] truncate rounded-full border border-line-2 bg-surface px-2 py-0.5 text-11 text-ink-2 shadow-1"
    >
      {t(failed ? "failed" : "reading", { known: dataAsOf ? "yes" : "no", moment })}
    </p>
  );
}
