"use client";

import { ChevronDown, LayoutList } from "lucide-react";
import { useTranslations } from "next-intl";
import { OWN_STATE } from "@/components/dashboard/view-order";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { DEFAULT_VIEW } from "@/lib/views/default-view";
import type { ViewSummary } from "@/lib/views/schema";

export interface ViewSwitcherProps {
  views: readonly ViewSummary[];
  /** A view's id, {@link OWN_STATE} or {@link DEFAULT_VIEW}. */
  current: string;
  onSwitch: (view: string) => void;
  onSaveAs: () => void;
  className?: string;
}

/** Which view is shown, and the others. */
export function ViewSwitcher({ views, current, onSwitch, onSaveAs, className }: ViewSwitcherProps) {
  const t = useTranslations("dashboard");
  const named = views.filter(({ name }) => name !== null);
  const own = views.some(({ name }) => name === null);
  const groups = [
    { label: t("views.personal"), list: named.filter(({ scope }) => scope === "personal") },
    { label: t("views.shared"), list: named.filter(({ scope }) => scope === "shared") },
  ].filter(({ list }) => list.length > 0);
  const label =
    current === DEFAULT_VIEW
      ? t("views.default")
      : current === OWN_STATE
        ? t("views.own")
        : (named.find(({ id }) => id === current)?.name ?? t("views.own"));
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button
          className={cn("min-w-0 max-w-64", className)}
          title={label}
          aria-label={t("views.label", { view: label })}
        >
          <LayoutList aria-hidden />
          <span className="truncate">{label}</span>
          <ChevronDown aria-hidden className="ml-auto text-ink-2" />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="start" className="max-w-72">
        <DropdownMenuRadioGroup value={current} onValueChange={onSwitch}>
          {own ? <DropdownMenuRadioItem value={OWN_STATE}>{t("views.own")}</DropdownMenuRadioItem> : null}
          <DropdownMenuRadioItem value={DEFAULT_VIEW}>{t("views.default")}</DropdownMenuRadioItem>
          {groups.map(({ label: heading, list }) => (
            <div key={heading}>
              <DropdownMenuLabel>{heading}</DropdownMenuLabel>
              {list.map(({ id, name }) => (
                <DropdownMenuRadioItem key={id} value={id} title={name ?? undefined}>
                  <span className="truncate">{name}</span>
                </DropdownMenuRadioItem>
              ))}
            </div>
          ))}
        </DropdownMenuRadioGroup>
        <DropdownMenuSeparator />
        <DropdownMenuItem onSelect={onSaveAs}>{t("views.saveAs")}</DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
