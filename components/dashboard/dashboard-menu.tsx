"use client";

import { Copy, Ellipsis, History, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { binDashboard, unbinDashboard } from "@/components/dashboard/bin/bin-requests";
import { useDuplicate } from "@/components/dashboard/templates/use-duplicate";
import { VersionsSheet } from "@/components/dashboard/versions/versions-sheet";
import { ExportItems } from "@/components/exports/export-items-part";
import { signInAgain } from "@/components/layout/sign-in-again";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { toast } from "@/components/ui/toast";

export interface DashboardMenuProps {
  slug: string;
  name: string;
  /** `can(viewer, "dashboard.update", dashboard)`. */
  mayChange: boolean;
  /** `can(viewer, "dashboard.delete", dashboard)`. */
  mayDelete: boolean;
  /** `can(viewer, "dashboard.create")`. */
  mayDuplicate: boolean;
  /** `can(viewer, "export.run")`. */
  mayExport: boolean;
  timezone: string;
}

/** What those who may change a dashboard, or make another of it, do with it as a whole. */
export function DashboardMenu(props: DashboardMenuProps) {
  const { slug, name, mayChange, mayDelete, mayDuplicate, mayExport, timezone } = props;
  const t = useTranslations("versions");
  const templates = useTranslations("templates");
  const { duplicate, dialog } = useDuplicate();
  const router = useRouter();
  const [open, setOpen] = useState(false);

  const undo = async (id: string) => {
    const answer = await unbinDashboard(id);
    if ("signedOut" in answer) return signInAgain();
    if ("refused" in answer)
      return toast({ tone: "error", title: answer.refused.message || t("unreachable") });
    router.push(`/d/${answer.data.slug}`);
    router.refresh();
  };
  const remove = async () => {
    const answer = await binDashboard(slug);
    if ("signedOut" in answer) return signInAgain();
    if ("refused" in answer)
      return toast({ tone: "error", title: answer.refused.message || t("unreachable") });
    const { id } = answer.data;
    router.replace("/");
    router.refresh();
    toast({ title: t("binned", { name }), action: { label: t("undo"), run: () => void undo(id) } });
  };

  return (
    <>
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button variant="ghost" size="icon" aria-label={t("menu")}>
            <Ellipsis aria-hidden />
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="end" needs={mayExport ? [ExportItems.part] : []}>
          {mayChange ? (
            <DropdownMenuItem onSelect={() => setOpen(true)}>
              <History aria-hidden />
              {t("title")}
            </DropdownMenuItem>
          ) : null}
          {mayDuplicate ? (
            <DropdownMenuItem onSelect={() => duplicate({ slug, name })}>
              <Copy aria-hidden />
              {templates("duplicateItem")}
            </DropdownMenuItem>
          ) : null}
          {mayExport ? <ExportItems of={{ kind: "dashboard", dashboard: slug }} /> : null}
          {mayDelete ? (
            <>
              <DropdownMenuSeparator />
              <DropdownMenuItem tone="danger" onSelect={() => void remove()}>
                <Trash2 aria-hidden />
                {t("delete")}
              </DropdownMenuItem>
            </>
          ) : null}
        </DropdownMenuContent>
      </DropdownMenu>
      <VersionsSheet
        open={open}
        onOpenChange={setOpen}
        slug={slug}
        timezone={timezone}
        onRestored={() => router.refresh()}
      />
      {dialog}
    </>
  );
}
