"use client";

import { ChevronDown, LayoutList } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ViewItemsProps } from "@/components/dashboard/view-items";
import { OWN_STATE } from "@/components/dashboard/view-order";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { DropdownMenu, DropdownMenuContent, DropdownMenuTrigger } from "@/components/ui/dropdown-menu";
import { componentOnDemand, type OnDemand } from "@/components/ui/on-demand";
import { DEFAULT_VIEW } from "@/lib/views/default-view";

const ViewItems = componentOnDemand(() =>
  import("@/components/dashboard/view-items").then((part) => part.ViewItems),
);

export interface ViewSwitcherProps extends Omit<ViewItemsProps, "published"> {
  /** What its items call. */
  needs: OnDemand<unknown>;
  className?: string;
}

/** Which view is shown, and the others. */
export function ViewSwitcher({ views, current, needs, className, ...actions }: ViewSwitcherProps) {
  const t = useTranslations("dashboard");
  const named = views.filter(({ name }) => name !== null);
  // Where everybody's default is a view, the dashboard as published is another thing.
  const published = t(views.some(({ isDefault }) => isDefault) ? "views.published" : "views.default");
  const label =
    current === DEFAULT_VIEW
      ? published
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
      <DropdownMenuContent needs={[ViewItems.part, needs]} align="start" className="max-w-72">
        <ViewItems views={views} current={current} published={published} {...actions} />
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
