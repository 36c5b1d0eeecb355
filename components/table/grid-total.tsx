"use client";

import { useTranslations } from "next-intl";
import { memo } from "react";
import { CellContent } from "@/components/table/cell-content";
import type { ColumnPlaces } from "@/components/table/column-place";
import type { GridProps } from "@/components/table/grid-props";
import { cn } from "@/components/ui/cn";
import type { Result } from "@/lib/query/result";

/** `display: grid` takes table roles away in some browsers: it is said once more. */
const ROW = { role: "row" } as const;

export interface GridTotalProps {
  grandTotal: NonNullable<Result["grandTotal"]>;
  grid: GridProps;
  places: ColumnPlaces;
  /** Rows of headings above the columns' names. */
  heads: number;
  /** Columns drawn; undefined for all. */
  drawn: readonly number[] | undefined;
  className: string;
}

/** The grand total, pinned below the rows. */
export const GridTotal = memo(function GridTotal(props: GridTotalProps) {
  const { grandTotal, grid, places, heads, drawn: placesDrawn, className } = props;
  const t = useTranslations("table");
  const { columns, lines, total, count, locale, timezone } = grid;
  const drawn = grid.draw((name) => grandTotal[name], "total");
  return (
    <tr
      {...ROW}
      aria-busy={grid.totalDimmed || undefined}
      aria-rowindex={count === null ? undefined : count + heads + 2}
      className={cn(className, "h-8 border-line-ctl border-t bg-surface font-semibold pointer-coarse:h-11")}
    >
      {(placesDrawn ?? [...columns.keys()]).map((i) => {
        const shown = columns[i];
        if (!shown) return null;
        const first = i === 0 && shown.column.kind === "dimension";
        const { css, mark } = drawn(shown.name) ?? {};
        return (
          <td
            key={shown.name}
            role={first ? "rowheader" : "gridcell"}
            data-cell={`${lines.length}:${i}`}
            aria-colindex={i + 1}
            style={{ ...places.style(i), ...(placesDrawn ? { gridColumnStart: i + 1 } : {}), ...css }}
            className={cn(
              places.cellClass(i),
              places.frozenAt(i) && "bg-surface",
              (grid.dimmed || grid.totalDimmed) && "text-ink-3",
            )}
          >
            {first ? (
              <span className="flex min-w-0 items-center gap-1">
                {grid.totalMenu}
                <span
                  className="truncate"
                  title={[t("total"), ...(total === null ? [] : [t("totalRows", { count: total })])].join(
                    " ",
                  )}
                >
                  {t("total")}
                  {total === null ? null : (
                    <span className="ml-1.5 font-normal text-ink-2">{t("totalRows", { count: total })}</span>
                  )}
                </span>
              </span>
            ) : shown.column.kind === "measure" ? (
              <>
                {mark}
                <CellContent
                  shown={shown}
                  value={grandTotal[shown.name] ?? null}
                  locale={locale}
                  timezone={timezone}
                  display={grid.displays(null, shown.column)}
                />
              </>
            ) : null}
          </td>
        );
      })}
    </tr>
  );
});
