"use client";

import { Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { preloadSearch, useOpenSearch } from "@/components/commands/command-provider";
import { ShortcutKeys } from "@/components/layout/shortcut-keys";
import { cn } from "@/components/ui/cn";
import { Tooltip } from "@/components/ui/tooltip";

export interface SearchButtonProps {
  collapsed?: boolean;
  /** Before the menu opens: the phone's sidebar closes. */
  onOpen?: () => void;
}

/** The way to the command menu for whoever does not know its keys. */
export function SearchButton({ collapsed = false, onOpen }: SearchButtonProps) {
  const t = useTranslations("commands");
  const open = useOpenSearch();
  const button = (
    <button
      type="button"
      aria-haspopup="dialog"
      onPointerEnter={preloadSearch}
      onFocus={preloadSearch}
      onClick={() => {
        onOpen?.();
        open();
      }}
      className={cn(
        "flex h-7 w-full items-center gap-2 rounded-2 border border-line-2 bg-surface px-2 text-12 text-ink-2 transition-colors hover:bg-hover hover:text-ink pointer-coarse:h-11",
        collapsed && "justify-center px-0",
      )}
    >
      <Search aria-hidden className="size-3.5 shrink-0" />
      <span className={collapsed ? "sr-only" : "flex-1 text-left"}>{t("open")}</span>
      {collapsed ? null : (
        <span aria-hidden className="pointer-coarse:hidden">
          <ShortcutKeys name="search" />
        </span>
      )}
    </button>
  );
  if (!collapsed) return button;
  return (
    <Tooltip content={t("open")} side="right">
      {button}
    </Tooltip>
  );
}
