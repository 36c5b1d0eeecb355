"use client";

import { useTranslations } from "next-intl";
import { useStore } from "zustand";
import type { ScrollRows } from "@/components/table/use-scroll-rows";
import { Button } from "@/components/ui/button";
import type { Locale } from "@/lib/format/format";
import { formatNumber } from "@/lib/format/format-number";

/** “1–28 / 48,231”: where one is in all rows, and what became of those that could not be read. */
export function ScrollPlace({
  title,
  scroll,
  locale,
}: {
  title: string;
  scroll: ScrollRows;
  locale: Locale;
}) {
  const t = useTranslations("table");
  const sight = useStore(scroll.sight);
  const { total, cut, error } = scroll;
  const write = (value: number) => formatNumber(value, undefined, locale);
  const first = sight && total !== null ? Math.min(sight.first + 1, total) : null;
  const last = sight && total !== null ? Math.min(sight.last + 1, total) : null;
  return (
    <section aria-label={t("rowsOf", { table: title })} className="flex items-center gap-2">
      {error ? (
        <>
          <span role="alert" className="text-neg">
            {error.id === null ? t("unreachable") : error.message}
          </span>
          <Button variant="ghost" size="sm" onClick={scroll.retry}>
            {t("retryLines")}
          </Button>
        </>
      ) : null}
      <p
        className="whitespace-nowrap"
        title={cut && total !== null ? t("cutRows", { count: write(total) }) : undefined}
      >
        {first === null || last === null ? "…" : total === 0 ? "0" : `${write(first)}–${write(last)}`}
        <span className="text-ink-2">
          {" / "}
          {total === null ? "…" : cut ? `${write(total)}+` : write(total)}
        </span>
      </p>
      {cut && total !== null ? <p className="text-ink-2">{t("cutRows", { count: write(total) })}</p> : null}
    </section>
  );
}
