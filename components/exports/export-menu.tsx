"use client";

import { Download, Ellipsis } from "lucide-react";
import { ExportItems } from "@/components/exports/export-items-part";
import { Button } from "@/components/ui/button";
import { DropdownMenu, DropdownMenuContent, DropdownMenuTrigger } from "@/components/ui/dropdown-menu";
import type { ExportSubject } from "@/lib/exports/export-request";

export interface ExportMenuProps {
  of: ExportSubject;
  /** Of the button. */
  label: string;
}

/** A menu of files where a thing has no other: a dashboard for who only reads it, a row of numbers. */
export function ExportMenu({ of, label }: ExportMenuProps) {
  const whole = of.kind === "dashboard";
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button
          variant="ghost"
          size={whole ? "icon" : "icon-sm"}
          aria-label={label}
          // It may lie over what the numbers draw.
          className={whole ? undefined : "bg-surface"}
        >
          {whole ? <Ellipsis aria-hidden /> : <Download aria-hidden />}
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end" needs={[ExportItems.part]}>
        <ExportItems of={of} flat />
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
