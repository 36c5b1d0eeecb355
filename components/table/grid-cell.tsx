"use client";

import { useTranslations } from "next-intl";
import type { CSSProperties, ReactElement, ReactNode } from "react";
import { CellContent, pendingText, valueText } from "@/components/table/cell-content";
import type { ColumnPlaces } from "@/components/table/column-place";
import type { RowGrid } from "@/components/table/row-grid";
import { INDENT, TreeCell } from "@/components/table/tree-cell";
import type { DrawFormats } from "@/components/table/use-draw-formats";
import { deltaTone } from "@/lib/format/format-delta";
import type { Cell } from "@/lib/query/result";
import { cellState } from "@/lib/table/cell-state";
import { cellText, drawnColumn, type TableColumn } from "@/lib/table/columns";
import type { DataLine } from "@/lib/table/table-lines";

export interface GridCellInput {
  /** Undefined while it has not come. */
  line: DataLine | undefined;
  row: number;
  /** Its column's place. */
  at: number;
  grid: RowGrid;
  places: ColumnPlaces;
  /** Its line sums up others. */
  heavy: boolean;
  drawn: ReturnType<DrawFormats>;
  shownAt: readonly number[] | undefined;
}

/**
 * One cell of a line. A call and not a component, as most of what stands in cells: scrolling draws hundreds of them a frame. What
 * selection, focus and find put on it is theirs to change; here it only begins.
 */
export function gridCell(input: GridCellInput): ReactElement | null {
  const { line, row, at, grid, places, heavy, drawn, shownAt } = input;
  const shown = grid.columns[at];
  if (!shown) return null;
  const value = line ? (line.cells[shown.index] ?? null) : undefined;
  const named = shown.name === grid.treeColumn;
  const column = named && line?.own ? drawnColumn(line.own, grid.config) : shown.column;
  const isDimension = shown.column.kind === "dimension";
  const { css, mark } = drawn(column.name) ?? {};
  const Tag = isDimension ? "th" : "td";
  let className = `${places.cellClass(at)} ${heavy ? "font-medium" : "font-normal"}`;
  if (places.frozenAt(at) && !css?.backgroundColor)
    className += ` ${heavy ? "bg-sunken" : "bg-surface"} group-hover/row:bg-hover`;
  if (value !== undefined && isBad(shown, value)) className += " text-neg";
  else if (value === null) className += " text-ink-3";
  if (shown.wrap) className += " py-1";
  return (
    <Tag
      key={shown.name}
      role={isDimension ? "rowheader" : "gridcell"}
      scope={isDimension ? "row" : undefined}
      data-cell={`${row}:${at}`}
      aria-colindex={at + 1}
      aria-selected={false}
      tabIndex={-1}
      style={styleOf(places.style(at), shownAt ? at + 1 : undefined, css)}
      className={className}
    >
      {/* The cell stays the same one when its value comes, and so does the focus. */}
      {line === undefined || value === undefined
        ? pendingText(grid.words.loading)
        : inside(input, line, { ...shown, column }, value, named, mark)}
    </Tag>
  );
}

/** Most cells have no style of their own. */
function styleOf(
  place: CSSProperties | undefined,
  gridColumnStart: number | undefined,
  css: CSSProperties | undefined,
): CSSProperties | undefined {
  if (gridColumnStart === undefined) return place && css ? { ...place, ...css } : (place ?? css);
  return { ...place, gridColumnStart, ...css };
}

function inside(
  { grid }: GridCellInput,
  line: DataLine,
  shown: TableColumn,
  value: Cell,
  named: boolean,
  mark: ReactNode,
): ReactNode {
  const blank = shown.column.kind === "dimension" ? !named && !line.detailed : !line.valued;
  if (blank) return null;
  // No rows at all is not a value that can't be told: the cell stays empty to the eye.
  if (nothing(line, shown)) return <span className="sr-only">{grid.words.noRows}</span>;
  const plain =
    line.kind === "row" && !shown.column.display && cellState(shown.column, value) === "value"
      ? valueText(shown, value, grid.locale, grid.timezone, String, mark === undefined)
      : null;
  const stands =
    plain && (!named || isFlat(line, grid)) ? (
      plain
    ) : (
      <LineCell line={line} shown={shown} value={value} named={named} grid={grid} />
    );
  if (mark === undefined) return stands;
  return (
    <>
      {mark}
      {stands}
    </>
  );
}

/** Nothing about its name says that there are levels. */
const isFlat = ({ depth, expandable }: DataLine, { opens }: RowGrid): boolean =>
  depth === 0 && !expandable && !opens;

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
  grid: RowGrid;
}

function LineCell({ line, shown, value, named, grid }: LineCellProps) {
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
      tree={grid.opens}
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
