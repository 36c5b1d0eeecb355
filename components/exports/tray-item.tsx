"use client";

import { Check, CircleAlert, Download, RotateCw, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { fileAddress } from "@/components/exports/end-export";
import { ExportBar } from "@/components/exports/export-bar";
import { useViewerLocale } from "@/components/layout/use-viewer-locale";
import { Button } from "@/components/ui/button";
import { isActive } from "@/lib/exports/export-progress";
import type { Export } from "@/lib/exports/schema";
import { formatBytes } from "@/lib/format/format-bytes";
import { formatDate } from "@/lib/format/format-date";
import { formatNumber } from "@/lib/format/format-number";

export interface TrayItemProps {
  file: Export;
  timezone: string;
  /** What is asked of it is under way. */
  busy: boolean;
  onCancel: () => void;
  onRetry: () => void;
  onDismiss: () => void;
}

/** One file: how far it is, where it is, or why it is not. */
export function TrayItem({ file, timezone, busy, onCancel, onRetry, onDismiss }: TrayItemProps) {
  const t = useTranslations("exports");
  const locale = useViewerLocale();
  const { id, title, state, rows, bytes, error, expiresAt } = file;
  const facts = [
    t("rows", { count: rows, rows: formatNumber(rows, undefined, locale) }),
    formatBytes(bytes, locale),
    ...(expiresAt
      ? [t("keptUntil", { day: formatDate(expiresAt, "day", locale, { pattern: "short", timezone }) })]
      : []),
  ].join(" · ");
  return (
    <li className="border-line border-t px-3 py-2.5 first:border-t-0">
      <div className="flex items-center gap-1.5 text-12">
        {state === "done" ? <Check aria-hidden className="size-3.5 shrink-0 text-pos" /> : null}
        {state === "failed" ? <CircleAlert aria-hidden className="size-3.5 shrink-0 text-neg" /> : null}
        <p title={title} className="min-w-0 flex-1 truncate font-medium">
          {title}
        </p>
        {isActive(file) ? (
          <Button
            variant="ghost"
            size="sm"
            busy={busy}
            aria-label={t("cancelOf", { title })}
            onClick={onCancel}
            className="-my-1 -mr-1.5"
          >
            {t("cancel")}
          </Button>
        ) : (
          <Button
            variant="ghost"
            size="icon-sm"
            aria-label={t("dismissOf", { title })}
            onClick={onDismiss}
            className="-my-1 -mr-1.5"
          >
            <X aria-hidden />
          </Button>
        )}
      </div>
      {isActive(file) ? <ExportBar export={file} /> : null}
      {state === "done" ? (
        <div className="mt-1.5 flex items-end justify-between gap-3">
          <p className="text-11 text-ink-2">{facts}</p>
          <Button asChild size="sm" variant="primary">
            <a href={fileAddress(id)} download aria-label={t("downloadOf", { title })}>
              <Download aria-hidden />
              {t("download")}
            </a>
          </Button>
        </div>
      ) : null}
      {state === "failed" ? (
        <div className="mt-1.5 flex items-end justify-between gap-3">
          <p className="wrap-anywhere text-11 text-neg">{error?.message || t("failedText")}</p>
          <Button size="sm" busy={busy} aria-label={t("retryOf", { title })} onClick={onRetry}>
            <RotateCw aria-hidden />
            {t("retry")}
          </Button>
        </div>
      ) : null}
    </li>
  );
}
