"use client";

import { memo, type SyntheticEvent, useMemo, useState } from "react";
import type { ColumnPlaces } from "@/components/table/column-place";
import type { GridProps } from "@/components/table/grid-props";
import { HeaderGroups } from "@/components/table/header-groups";
import { TableHeader } from "@/components/table/table-header";
import { cn } from "@/components/ui/cn";
import { drawnHeads, type HeadCell } from "@/lib/table/header-groups";
import { pivotedColumn } from "@/lib/table/pivot-column";
import { sortList } from "@/lib/table/sort-list";
import { toggleSort } from "@/lib/table/toggle-sort";

/** `display: grid` takes table roles away in some browsers: they are said once more. */
const ROWGROUP = { role: "rowgroup" } as const;
const ROW = { role: "row" } as const;

export interface GridHeadProps {
  grid: GridProps;
  /** The rows of headings, outermost first. */
  heads: readonly (readonly HeadCell[])[];
  places: ColumnPlaces;
  /** Columns drawn; undefined for all. */
  drawn: readonly number[] | undefined;
  className: string;
  /** A column's width while its edge is dragged. */
  onDrag: (name: string) => (width: number) => void;
}

/** The columns' heads under their headings; of very many only those over the columns drawn. */
export const GridHead = memo(function GridHead(props: GridHeadProps) {
  const { grid, heads, places, drawn, className, onDrag } = props;
  const { columns, config, onSort } = grid;
  const sort = useMemo(
    () =>
      sortList(config)
        // What the rows are not sorted by, a value across that is no more, is not among what a click adds to.
        .filter(({ column }) => !pivotedColumn(column) || columns.some(({ name }) => name === column)),
    [config, columns],
  );
  // The head one is at stays drawn, with its open menu or while it is dragged, and so do those its arrows go to.
  const [held, setHeld] = useState<number | null>(null);
  const hold = ({ target }: SyntheticEvent) => {
    const head = target instanceof Element ? target.closest("[data-head]") : null;
    if (head) setHeld(Number(head.getAttribute("data-head")));
  };
  const shownAt = useMemo(() => drawnHeads(columns.length, drawn, held), [columns.length, drawn, held]);

  return (
    <thead {...ROWGROUP} onFocus={hold} onPointerDown={hold} className="sticky top-0 z-20">
      <HeaderGroups rows={heads} columns={columns} places={places} shownAt={shownAt} className={className} />
      <tr
        {...ROW}
        aria-rowindex={heads.length + 1}
        className={cn(
          className,
          "h-8 border-line bg-sunken pointer-coarse:h-11",
          heads.length > 0 ? "border-b" : "border-y",
        )}
      >
        {(shownAt ?? [...columns.keys()]).map((i) => {
          const column = columns[i];
          const at = sort.findIndex((entry) => entry.column === column?.name);
          return column ? (
            <TableHeader
              key={column.name}
              column={column}
              sorted={sort[at]?.direction}
              place={sort.length > 1 ? at + 1 : undefined}
              // Whoever clicks a number wants the largest first.
              onSort={(adds) =>
                onSort(toggleSort(sort, column.name, column.column.type === "number" ? "desc" : "asc", adds))
              }
              index={i}
              frozen={places.frozenAt(i)}
              starts={places.starts(i)}
              style={{ ...places.style(i), ...(shownAt ? { gridColumnStart: i + 1 } : {}) }}
              menu={grid.menuFor(column)}
              onDropColumn={(name) => grid.onMove(name, column.name)}
              onDrag={onDrag(column.name)}
              onResize={(width) => grid.onResize(column.name, width)}
              onFit={() => grid.onResize(column.name, null)}
            />
          ) : null;
        })}
      </tr>
    </thead>
  );
});
