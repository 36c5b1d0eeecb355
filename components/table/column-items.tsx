"use client";

import {
  ArrowDown,
  ArrowDownWideNarrow,
  ArrowLeft,
  ArrowRight,
  ArrowUp,
  ArrowUpNarrowWide,
  EyeOff,
  Layers,
  Paintbrush,
  Pin,
  PinOff,
} from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { FilterEditor } from "@/components/table/filter-editor";
import { cn } from "@/components/ui/cn";
import { menuItemClasses } from "@/components/ui/menu-classes";
import type { Filter, QueryInput } from "@/lib/query/query";
import type { KnownColumn } from "@/lib/table/known-columns";

export interface ColumnItemsProps {
  column: KnownColumn;
  /** The question whose values are offered. */
  base: QueryInput;
  /** The measure that counts source rows. */
  counter: string | undefined;
  filter: Filter | undefined;
  sorted: "asc" | "desc" | false;
  frozen: "left" | "right" | false;
  /** Groups by it, or no longer; undefined where it can't be grouped by. */
  onGroup?: (() => void) | undefined;
  grouped: boolean;
  /** To the left or right among its neighbours; undefined at the edge. */
  onMove: { left: (() => void) | undefined; right: (() => void) | undefined };
  /** How it is called and written here. */
  look: ReactNode;
  onSort: (direction: "asc" | "desc") => void;
  /** Sorts by it after what sorts already; undefined where nothing else does. */
  onThenBy?: ((direction: "asc" | "desc") => void) | undefined;
  /** Undefined where the column keeps its place: under values across. */
  onFreeze?: ((frozen: "left" | "right" | false) => void) | undefined;
  /** Undefined where the column can't be hidden: a table keeps its dimensions. */
  onHide?: (() => void) | undefined;
  /** Undefined where the viewer may set no formats. */
  onFormat?: (() => void) | undefined;
  onFilter: (filter: Filter | undefined) => void;
  /** Before anything is done. */
  onClose: () => void;
}

/** What can be done with a column, as behind Excel's arrow: sort, freeze, hide, filter. */
export function ColumnItems({
  column,
  base,
  counter,
  filter,
  sorted,
  frozen,
  grouped,
  onGroup,
  onMove,
  look,
  onSort,
  onThenBy,
  onFreeze,
  onHide,
  onFormat,
  onFilter,
  onClose,
}: ColumnItemsProps) {
  const t = useTranslations("table");
  const close = (run: () => void) => () => {
    onClose();
    run();
  };
  const apply = (next: Filter | undefined) => close(() => onFilter(next))();
  const words = column.type === "number" ? "number" : column.type === "string" ? "text" : "date";
  const item = (icon: ReactNode, label: string, run: () => void, pressed?: boolean) => (
    <button
      type="button"
      className={cn(
        menuItemClasses,
        "w-full hover:bg-hover",
        pressed && "font-medium text-accent [&>svg]:text-accent",
      )}
      aria-pressed={pressed}
      onClick={close(run)}
    >
      {icon}
      {label}
    </button>
  );
  return (
    <>
      {item(<ArrowDown aria-hidden />, t(`sort.${words}.desc`), () => onSort("desc"), sorted === "desc")}
      {item(<ArrowUp aria-hidden />, t(`sort.${words}.asc`), () => onSort("asc"), sorted === "asc")}
      {onThenBy ? (
        <>
          {item(<ArrowDownWideNarrow aria-hidden />, t("thenBy", { order: t(`sort.${words}.desc`) }), () =>
            onThenBy("desc"),
          )}
          {item(<ArrowUpNarrowWide aria-hidden />, t("thenBy", { order: t(`sort.${words}.asc`) }), () =>
            onThenBy("asc"),
          )}
        </>
      ) : null}
      <div className="-mx-1 my-1 h-px bg-line" />
      {onFreeze
        ? item(
            frozen === "left" ? <PinOff aria-hidden /> : <Pin aria-hidden />,
            t(frozen === "left" ? "unfreeze" : "freeze"),
            () => onFreeze(frozen === "left" ? false : "left"),
          )
        : null}
      {onFreeze
        ? item(
            frozen === "right" ? <PinOff aria-hidden /> : <Pin aria-hidden className="-scale-x-100" />,
            t(frozen === "right" ? "unfreeze" : "freezeRight"),
            () => onFreeze(frozen === "right" ? false : "right"),
          )
        : null}
      {onMove.left ? item(<ArrowLeft aria-hidden />, t("moveLeft"), onMove.left) : null}
      {onMove.right ? item(<ArrowRight aria-hidden />, t("moveRight"), onMove.right) : null}
      {onGroup
        ? item(<Layers aria-hidden />, t(grouped ? "ungroup" : "groupBy", { column: column.label }), onGroup)
        : null}
      {onFormat ? item(<Paintbrush aria-hidden />, t("format.title"), onFormat) : null}
      {onHide ? item(<EyeOff aria-hidden />, t("hide"), onHide) : null}
      <details className="-mx-1 mt-1 border-line border-t px-3 py-2">
        <summary className="cursor-pointer font-medium text-12">{t("look.title")}</summary>
        <div className="pt-2">{look}</div>
      </details>
      {column.aliased ? null : (
        <div className="-mx-1 border-line border-t p-3">
          <p className="mb-2 font-medium text-12">{t("filterColumn", { column: column.label })}</p>
          <FilterEditor column={column} base={base} counter={counter} filter={filter} onApply={apply} />
        </div>
      )}
    </>
  );
}
