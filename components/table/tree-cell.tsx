"use client";

import { ChevronRight, LogIn } from "lucide-react";
import { useTranslations } from "next-intl";
import type { KeyboardEvent, ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import type { DataLine } from "@/lib/table/table-lines";

export interface TreeCellProps {
  line: DataLine;
  /** Its name, for screen readers. */
  text: string;
  /** Its name as the cell says it. */
  children: ReactNode;
  /** The table has lines that open: those that don't keep the room of a chevron. */
  tree: boolean;
  onToggle: (line: DataLine) => void;
  onInto: (line: DataLine) => void;
}

const buttonClasses =
  "inline-flex size-5 shrink-0 items-center justify-center rounded-tag text-ink-2 hover:bg-press pointer-coarse:size-8";

/** A line's name at its level: the chevron opens what is inside, the arrow goes into it. */
export function TreeCell({ line, text, children, tree, onToggle, onInto }: TreeCellProps) {
  const t = useTranslations("table");
  const press = (event: KeyboardEvent) => {
    if (event.key !== (line.open ? "ArrowLeft" : "ArrowRight")) return;
    event.preventDefault();
    event.stopPropagation();
    onToggle(line);
  };
  return (
    <span
      className="relative flex min-w-0 flex-1 items-center gap-1"
      style={line.depth > 0 ? { paddingLeft: `${line.depth * INDENT}px` } : undefined}
    >
      {line.expandable ? (
        <button
          type="button"
          aria-expanded={line.open}
          aria-label={t("toggleLine", { line: text })}
          onClick={() => onToggle(line)}
          onKeyDown={press}
          className={cn(buttonClasses, "-ml-1")}
        >
          <ChevronRight
            aria-hidden
            className={cn("size-3.5 transition-transform", line.open && "rotate-90")}
          />
        </button>
      ) : tree ? (
        <span aria-hidden className="w-4 shrink-0 pointer-coarse:w-7" />
      ) : null}
      {children}
      {line.expandable ? (
        <button
          type="button"
          aria-label={t("drillInto", { line: text })}
          title={t("drillInto", { line: text })}
          onClick={() => onInto(line)}
          className={cn(
            buttonClasses,
            // Over the end of a long name: it takes no room from it.
            "absolute right-0 bg-hover opacity-0 pointer-coarse:static pointer-coarse:bg-transparent focus-visible:opacity-100 group-hover/row:opacity-100 pointer-coarse:opacity-100",
          )}
        >
          <LogIn aria-hidden className="size-3.5" />
        </button>
      ) : null}
    </span>
  );
}

/** px a level stands further in. */
export const INDENT = 16;
