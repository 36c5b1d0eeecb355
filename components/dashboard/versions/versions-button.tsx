"use client";

import { History } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { VersionsPanelProps } from "@/components/dashboard/versions/versions-panel";
import { VersionsSheet } from "@/components/dashboard/versions/versions-sheet";
import { Button } from "@/components/ui/button";

/** Opens a dashboard's versions: for the editor's header. */
export function VersionsButton(panel: VersionsPanelProps) {
  const t = useTranslations("versions");
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button className="max-md:size-11 max-md:px-0" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <History aria-hidden />
        <span className="max-md:sr-only">{t("title")}</span>
      </Button>
      <VersionsSheet open={open} onOpenChange={setOpen} {...panel} />
    </>
  );
}
