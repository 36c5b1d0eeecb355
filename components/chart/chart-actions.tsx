"use client";

import { Ellipsis } from "lucide-react";
import { useTranslations } from "next-intl";
import type { RefObject } from "react";
import { ExportItems } from "@/components/exports/export-items-part";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { toast } from "@/components/ui/toast";
import type { ExportSubject } from "@/lib/exports/export-request";

export interface ChartActionsProps {
  title: string;
  /** What is drawn, all of it. */
  figure: RefObject<HTMLElement | null>;
  /** Null for who may not export. */
  exportOf: ExportSubject | null;
  /** Whether the table is shown instead. */
  asTable: boolean;
  onTable: (asTable: boolean) => void;
}

/** What a chart's title row offers on hover and focus, and below the chart on touch: the table, and pictures of it. */
export function ChartActions({ title, figure, exportOf, asTable, onTable }: ChartActionsProps) {
  const t = useTranslations("chart");
  const download = async (type: "svg" | "png") => {
    try {
      const { downloadFigure } = await import("@/components/chart/download-figure");
      if (figure.current) await downloadFigure(figure.current, title, type);
    } catch (error) {
      console.error("The picture of a chart could not be made.", error);
      toast({ title: t("downloadFailed"), tone: "error" });
    }
  };
  return (
    <div
      data-actions
      className={cn(
        "-top-[30px] absolute right-0 z-30 flex gap-1 transition-opacity focus-within:opacity-100 group-hover/widget:opacity-100 has-[[data-state=open]]:opacity-100",
        "pointer-coarse:static pointer-coarse:mt-1 pointer-coarse:opacity-100",
        asTable ? "opacity-100" : "opacity-0",
      )}
    >
      <Button size="sm" aria-pressed={asTable} onClick={() => onTable(!asTable)}>
        {asTable ? t("showChart") : t("showTable")}
      </Button>
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button size="icon-sm" aria-label={t("menu", { title })}>
            <Ellipsis aria-hidden />
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="end" needs={exportOf ? [ExportItems.part] : []}>
          <DropdownMenuItem disabled={asTable} onSelect={() => void download("png")}>
            {t("downloadPng")}
          </DropdownMenuItem>
          <DropdownMenuItem disabled={asTable} onSelect={() => void download("svg")}>
            {t("downloadSvg")}
          </DropdownMenuItem>
          {exportOf ? <ExportItems of={exportOf} /> : null}
        </DropdownMenuContent>
      </DropdownMenu>
    </div>
  );
}
