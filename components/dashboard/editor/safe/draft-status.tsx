"use client";

import { CloudOff, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { SafeEditing } from "@/components/dashboard/editor/safe/use-safe-editing";
import { signInAddress } from "@/components/layout/sign-in-again";
import { useLeaveGuard } from "@/components/layout/use-leave-guard";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { toast } from "@/components/ui/toast";
import { formatTime } from "@/lib/format/format-date";

/** Beside the editor's title: whether there is a draft, and whether it is kept. */
export function DraftStatus({ safe, timezone }: { safe: SafeEditing; timezone: string }) {
  const t = useTranslations("drafts");
  const [busy, setBusy] = useState(false);
  const { state } = safe;
  const guard = useLeaveGuard(safe.isAtRisk);
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
        ) : state.kind === "signedOut" ? (
          <>
            <TriangleAlert aria-hidden className="shrink-0 text-warn" />
            {t("signedOut")}
            {/* Beside this tab, which keeps what is not saved and goes on once somebody is signed in. */}
            <a href={signInAddress()} target="_blank" rel="noreferrer" className="text-accent underline">
              {t("signIn")}
            </a>
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
      <ConfirmDialog
        open={guard.asking}
        onOpenChange={(open) => (open ? undefined : guard.stay())}
        title={t("leaveTitle")}
        description={t("leaveText")}
        confirm={t("leave")}
        onConfirm={guard.leave}
      />
    </span>
  );
}
