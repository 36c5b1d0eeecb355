"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import type { Locale } from "@/lib/format/format";
import { formatAge, formatDate } from "@/lib/format/format-date";
import type { ResultMeta } from "@/lib/query/result";

/** Data made daily is a day old at most; beyond this something has stopped. */
const STALE_HOURS = 36;
const HOUR = 3_600_000;

/** How old a table's data is, where that is older than it should be. */
export function TableAge({
  meta,
  locale,
  timezone,
}: {
  meta: Pick<ResultMeta, "dataAsOf" | "stale">;
  locale: Locale;
  timezone: string;
}) {
  const t = useTranslations("table.cells");
  // The reader's present, once there is one: the server's HTML has none.
  const [now, setNow] = useState<Date | null>(null);
  useEffect(() => {
    const tick = () => setNow(new Date());
    tick();
    const timer = setInterval(tick, 60_000);
    return () => clearInterval(timer);
  }, []);
  const { dataAsOf, stale } = meta;
  // A source that can't tell how old it is may still be behind.
  if (!dataAsOf) return stale ? <span className="whitespace-nowrap text-warn">{t("staleNow")}</span> : null;
  const old = now !== null && now.getTime() - new Date(dataAsOf).getTime() > STALE_HOURS * HOUR;
  if (!stale && !old) return null;
  return (
    <span
      className="whitespace-nowrap text-warn"
      title={[formatDate(dataAsOf, "minute", locale, { timezone }), ...(stale ? [t("staleNow")] : [])].join(
        " · ",
      )}
    >
      {now === null
        ? t("asOf", { moment: formatDate(dataAsOf, "minute", locale, { timezone }) })
        : t("age", { age: formatAge(dataAsOf, now, locale) })}
    </span>
  );
}
