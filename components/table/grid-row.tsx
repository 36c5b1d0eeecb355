"use client";

import { memo, type ReactElement } from "react";
import type { ColumnPlaces } from "@/components/table/column-place";
import { gridCell } from "@/components/table/grid-cell";
import { NoteLine } from "@/components/table/note-line";
import type { RowGrid } from "@/components/table/row-grid";
import { NO_FORMATS } from "@/components/table/use-draw-formats";
import { cn } from "@/components/ui/cn";
import type { TableLine } from "@/lib/table/table-lines";

const NOTHING_DRAWN = () => undefined;
/** `display: grid` takes table roles away in some browsers: they are said once more. */
const ROW = { role: "row" } as const;

/** It filters other widgets. */
const CHOSEN = { "aria-current": "true", "data-chosen": "" } as const;

export interface GridRowProps {
  /** Undefined while it has not come: its cells are there and say so. */
  line: TableLine | undefined;
  /** Its place among the lines drawn. */
  row: number;
  grid: RowGrid;
  places: ColumnPlaces;
  /** Rows of headings above the columns' names. */
  heads: number;
  /** Classes of every row, its height among them. */
  className: string;
  /** Columns drawn; undefined for all. */
  shownAt: readonly number[] | undefined;
  /** px left empty above it. */
  gap: number;
  /** Where its height is its text's. */
  measure: ((row: Element | null) => void) | undefined;
}

/** One line of a table: a row, a group or subtotal, or a note in the place of what is not there yet. */
export const GridRow = memo(function GridRow(props: GridRowProps) {
  const { line, row, grid, places, heads, className, shownAt, gap, measure } = props;
  const common = {
    ...ROW,
    ...(measure ? { ref: measure, "data-index": row } : {}),
    style: gap > 0 ? { marginTop: gap } : undefined,
    "aria-rowindex": grid.offset + row + heads + 2,
    "aria-level": grid.tree && line ? line.depth + 1 : undefined,
    "aria-busy": line ? undefined : true,
  };
  if (line && !("cells" in line))
    return (
      <tr {...common} className={cn(className, "border-line border-b")}>
        <NoteLine
          line={line}
          row={row}
          columns={grid.columns.length}
          onMore={grid.onMore}
          onRetry={grid.onRetry}
        />
      </tr>
    );
  const heavy = line !== undefined && line.kind !== "row";
  const drawn =
    line?.valued && grid.draw !== NO_FORMATS
      ? grid.draw(grid.cellOf(line), line.kind === "row" && line.detailed ? "data" : "subtotal")
      : NOTHING_DRAWN;
  const cells: (ReactElement | null)[] = [];
  const cell = (at: number) => cells.push(gridCell({ line, row, at, grid, places, heavy, drawn, shownAt }));
  if (shownAt) for (const at of shownAt) cell(at);
  else for (let at = 0; at < grid.columns.length; at++) cell(at);
  return (
    <tr
      {...common}
      {...(line && grid.isChosen(line) ? CHOSEN : {})}
      aria-expanded={grid.tree && line?.expandable ? line.open : undefined}
      className={cn(
        className,
        "group/row border-line border-b hover:bg-hover",
        heavy && "bg-sunken font-medium",
      )}
    >
      {cells}
    </tr>
  );
});
