"use client";

import { useTranslations } from "next-intl";
import { type CSSProperties, useCallback, useEffect, useMemo, useRef, useSyncExternalStore } from "react";
import { columnPlaces } from "@/components/table/column-place";
import { GridHead } from "@/components/table/grid-head";
import type { GridProps } from "@/components/table/grid-props";
import { GridRow } from "@/components/table/grid-row";
import { GridTotal } from "@/components/table/grid-total";
import { useRowGrid } from "@/components/table/row-grid";
import { useSight, useVirtualGrid } from "@/components/table/use-virtual-grid";
import { cn } from "@/components/ui/cn";
import { gridLayout } from "@/lib/table/grid-layout";
import { headRows } from "@/lib/table/header-groups";

/** `display: grid` takes table roles away in some browsers: they are said once more. */
const ROLES = {
  rowgroup: { role: "rowgroup" },
  row: { role: "row" },
  cell: { role: "gridcell" },
} as const;

const ROW_HEIGHT = {
  compact: "h-7 pointer-coarse:h-10",
  normal: "h-8 pointer-coarse:h-10",
  roomy: "h-10",
} as const;

const LEAST_HEIGHT = {
  compact: "min-h-7 pointer-coarse:min-h-10",
  normal: "min-h-8 pointer-coarse:min-h-10",
  roomy: "min-h-10",
} as const;

const ROW_CLASS = "grid grid-cols-(--cols)";
/** Rows of a height of their own: nothing in one moves or paints another. Not where their text decides it. */
const CONTAINED = "[contain:strict]";

const never = () => () => {};
const nothing = () => null;

/** The table itself: sticky head, frozen columns, a page of rows or as many of all as are in sight, the grand total pinned below. */
export function TableGrid(props: GridProps) {
  const { title, lines, grandTotal, columns, config, empty } = props;
  const t = useTranslations("table");
  const grid = useRef<HTMLTableElement>(null);
  const scroller = useRef<HTMLElement>(null);
  const attach = useCallback(
    (element: HTMLTableElement | null) => {
      grid.current = element;
      return props.gridProps.ref(element);
    },
    [props.gridProps.ref],
  );
  const places = useMemo(() => columnPlaces(columns, config), [columns, config]);
  const heads = useMemo(
    () =>
      headRows(columns, (i) => {
        const name = columns[i]?.name ?? "";
        return places.leftSet.has(name) ? "left" : places.rightSet.has(name) ? "right" : "";
      }),
    [columns, places],
  );
  const layout = useCallback(
    (dragged: Record<string, number>) => gridLayout(columns, places.leftSet, dragged, places.rightSet),
    [columns, places],
  );
  const { variables, minWidth } = useMemo(() => layout({}), [layout]);
  const drag = useCallback(
    (name: string) => (width: number) => {
      grid.current?.setAttribute("data-dragged", "");
      for (const [variable, value] of Object.entries(layout({ [name]: width }).variables))
        grid.current?.style.setProperty(variable, value);
    },
    [layout],
  );
  const wraps = columns.some(({ wrap }) => wrap);
  const density = config.density ?? "normal";
  const rowClass = cn(ROW_CLASS, wraps ? LEAST_HEIGHT[density] : `${ROW_HEIGHT[density]} ${CONTAINED}`);
  const rowGrid = useRowGrid(props);
  const { scroll } = props;
  // What comes as one scrolls is drawn here, and by nobody above.
  useSyncExternalStore(scroll?.watch.subscribe ?? never, scroll?.watch.snapshot ?? nothing, nothing);
  const frozen = useCallback((column: number) => places.frozenAt(column) !== null, [places]);
  const virtual = useVirtualGrid({
    scroller,
    count: lines.length,
    columns,
    frozen,
    density: config.density,
    wraps,
    start: scroll?.start ?? null,
    active: props.active,
    fixed: `${heads.length} ${grandTotal !== undefined && lines.length > 0}`,
    onMove: scroll?.onMove,
  });
  useSight(virtual.sight, scroll?.onSight);
  const { onReveal } = props;
  useEffect(() => onReveal(virtual.reveal));

  return (
    <section
      ref={scroller}
      aria-label={t("scroll", { table: title })}
      data-print="table"
      onScroll={(event) => {
        const { scrollLeft, dataset } = event.currentTarget;
        if (scrollLeft > 0) dataset.scrolled = "";
        else delete dataset.scrolled;
      }}
      className="group/scroll min-h-0 flex-1 overflow-auto overscroll-x-contain outline-offset-[-2px] [overflow-anchor:none]"
    >
      <table
        {...props.gridProps}
        ref={attach}
        role={props.tree ? "treegrid" : "grid"}
        aria-label={title}
        aria-rowcount={props.count === null ? -1 : props.count + heads.length + (grandTotal ? 2 : 1)}
        aria-colcount={columns.length}
        aria-busy={props.dimmed}
        style={{ ...variables, minWidth } as CSSProperties}
        className="grid min-h-full w-full grid-rows-[auto_1fr_auto] text-12"
      >
        <GridHead
          grid={props}
          heads={heads}
          places={places}
          drawn={virtual.columns}
          className={ROW_CLASS}
          onDrag={drag}
        />
        <tbody
          {...ROLES.rowgroup}
          style={virtual.height === undefined ? undefined : { height: virtual.height }}
          className={cn("transition-opacity", props.dimmed && "opacity-45")}
        >
          {lines.length === 0 ? (
            <tr {...ROLES.row} className="sticky left-0 block w-[100cqw] max-w-full">
              <td {...ROLES.cell} className="block">
                {empty}
              </td>
            </tr>
          ) : null}
          {virtual.rows.map(({ index, gap }) => {
            const line = lines.at(index);
            return (
              <GridRow
                key={scroll || !line ? index : line.key}
                line={line}
                row={index}
                heads={heads.length}
                gap={gap}
                grid={rowGrid}
                places={places}
                className={rowClass}
                shownAt={virtual.columns}
                measure={virtual.measure}
              />
            );
          })}
        </tbody>
        {grandTotal && lines.length > 0 ? (
          <tfoot {...ROLES.rowgroup} className="sticky bottom-0 z-20">
            <GridTotal
              grandTotal={grandTotal}
              grid={props}
              places={places}
              heads={heads.length}
              drawn={virtual.columns}
              className={ROW_CLASS}
            />
          </tfoot>
        ) : null}
      </table>
    </section>
  );
}
