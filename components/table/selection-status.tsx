"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useSyncExternalStore } from "react";
import { useStore } from "zustand";
import type { Cells } from "@/components/table/use-cell-selection";
import { cn } from "@/components/ui/cn";
import { componentOnDemand } from "@/components/ui/on-demand";
import { useParts } from "@/components/ui/use-parts";
import type { Locale } from "@/lib/format/format";
import { activeCell, isSingle } from "@/lib/table/cell-selection";
import { cellState } from "@/lib/table/cell-state";
import { exactText } from "@/lib/table/copy-cells";
import { columnAt } from "@/lib/table/grid-line";

const SelectionFigures = componentOnDemand(() =>
  import("@/components/table/selection-figures").then((part) => part.SelectionFigures),
);

const ignore = () => {};
const never = () => () => {};
const nothing = () => null;

export interface SelectionStatusProps {
  cells: Cells;
  locale: Locale;
  timezone: string;
  /** When nothing is selected. */
  children: ReactNode;
  className?: string;
}

/** As below a spreadsheet: the figures of a selection, or of one cell what the grid had to shorten. */
export function SelectionStatus({ cells, locale, timezone, children, className }: SelectionStatusProps) {
  const t = useTranslations("table.cells");
  const { selection, touched, copied } = useStore(cells.store);
  const { lines, watch, columns } = cells;
  // Of what is selected some may come only now.
  useSyncExternalStore(watch?.subscribe ?? never, watch?.snapshot ?? nothing, nothing);
  const several = touched && !isSingle(selection) && lines.length > 0;

  // Whoever has begun may select more.
  useEffect(() => {
    if (touched) SelectionFigures.part.load().catch(() => {});
  }, [touched]);
  useParts(several, [SelectionFigures.part], ignore);

  const otherwise = <span className="@max-[480px]:hidden">{children}</span>;
  const single = (): ReactNode => {
    const { row, column } = activeCell(selection);
    const line = lines.at(row);
    const own = line && columnAt(line, columns, column);
    const value = line?.cells[column];
    if (!touched || !own) return otherwise;
    if (copied) return <span className="text-accent">{t("copied")}</span>;
    const state = cellState(own, value);
    if (state !== "value" || value === undefined) return otherwise;
    return (
      <span className="truncate">
        {own.label}{" "}
        <b className="font-medium text-ink">{exactText({ column: own }, value, locale, timezone)}</b>
      </span>
    );
  };

  return (
    <div
      className={cn(
        "mr-auto flex min-w-0 flex-wrap items-center gap-x-3 text-ink-2 @max-[480px]:basis-full @max-[480px]:py-1",
        className,
      )}
    >
      {/* A single cell says itself when it gets the focus: only more than that is announced. */}
      <output
        aria-label={t("status")}
        aria-live="polite"
        className={cn(several ? "flex flex-wrap gap-x-3" : "sr-only")}
      >
        {several ? (
          <SelectionFigures
            selection={selection}
            lines={lines}
            columns={columns}
            copied={copied !== null}
            locale={locale}
          />
        ) : copied ? (
          t("copied")
        ) : null}
      </output>
      {several ? null : (
        <span aria-hidden={copied ? true : undefined} className="truncate">
          {single()}
        </span>
      )}
    </div>
  );
}
