"use client";

import { CloudOff, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { SafeEditing } from "@/components/dashboard/editor/safe/use-safe-editing";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import { formatTime } from "@/lib/format/format-date";

/** Beside the editor's title: whether there is a draft, and whether it is kept. */
export function DraftStatus({ safe, timezone }: { safe: SafeEditing; timezone: string }) {
  const t = useTranslations("drafts");
  const [busy, setBusy] = useState(false);
  const { state } = safe;
  if (state.kind === "saved" && state.at === null)
    return (
      <span role="status" className="truncate text-11 text-ink-2">
        {t("asPublished", { version: safe.published.version })}
      </span>
    );
  const load = async () => {
    setBusy(true);
    const failure = await safe.loadOther();
    setBusy(false);
    if (failure !== null) toast({ title: failure, tone: "error" });
  };
  return (
    <span className="flex min-w-0 items-center gap-2">
      <Badge tone="accent">{t("badge")}</Badge>
      <span role="status" className="flex min-w-0 items-center gap-1 text-11 text-ink-2 [&_svg]:size-3.5">
        {state.kind === "saved" && state.at !== null ? (
          t("savedAt", { time: formatTime(state.at, timezone) })
        ) : state.kind === "saving" ? (
          t("saving")
        ) : state.kind === "offline" ? (
          <>
            <CloudOff aria-hidden className="shrink-0 text-warn" />
            {t("offline")}
          </>
        ) : (
          <>
            <TriangleAlert aria-hidden className="shrink-0 text-neg" />
            {state.kind === "refused" ? t("refused", { reason: state.message }) : t("otherTab")}
          </>
        )}
      </span>
      {state.kind === "conflict" ? (
        <>
          <Button size="sm" busy={busy} onClick={() => void load()}>
            {t("loadOther")}
          </Button>
          <Button size="sm" onClick={safe.keepThis}>
            {t("keepThis")}
          </Button>
        </>
      ) : null}
    </span>
  );
}
