"use client";

import { ArrowDown, ArrowUp } from "lucide-react";
import { useTranslations } from "next-intl";
import { type CSSProperties, type ReactNode, useState } from "react";
import { ResizeHandle } from "@/components/table/resize-handle";
import { cn } from "@/components/ui/cn";
import type { Sort } from "@/lib/query/query";
import type { TableColumn } from "@/lib/table/columns";
import { fullName } from "@/lib/table/header-groups";

export interface TableHeaderProps {
  column: TableColumn;
  /** Undefined where the rows are not sorted by it. */
  sorted: Sort["direction"] | undefined;
  /** More than one column sorts: which this is, from 1. */
  place: number | undefined;
  /** @param adds after what sorts already */
  onSort: (adds: boolean) => void;
  /** Its place among the columns shown. */
  index: number;
  /** Frozen columns keep their place; `last` draws the line behind them. */
  frozen: { last: boolean; first: boolean } | null;
  /** A line stands before it, as before the heading above. */
  starts: boolean;
  style: CSSProperties | undefined;
  menu: ReactNode;
  /** Another column's head was dropped on this one. */
  onDropColumn: (name: string) => void;
  onDrag: (width: number) => void;
  onResize: (width: number) => void;
  onFit: () => void;
}

/** `display: grid` takes table roles away in some browsers: it is said once more. */
const ROLE = { role: "columnheader" } as const;
/** The line behind the frozen columns; a shadow once something has moved under them. */
export const FROZEN_EDGE =
  "shadow-[inset_-1px_0_0_var(--line-2)] group-data-scrolled/scroll:shadow-[inset_-1px_0_0_var(--line-2),var(--sh-frozen)]";

/** The line before the columns frozen at the right. */
export const FROZEN_START = "shadow-[inset_1px_0_0_var(--line-2)]";
/** What a dragged head carries: nothing else may be dropped here. */
const DRAGGED = "application/x-lookflex-column";

const ARIA_SORT = { asc: "ascending", desc: "descending" } as const;

/** One column's head: its name and unit sort (shift adds), its menu, its edge resizes. */
export function TableHeader({
  column: meta,
  sorted,
  place,
  onSort,
  index,
  frozen,
  starts,
  style,
  menu,
  onDropColumn,
  onDrag,
  onResize,
  onFit,
}: TableHeaderProps) {
  const t = useTranslations("table");
  const [over, setOver] = useState(false);
  const Arrow = sorted === "asc" ? ArrowUp : ArrowDown;
  const end = meta.align === "end";
  const name = fullName(meta);
  const text = meta.short ?? meta.column.label;
  const spoken = name.toLowerCase().includes(text.toLowerCase()) ? name : `${name} (${text})`;
  return (
    <th
      {...ROLE}
      scope="col"
      data-head={index}
      aria-colindex={index + 1}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes(DRAGGED)) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        setOver(false);
        const name = event.dataTransfer.getData(DRAGGED);
        if (name && name !== meta.name) onDropColumn(name);
      }}
      aria-sort={sorted ? ARIA_SORT[sorted] : undefined}
      style={style}
      className={cn(
        "group/head relative flex min-w-0 items-center gap-0.5 bg-sunken px-2 font-medium first:pl-3 last:pr-3",
        // The last edge has no neighbour to reach into: it would make the table wider than its window.
        "last:[&>[role=separator]]:right-0",
        end ? "justify-end" : meta.align === "center" ? "justify-center" : "justify-start",
        starts && "border-line border-l",
        frozen && "sticky z-20",
        frozen?.last && FROZEN_EDGE,
        frozen?.first && FROZEN_START,
        over && "bg-press",
      )}
    >
      {/* The menu of a number stands at its name: at the cell's edge it would look like the neighbour's. */}
      <span className={cn("inline-flex min-w-0 items-center gap-0.5", end && "relative")}>
        <button
          type="button"
          onClick={(event) => onSort(event.shiftKey)}
          title={t("sortHint")}
          // Below a heading the name alone says too little, and to a screen reader nothing else is on the button.
          aria-label={name === text ? undefined : [spoken, meta.unit].filter(Boolean).join(" ")}
          draggable
          onDragStart={(event) => {
            event.dataTransfer.effectAllowed = "move";
            event.dataTransfer.setData(DRAGGED, meta.name);
          }}
          className={cn(
            "inline-flex min-w-0 items-center gap-1 rounded-tag hover:text-ink",
            sorted ? "text-accent hover:text-accent-hover" : "text-ink-2",
          )}
        >
          {sorted ? (
            <span className="inline-flex shrink-0 items-center">
              <Arrow aria-hidden className="size-3.5" />
              {place ? <span className="text-11">{place}</span> : null}
            </span>
          ) : null}
          <span className="truncate" title={text}>
            {text}
          </span>
          {meta.unit ? " " : null}
          {meta.unit ? <span className={cn("shrink-0", sorted ? "" : "text-ink-3")}>{meta.unit}</span> : null}
        </button>
        {menu}
      </span>
      <ResizeHandle label={name} width={meta.width} onDrag={onDrag} onCommit={onResize} onReset={onFit} />
    </th>
  );
}
