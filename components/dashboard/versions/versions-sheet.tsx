"use client";

import { useTranslations } from "next-intl";
import type { VersionsPanelProps } from "@/components/dashboard/versions/versions-panel";
import { componentOnDemand } from "@/components/ui/on-demand";
import { Sheet, SheetContent } from "@/components/ui/sheet";

const VersionsPanel = componentOnDemand(() =>
  import("@/components/dashboard/versions/versions-panel").then((part) => part.VersionsPanel),
);

export interface VersionsSheetProps extends VersionsPanelProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** The versions of a dashboard, from the right edge; what draws them comes when it opens. */
export function VersionsSheet({ open, onOpenChange, ...panel }: VersionsSheetProps) {
  const t = useTranslations("versions");
  return (
    <Sheet open={open} onOpenChange={onOpenChange}>
      <SheetContent needs={[VersionsPanel.part]} title={t("title")} className="md:w-[860px]">
        <VersionsPanel {...panel} />
      </SheetContent>
    </Sheet>
  );
}
