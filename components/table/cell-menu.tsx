"use client";

import { type ReactNode, useRef, useState } from "react";
import type { TotalDrill } from "@/components/table/total-menu";
import type { Cells } from "@/components/table/use-cell-selection";
import type { TableCross } from "@/components/table/use-table-cross";
import { ContextMenu, ContextMenuContent, ContextMenuTrigger } from "@/components/ui/context-menu";
import { componentOnDemand } from "@/components/ui/on-demand";
import type { Filter } from "@/lib/query/query";
import type { KnownColumn } from "@/lib/table/known-columns";

const CellItems = componentOnDemand(() =>
  import("@/components/table/cell-items").then((part) => part.CellItems),
);

export interface CellMenuProps {
  cells: Cells;
  /** Every column that may be filtered. */
  known: readonly KnownColumn[];
  filters: readonly Filter[];
  onSort: (column: string, direction: "asc" | "desc") => void;
  onFilter: (column: string, filter: Filter) => void;
  /** Hides a measure. */
  onHide: (column: string) => void;
  onFind: () => void;
  /** What the grand total can be broken down by. */
  total: TotalDrill;
  /** What the rows do to other widgets, and where they lead. */
  cross: TableCross | null;
  /** The grid. */
  children: ReactNode;
}

/** What can be done with the selected cells: on right click, long press, Shift+F10 and the menu key. */
export function CellMenu(props: CellMenuProps) {
  const { cells, children } = props;
  // Another part of the page may take the focus, the search field for one.
  const leaves = useRef(false);
  const touched = useRef<Element | null>(null);
  const [open, setOpen] = useState(false);
  return (
    <ContextMenu
      onOpenChange={(next) => {
        // A long press opens without a contextmenu event where a finger has none.
        if (next && touched.current) cells.point(touched.current);
        touched.current = null;
        leaves.current = false;
        setOpen(next);
      }}
    >
      <ContextMenuTrigger
        className="flex min-h-0 flex-1 flex-col"
        onPointerDownCapture={(event) => {
          const target = event.target as Element;
          touched.current =
            event.pointerType === "mouse" || !target.closest("[data-cell], [data-head]") ? null : target;
        }}
        onContextMenuCapture={(event) => {
          const target = event.target as Element;
          const cell = target.closest("[data-cell]");
          // Over text opened for selecting, over fields and outside of cells the browser's own menu is the right one.
          const ours = event.currentTarget.contains(target) && !cell?.hasAttribute("data-text");
          if (!ours || !cells.point(target)) event.stopPropagation();
        }}
      >
        {children}
      </ContextMenuTrigger>
      {open ? (
        <ContextMenuContent
          needs={[CellItems.part]}
          // It opens beside the finger or the cell, on either side: on a phone half of the page must hold it.
          className="w-60 max-[480px]:w-42"
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            if (!leaves.current) cells.focus();
          }}
        >
          <CellItems {...props} leave={() => (leaves.current = true)} />
        </ContextMenuContent>
      ) : null}
    </ContextMenu>
  );
}
