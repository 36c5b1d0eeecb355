"use client";

import { ChevronRight, Layers, ListTree } from "lucide-react";
import { useTranslations } from "next-intl";
import type { TableStateHook } from "@/components/table/use-table-state";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { breakDown, totalParts } from "@/lib/table/break-down";
import { openTo } from "@/lib/table/change-structure";
import type { KnownColumn } from "@/lib/table/known-columns";
import { openLevels, type TableSource, type TableTree } from "@/lib/table/table-tree";

export interface TotalDrill {
  /** What the whole can be broken down by. */
  parts: readonly KnownColumn[];
  onBreakDown: (name: string) => void;
  /** Opens the next level of the groups there are; undefined where none is closed. */
  onOpenNext?: (() => void) | undefined;
}

/** How the whole of a table can be drilled into, in its present state. */
export function totalDrill(
  source: TableSource,
  { tree, config, into, change }: Pick<TableStateHook, "config" | "into" | "change"> & { tree: TableTree },
): TotalDrill {
  const open = openLevels(tree, config.expanded);
  return {
    // Inside of a line its total is the line's: other groups would lead out of it.
    parts: into.length === 0 ? totalParts(source, tree) : [],
    onBreakDown: (name) => change((now) => breakDown(now, name)),
    onOpenNext: open < tree.rows ? () => change(openTo(open + 1)) : undefined,
  };
}

/** Marks the button that Enter anywhere on the total presses. */
export const TOTAL_BUTTON = "data-total-menu";

/** What makes up the grand total: its parts by a dimension, or the next level of the groups there are. */
export function TotalMenu({ parts, onBreakDown, onOpenNext }: TotalDrill) {
  const t = useTranslations("table.breakDown");
  if (parts.length === 0 && !onOpenNext) return null;
  return (
    <DropdownMenu>
      <DropdownMenuTrigger
        {...{ [TOTAL_BUTTON]: "" }}
        aria-label={t("open")}
        title={t("open")}
        className="-ml-1 inline-flex size-5 shrink-0 items-center justify-center rounded-tag text-ink-2 hover:bg-press data-[state=open]:bg-press pointer-coarse:size-8"
      >
        <ChevronRight aria-hidden className="size-3.5" />
      </DropdownMenuTrigger>
      <DropdownMenuContent align="start" side="top">
        {onOpenNext ? (
          <DropdownMenuItem onSelect={onOpenNext}>
            <ListTree aria-hidden />
            {t("openNext")}
          </DropdownMenuItem>
        ) : null}
        {onOpenNext && parts.length > 0 ? <DropdownMenuSeparator /> : null}
        {parts.length > 0 ? <DropdownMenuLabel>{t("by")}</DropdownMenuLabel> : null}
        {parts.map(({ name, label }) => (
          <DropdownMenuItem key={name} onSelect={() => onBreakDown(name)}>
            <Layers aria-hidden />
            {label}
          </DropdownMenuItem>
        ))}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
