"use client";

import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { startExport } from "@/components/exports/start-export";
import {
  DropdownMenuItem,
  DropdownMenuSub,
  DropdownMenuSubContent,
  DropdownMenuSubTrigger,
} from "@/components/ui/dropdown-menu";
import type { ExportOptions, ExportSubject } from "@/lib/exports/export-request";

/** The kinds of file, each with its key among the words. */
const FILES = {
  xlsx: { format: "xlsx", values: "raw", bom: false },
  csv: { format: "csv", values: "raw", bom: false },
  csvExcel: { format: "csv", values: "raw", bom: true },
  csvShown: { format: "csv", values: "formatted", bom: false },
  json: { format: "json", values: "raw", bom: false },
} as const satisfies Record<string, ExportOptions>;
const KINDS = Object.keys(FILES) as (keyof typeof FILES)[];

export interface ExportItemsProps {
  of: ExportSubject;
  /** The kinds of file right in the menu: it holds nothing else. */
  flat?: boolean;
}

/** What a menu offers to export: a widget in one of several files, a whole dashboard as a workbook. */
export function ExportItems({ of, flat = false }: ExportItemsProps) {
  const t = useTranslations("exports");
  // The address as it is when it is chosen: it holds the page's state, what is not saved too.
  const start = (kind: keyof typeof FILES) =>
    void startExport({ of, address: window.location.search.slice(1), ...FILES[kind] }, t);
  if (of.kind === "dashboard")
    return (
      <DropdownMenuItem onSelect={() => start("xlsx")}>
        <Download aria-hidden />
        {t("dashboard")}
      </DropdownMenuItem>
    );
  const files = KINDS.map((kind) => (
    <DropdownMenuItem key={kind} onSelect={() => start(kind)}>
      {t(`files.${kind}`)}
    </DropdownMenuItem>
  ));
  if (flat) return files;
  return (
    <DropdownMenuSub>
      <DropdownMenuSubTrigger>{t("export")}</DropdownMenuSubTrigger>
      <DropdownMenuSubContent>{files}</DropdownMenuSubContent>
    </DropdownMenuSub>
  );
}
