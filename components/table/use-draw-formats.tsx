"use client";

import {
  ArrowDown,
  ArrowRight,
  ArrowUp,
  Check,
  Flag,
  type LucideIcon,
  Star,
  TriangleAlert,
  X,
} from "lucide-react";
import { useTranslations } from "next-intl";
import { type CSSProperties, type ReactNode, useMemo } from "react";
import { barFill, toCss } from "@/components/table/format-css";
import type { BarFormat } from "@/lib/table/conditional-format";
import type { FormatFacts } from "@/lib/table/format-facts";
import type { CellStyle, ConditionalFormat, FormatIcon, RowKind } from "@/lib/table/format-rule";
import type { CellOf } from "@/lib/table/meets-rule";
import { plainName } from "@/lib/table/pivot-column";
import { compilePivotFormats } from "@/lib/table/pivot-formats";

export const FORMAT_ICONS: Record<FormatIcon, LucideIcon> = {
  "arrow-up": ArrowUp,
  "arrow-right": ArrowRight,
  "arrow-down": ArrowDown,
  check: Check,
  cross: X,
  alert: TriangleAlert,
  flag: Flag,
  star: Star,
};

/** px a data bar takes, left of the number: it never runs beneath the digits. */
export const BAR_LANE = 56;
/** px of an icon and its gap. */
const ICON_LANE = 18;

/** How a cell is drawn: its colours, and what stands before its text. */
export interface DrawnCell {
  css?: CSSProperties;
  mark?: ReactNode;
}
/** Asked once a row, then by column. */
export type DrawFormats = (cellOf: CellOf, kind: RowKind) => (column: string) => DrawnCell | undefined;

const UNDRAWN = () => undefined;
/** Of a table without formats: whoever draws need not ask for any cell. */
export const NO_FORMATS: DrawFormats = () => UNDRAWN;

/** A table's formats ready to draw. */
export function useDrawFormats(
  formats: readonly ConditionalFormat[] | undefined,
  facts: FormatFacts,
): DrawFormats {
  const t = useTranslations("table.format.icons");
  return useMemo(() => {
    if (!formats || formats.length === 0) return NO_FORMATS;
    const formatter = compilePivotFormats(formats, facts);
    // A scale has few colours and a table many cells: each is turned into CSS once.
    const known = new Map<string, CSSProperties>();
    const css = (style: CellStyle) => {
      const key = JSON.stringify(style);
      const found = known.get(key) ?? toCss(style);
      known.set(key, found);
      return found;
    };
    return (cellOf, kind) => {
      const cells = formatter(cellOf, kind);
      return (column) => {
        const cell = cells(column);
        if (!cell) return undefined;
        const Icon = cell.icon && FORMAT_ICONS[cell.icon];
        const mark =
          cell.bar || Icon ? (
            <>
              {cell.bar ? <DataBarLane bar={cell.bar} /> : null}
              {Icon && cell.icon ? (
                <Icon role="img" aria-label={t(cell.icon)} className="mr-1 size-3.5 shrink-0" />
              ) : null}
            </>
          ) : undefined;
        return { ...(cell.style ? { css: css(cell.style) } : {}), ...(mark ? { mark } : {}) };
      };
    };
  }, [formats, facts, t]);
}

/** The bar in its own lane; below zero it runs to the left. The number beside it says the same. */
export function DataBarLane({ bar }: { bar: BarFormat }) {
  const from = Math.min(bar.zero, bar.end);
  return (
    <span aria-hidden data-bar="" className="relative mr-auto h-3 w-12 shrink-0">
      <span
        className="absolute inset-y-0 min-w-px rounded-[1px]"
        style={{
          left: `${from * 100}%`,
          width: `${Math.abs(bar.end - bar.zero) * 100}%`,
          background: barFill(bar),
        }}
      />
      {bar.zero > 0 && bar.zero < 1 ? (
        <span className="absolute inset-y-0 w-px bg-line-ctl" style={{ left: `${bar.zero * 100}%` }} />
      ) : null}
    </span>
  );
}

/** Room for what formats put before the numbers. */
export function useFormatWidths(
  widths: Record<string, number>,
  formats: readonly ConditionalFormat[] | undefined,
) {
  return useMemo(() => {
    const wide = { ...widths };
    for (const { column, rules } of formats ?? []) {
      const live = rules.filter(({ enabled }) => enabled !== false);
      const extra =
        (live.some(({ bar }) => bar) ? BAR_LANE : 0) + (live.some(({ icon }) => icon) ? ICON_LANE : 0);
      for (const name of Object.keys(wide))
        if (name === column || plainName(name) === column) wide[name] = (wide[name] ?? 0) + extra;
    }
    return wide;
  }, [widths, formats]);
}
