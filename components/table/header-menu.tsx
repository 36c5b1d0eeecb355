"use client";

import { ListFilter, MoreVertical } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { HeaderItemsProps } from "@/components/table/header-items";
import { menuColumn } from "@/components/table/menu-column";
import { cn } from "@/components/ui/cn";
import { componentOnDemand } from "@/components/ui/on-demand";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";

const HeaderItems = componentOnDemand(() =>
  import("@/components/table/header-items").then((part) => part.HeaderItems),
);

export type HeaderMenuProps = Omit<HeaderItemsProps, "onClose">;

/** The menu button of one head; what it opens is loaded then. */
export function HeaderMenu(props: HeaderMenuProps) {
  const { headed, columns, config } = props;
  const t = useTranslations("table");
  const [open, setOpen] = useState(false);
  const column = menuColumn(headed, columns);
  if (!column) return null;
  const filter = (config.filters ?? []).find(({ name }) => name === headed.name);
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <PopoverTrigger
        aria-label={t(filter ? "columnMenuFiltered" : "columnMenu", { column: column.label })}
        className={cn(
          "z-1 inline-flex size-5 shrink-0 items-center justify-center rounded-tag hover:bg-press data-[state=open]:bg-press pointer-coarse:size-8",
          // Where numbers stand right it comes before the name to the eye, after it to the keyboard.
          column.type === "number" && "order-first",
          // Over the edge of the cell: it takes no room from the column's name.
          !filter && (column.type === "number" ? "right-full mr-0.5" : "right-2"),
          filter
            ? "text-accent"
            : "absolute top-1/2 -translate-y-1/2 bg-sunken text-ink-2 opacity-0 focus-visible:opacity-100 group-hover/head:opacity-100 data-[state=open]:opacity-100 pointer-coarse:bg-transparent pointer-coarse:opacity-100",
        )}
      >
        {filter ? (
          <ListFilter aria-hidden className="size-3.5" />
        ) : (
          <MoreVertical aria-hidden className="size-3.5" />
        )}
      </PopoverTrigger>
      <PopoverContent
        needs={[HeaderItems.part]}
        align="start"
        aria-label={t("columnMenu", { column: column.label })}
        className="max-h-(--radix-popover-content-available-height) w-72 overflow-y-auto p-1"
      >
        <HeaderItems {...props} onClose={() => setOpen(false)} />
      </PopoverContent>
    </Popover>
  );
}
