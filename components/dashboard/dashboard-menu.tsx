"use client";

import { Copy, MoreHorizontal } from "lucide-react";
import { useTranslations } from "next-intl";
import { useDuplicate } from "@/components/dashboard/templates/use-duplicate";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";

/** What one does with a dashboard as a whole, for those who may make dashboards. */
export function DashboardMenu({ slug, name }: { slug: string; name: string }) {
  const t = useTranslations("templates");
  const { duplicate, dialog } = useDuplicate();
  return (
    <>
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button variant="ghost" size="icon" aria-label={t("menu", { name })}>
            <MoreHorizontal aria-hidden />
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="end">
          <DropdownMenuItem onSelect={() => duplicate({ slug, name })}>
            <Copy aria-hidden />
            {t("duplicateItem")}
          </DropdownMenuItem>
        </DropdownMenuContent>
      </DropdownMenu>
      {dialog}
    </>
  );
}
