"use client";

import { useTranslations } from "next-intl";
import { memo } from "react";
import { CellContent } from "@/components/table/cell-content";
import type { ColumnPlaces } from "@/components/table/column-place";
import type { GridProps } from "@/components/table/grid-props";
import { NoteLine } from "@/components/table/note-line";
import { INDENT, TreeCell } from "@/components/table/tree-cell";
import { cn } from "@/components/ui/cn";
import { deltaTone } from "@/lib/format/format-delta";
import type { Cell } from "@/lib/query/result";
import { cellText, drawnColumn, type TableColumn } from "@/lib/table/columns";
import type { DataLine, TableLine } from "@/lib/table/table-lines";

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
  grid: GridProps;
  places: ColumnPlaces;
  /** Rows of headings above the columns' names. */
  heads: number;
  /** Classes of every row, its height among them. */
  className: string;
  /** Some line opens: all names leave room for the arrow. */
  opens: boolean;
  /** Columns drawn; undefined for all. */
  shownAt: readonly number[] | undefined;
  /** px left empty above it. */
  gap: number;
  /** Where its height is its text's. */
  measure: ((row: Element | null) => void) | undefined;
}

/** One line of a table: a row, a group or subtotal, or a note in the place of what is not there yet. */
export const GridRow = memo(function GridRow(props: GridRowProps) {
  const { line, row, grid, places, heads, className, opens, shownAt, gap, measure } = props;
  const t = useTranslations("table");
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
  const drawn = line?.valued
    ? grid.draw(grid.cellOf(line), line.kind === "row" && line.detailed ? "data" : "subtotal")
    : NOTHING_DRAWN;
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
      {(shownAt ?? [...grid.columns.keys()]).map((i) => {
        const shown = grid.columns[i];
        if (!shown) return null;
        const value = line ? (line.cells[shown.index] ?? null) : undefined;
        const named = shown.name === grid.treeColumn;
        const own = named && line?.own ? drawnColumn(line.own, grid.config) : shown.column;
        const isDimension = shown.column.kind === "dimension";
        const blank = line && (isDimension ? !named && !line.detailed : !line.valued);
        const { css, mark } = drawn(own.name) ?? {};
        const Tag = isDimension ? "th" : "td";
        return (
          <Tag
            key={shown.name}
            role={Tag === "th" ? "rowheader" : "gridcell"}
            data-cell={`${row}:${i}`}
            aria-colindex={i + 1}
            {...(Tag === "th" ? { scope: "row" } : {})}
            style={{ ...places.style(i), ...(shownAt ? { gridColumnStart: i + 1 } : {}), ...css }}
            className={cn(
              places.cellClass(i),
              heavy ? "font-medium" : "font-normal",
              places.frozenAt(i) &&
                !css?.backgroundColor &&
                cn(heavy ? "bg-sunken" : "bg-surface", "group-hover/row:bg-hover"),
              value === null && "text-ink-3",
              value !== undefined && isBad(shown, value) && "text-neg",
              shown.wrap && "py-1",
            )}
          >
            {/* The cell stays the same one when its value comes, and so does the focus. */}
            {line === undefined || value === undefined ? (
              <CellContent shown={shown} value={undefined} locale={grid.locale} timezone={grid.timezone} />
            ) : blank ? null : nothing(line, shown) ? (
              // No rows at all is not a value that can't be told: the cell stays empty to the eye.
              <span className="sr-only">{t("pivot.noRows")}</span>
            ) : (
              <>
                {mark}
                <LineCell
                  line={line}
                  shown={{ ...shown, column: own }}
                  value={value}
                  named={named}
                  grid={grid}
                  opens={opens}
                />
              </>
            )}
          </Tag>
        );
      })}
    </tr>
  );
});

/** Under these values across the line has nothing at all. */
const nothing = ({ cells, valueless }: DataLine, { beside, column }: TableColumn): boolean =>
  (beside?.every((at) => (cells[at] ?? null) === null) ?? false) &&
  !valueless?.has(JSON.stringify(column.pivot));

interface LineCellProps {
  line: DataLine;
  shown: TableColumn;
  value: Cell;
  /** It stands in the column of the levels. */
  named: boolean;
  grid: GridProps;
  opens: boolean;
}

function LineCell({ line, shown, value, named, grid, opens }: LineCellProps) {
  const t = useTranslations("table");
  const { locale, timezone } = grid;
  const subtotal = line.kind === "subtotal";
  const content = (
    <CellContent
      shown={shown}
      value={value}
      locale={locale}
      timezone={timezone}
      display={grid.displays(line, shown.column)}
      word={named && subtotal ? (text) => t("subtotalOf", { line: text }) : undefined}
    />
  );
  if (!named) return content;
  if (subtotal)
    return (
      <span className="flex min-w-0" style={{ paddingLeft: `${line.depth * INDENT + 20}px` }}>
        {content}
      </span>
    );
  return (
    <TreeCell
      line={line}
      text={cellText(shown.column, value, locale, timezone)}
      tree={opens}
      onToggle={grid.onToggle}
      onInto={grid.onInto}
    >
      {content}
    </TreeCell>
  );
}

/** Differences colour only bad news: the good are what one expects to read. */
const isBad = ({ column }: TableColumn, value: Cell): boolean =>
  (column.of?.part === "delta" || column.of?.part === "change") &&
  typeof value !== "boolean" &&
  deltaTone(value, column.good) === "bad";
