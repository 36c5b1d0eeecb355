"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { ChartTable } from "@/components/chart/chart-table";
import type { PreparedChart } from "@/lib/chart/prepared-chart";

/** The chart as a table over itself; its rows are made when somebody opens it. */
export function ChartTableDisclosure({ chart, title }: { chart: PreparedChart; title: string }) {
  const t = useTranslations("chart");
  const [open, setOpen] = useState(false);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary
        className={`-top-[30px] absolute right-0 z-30 list-none rounded-2 border border-line-2 bg-surface px-2 py-0.5 text-11 text-ink-2 opacity-0 transition-opacity hover:bg-hover focus-visible:opacity-100 group-hover/widget:opacity-100 [&::-webkit-details-marker]:hidden ${open ? "opacity-100" : "pointer-coarse:static pointer-coarse:mt-1 pointer-coarse:inline-flex pointer-coarse:min-h-11 pointer-coarse:items-center pointer-coarse:opacity-100"}`}
      >
        {open ? t("showChart") : t("showTable")}
      </summary>
      {open ? (
        <section
          aria-label={t("table", { title })}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable to be scrolled by keyboard
          tabIndex={0}
          className="-inset-x-3 -bottom-3 absolute top-0 z-20 overflow-auto bg-surface px-3 outline-offset-[-2px]"
        >
          <ChartTable chart={chart} title={title} />
        </section>
      ) : null}
    </details>
  );
}
