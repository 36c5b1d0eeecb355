"use client";

import { ChevronDown, RefreshCw } from "lucide-react";
import { useTranslations } from "next-intl";
import { useLiveData } from "@/components/dashboard/live-data";
import { useNavigation } from "@/components/dashboard/navigation";
import { AUTO_REFRESH, parseAutoRefresh, useAutoRefresh } from "@/components/dashboard/use-auto-refresh";
import { useShortcut } from "@/components/layout/use-shortcut";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuLabel,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { Tooltip } from "@/components/ui/tooltip";

/** Asks again (also `r`), and how often by itself. @param now when the page was drawn last, ISO 8601 */
export function RefreshButton({ now }: { now: string }) {
  const t = useTranslations("dashboard");
  const { refresh, pending } = useNavigation();
  const { refreshQuietly } = useLiveData();
  const { minutes, setMinutes } = useAutoRefresh(now, refreshQuietly);
  useShortcut("refresh", refresh);
  const nameOf = (count: number) =>
    count === 0 ? t("autoRefresh.off") : t("autoRefresh.minutes", { count });
  return (
    <span className="flex items-center">
      <Tooltip content={t("refreshHint")}>
        <Button variant="ghost" size="icon" aria-label={t("refresh")} busy={pending} onClick={refresh}>
          <RefreshCw aria-hidden className={cn(pending && "animate-spin")} />
        </Button>
      </Tooltip>
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button
            variant={minutes === 0 ? "ghost" : "active"}
            className="px-1 max-md:hidden pointer-coarse:px-2"
            aria-label={t("autoRefresh.menu", { interval: nameOf(minutes) })}
          >
            {minutes === 0 ? null : <span aria-hidden>{nameOf(minutes)}</span>}
            <ChevronDown aria-hidden />
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="end">
          <DropdownMenuLabel>{t("autoRefresh.label")}</DropdownMenuLabel>
          <DropdownMenuRadioGroup
            value={String(minutes)}
            onValueChange={(value) => setMinutes(parseAutoRefresh(value))}
          >
            {AUTO_REFRESH.map((count) => (
              <DropdownMenuRadioItem key={count} value={String(count)}>
                {nameOf(count)}
              </DropdownMenuRadioItem>
            ))}
          </DropdownMenuRadioGroup>
        </DropdownMenuContent>
      </DropdownMenu>
    </span>
  );
}
