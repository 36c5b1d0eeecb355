"use client";

import { Copy, FolderInput, MoreHorizontal } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import type { ListedDashboard } from "./listed-dashboard";

export interface CardMenuProps {
  entry: ListedDashboard;
  /** Asks where it is kept, for those who may change it. */
  onPlace: (entry: ListedDashboard) => void;
  /** For those who may make dashboards. */
  onDuplicate: ((entry: ListedDashboard) => void) | undefined;
}

/** What one does with a dashboard of the list; nothing where the viewer may do nothing. */
export function CardMenu({ entry, onPlace, onDuplicate }: CardMenuProps) {
  const t = useTranslations("folders");
  const tHome = useTranslations("home");
  if (!entry.canEdit && !onDuplicate) return null;
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button
          variant="ghost"
          size="icon-sm"
          aria-label={tHome("actionsOf", { name: entry.name })}
          className="relative z-10 text-ink-2"
        >
          <MoreHorizontal aria-hidden />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        {entry.canEdit ? (
          <DropdownMenuItem onSelect={() => onPlace(entry)}>
            <FolderInput aria-hidden />
            {t("placeItem")}
          </DropdownMenuItem>
        ) : null}
        {onDuplicate ? (
          <DropdownMenuItem onSelect={() => onDuplicate(entry)}>
            <Copy aria-hidden />
            {tHome("duplicate")}
          </DropdownMenuItem>
        ) : null}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
