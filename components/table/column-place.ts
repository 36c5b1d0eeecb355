/** Where a grid's columns stand: at which edge they are held, and how their cells are set. */
import type { CSSProperties } from "react";
import { FROZEN_EDGE, FROZEN_START } from "@/components/table/table-header";
import { cn } from "@/components/ui/cn";
import { frozenRightShown, frozenShown, type TableColumn } from "@/lib/table/columns";
import type { TableConfig } from "@/lib/table/table-config";

const JUSTIFY = { start: "justify-start", center: "justify-center", end: "justify-end" } as const;

export interface ColumnPlaces {
  /** Names of the columns frozen at each side, in order. */
  left: readonly string[];
  right: readonly string[];
  leftSet: ReadonlySet<string>;
  rightSet: ReadonlySet<string>;
  /** Null for a column that scrolls; else whether it is the one beside those that do. */
  frozenAt: (column: number) => { last: boolean; first: boolean } | null;
  /** The first column under another heading: a line stands before it. */
  starts: (column: number) => boolean;
  cellClass: (column: number) => string;
  style: (column: number) => CSSProperties | undefined;
}

export function columnPlaces(columns: readonly TableColumn[], config: TableConfig): ColumnPlaces {
  const left = frozenShown(columns, config);
  const right = frozenRightShown(columns, config);
  const leftSet = new Set(left);
  const rightSet = new Set(right);
  const frozenAt = (column: number) => {
    const name = columns[column]?.name ?? "";
    if (rightSet.has(name)) return { last: false, first: name === right[0] };
    return leftSet.has(name) ? { last: name === left.at(-1), first: false } : null;
  };
  const outermost = (column: number) => columns[column]?.heads?.[0]?.key;
  const starts = (column: number) =>
    columns[column]?.heads !== undefined &&
    outermost(column) !== outermost(column - 1) &&
    frozenAt(column - 1)?.last !== true;
  // Asked for every cell: each is put together once.
  const classes = columns.map(({ align }, column) => {
    const at = frozenAt(column);
    return cn(
      "flex min-w-0 items-center px-2 first:pl-3 last:pr-3",
      JUSTIFY[align],
      starts(column) && "border-line border-l",
      at && "sticky z-10",
      at?.last && FROZEN_EDGE,
      at?.first && FROZEN_START,
    );
  });
  const styles = columns.map(({ name }, column): CSSProperties | undefined => {
    if (!frozenAt(column)) return undefined;
    return rightSet.has(name) ? { right: `var(--right-${column})` } : { left: `var(--left-${column})` };
  });
  return {
    starts,
    left,
    right,
    leftSet,
    rightSet,
    frozenAt,
    cellClass: (column) => classes[column] ?? "",
    style: (column) => styles[column],
  };
}
