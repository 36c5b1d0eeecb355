"use client";

import { useTranslations } from "next-intl";
import { SeriesSwatch } from "@/components/chart/series-swatch";
import { cn } from "@/components/ui/cn";
import { describePlace } from "@/lib/chart/describe-place";
import type { PreparedChart } from "@/lib/chart/prepared-chart";

/** The values of one place, in the order of the stack, with their total. */
export function ChartTooltip({ chart, place }: { chart: PreparedChart; place: number }) {
  const t = useTranslations("chart");
  const { title, rows, total, notes, at } = describePlace(chart, place);
  const right = at.x < 50;
  const below = at.y < 55;
  return (
    <div
      aria-hidden
      data-tooltip
      className={cn("pointer-events-none absolute inset-x-0 z-10 flex", right ? "" : "flex-row-reverse")}
      style={below ? { top: `${at.y}%` } : { bottom: `${100 - at.y}%` }}
    >
      {/* Keeps its distance from what is pointed at as long as the plot has room for both. */}
      <div style={{ flexBasis: `calc(${right ? at.x : 100 - at.x}% + 16px)` }} />
      <div className="min-w-36 shrink-0 rounded-2 bg-ink px-3 py-2 text-12 text-surface">
        <p className="mb-1 max-w-64 truncate font-medium">{title}</p>
        {rows.length === 0 ? <p className="whitespace-nowrap opacity-75">{t("noValue")}</p> : null}
        {rows.map(({ color, label, value }, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows of one place never move
          <p key={i} className="flex items-center gap-2 py-0.5">
            {color === null ? null : <SeriesSwatch color={color} />}
            <span className="max-w-40 flex-1 truncate">{label}</span>
            <span className="whitespace-nowrap pl-4 text-right">{value}</span>
          </p>
        ))}
        {total !== null ? (
          <p className="mt-1 flex justify-between border-current/25 border-t pt-1 font-medium">
            <span>{t("total")}</span>
            <span className="pl-4">{total}</span>
          </p>
        ) : null}
        {notes.map((note) => (
          <p key={note} className="mt-1 max-w-56 border-current/25 border-t pt-1">
            {note}
          </p>
        ))}
      </div>
    </div>
  );
}
