"use client";

import { Download, FileDown, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { endExport, fileAddress } from "@/components/exports/end-export";
import { ExportStateCell } from "@/components/exports/export-state";
import { useExports } from "@/components/exports/use-exports";
import { useSignInAgain } from "@/components/layout/sign-in-again";
import { useViewerLocale } from "@/components/layout/use-viewer-locale";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { Skeleton } from "@/components/ui/skeleton";
import { Table, TableCell, TableHead, TableHeaderCell, TableRow } from "@/components/ui/table";
import { toast } from "@/components/ui/toast";
import { isActive } from "@/lib/exports/export-progress";
import type { Export } from "@/lib/exports/schema";
import { formatBytes } from "@/lib/format/format-bytes";
import { formatDate, formatMoment } from "@/lib/format/format-date";
import { formatNumber, NO_VALUE } from "@/lib/format/format-number";

/** One's own exports: what became of each, its file, and the way out of it. */
export function ExportList({ timezone }: { timezone: string }) {
  const t = useTranslations("account.exports");
  const words = useTranslations("exports");
  const { exports, askedAt, error, refresh } = useExports();
  useSignInAgain(error);
  const [busy, setBusy] = useState<string | null>(null);
  const [deleting, setDeleting] = useState<Export | null>(null);
  /** @param said once it is over */
  const end = async ({ id }: Export, said: string | null) => {
    setBusy(id);
    const over = await endExport(id, words);
    setBusy(null);
    setDeleting(null);
    if (!over) return;
    if (said) toast({ title: said });
    refresh();
  };

  if (exports === null)
    return error ? (
      <ErrorState title={error.message || t("unreachable")} id={error.id ?? undefined} onRetry={refresh} />
    ) : (
      <div aria-busy className="flex flex-col gap-4 rounded-3 border border-line bg-surface p-4">
        <span role="status" className="sr-only">
          {t("loading")}
        </span>
        {[0, 1, 2].map((line) => (
          <Skeleton key={line} className="h-4" />
        ))}
      </div>
    );
  if (exports.length === 0)
    return (
      <EmptyState icon={FileDown} title={t("empty")} description={t("emptyText")} className="min-h-[40dvh]" />
    );
  const present = new Date(askedAt);
  return (
    <>
      {error ? (
        <p role="status" className="mb-2 text-12 text-warn">
          {words("outOfTouch")}
        </p>
      ) : null}
      <Table label={t("list")}>
        <TableHead>
          <TableRow>
            <TableHeaderCell>{t("name")}</TableHeaderCell>
            <TableHeaderCell className="max-md:hidden">{t("state")}</TableHeaderCell>
            <TableHeaderCell className="text-right max-xl:hidden">{t("rows")}</TableHeaderCell>
            <TableHeaderCell className="text-right max-xl:hidden">{t("size")}</TableHeaderCell>
            <TableHeaderCell className="max-xl:hidden">{t("created")}</TableHeaderCell>
            <TableHeaderCell className="max-xl:hidden">{t("keptUntil")}</TableHeaderCell>
            <TableHeaderCell className="px-1">
              <span className="sr-only">{t("actions")}</span>
            </TableHeaderCell>
          </TableRow>
        </TableHead>
        <tbody>
          {exports.map((file) => (
            <ExportRow
              key={file.id}
              file={file}
              now={present}
              timezone={timezone}
              busy={busy === file.id}
              onCancel={() => void end(file, null)}
              // Only a file is worth a question.
              onDelete={() => (file.state === "done" ? setDeleting(file) : void end(file, null))}
            />
          ))}
        </tbody>
      </Table>
      <ConfirmDialog
        open={deleting !== null}
        onOpenChange={(open) => !open && setDeleting(null)}
        title={t("deleteTitle")}
        description={t("deleteText", { title: deleting?.title ?? "" })}
        confirm={t("delete")}
        busy={busy !== null && busy === deleting?.id}
        onConfirm={() => deleting && void end(deleting, t("deleted", { title: deleting.title }))}
      />
    </>
  );
}

interface ExportRowProps {
  file: Export;
  now: Date;
  timezone: string;
  busy: boolean;
  onCancel: () => void;
  onDelete: () => void;
}

function ExportRow({ file, now, timezone, busy, onCancel, onDelete }: ExportRowProps) {
  const t = useTranslations("account.exports");
  const words = useTranslations("exports");
  const locale = useViewerLocale();
  const { id, title, format, state, rows, bytes, createdAt, expiresAt } = file;
  const there = state === "done";
  const [count, size, started, until] = [
    there ? formatNumber(rows, undefined, locale) : NO_VALUE,
    there ? formatBytes(bytes, locale) : NO_VALUE,
    formatMoment(createdAt, now, locale, timezone),
    there ? formatDate(expiresAt, "day", locale, { pattern: "short", timezone }) : NO_VALUE,
  ];
  return (
    <TableRow>
      <TableCell className="max-xl:w-full max-xl:max-w-0 max-xl:py-2 xl:max-w-60" title={title}>
        <div className="flex items-center gap-2">
          <span className="truncate font-medium">{title}</span>
          <span className="text-11 text-ink-2 uppercase">{format}</span>
        </div>
        {/* Where there is no room for columns. */}
        <div className="whitespace-normal md:hidden">
          <ExportStateCell export={file} />
        </div>
        <div className="whitespace-normal text-11 text-ink-2 xl:hidden">
          {there
            ? [words("rows", { count: rows, rows: count }), size, words("keptUntil", { day: until })].join(
                " · ",
              )
            : started}
        </div>
      </TableCell>
      <TableCell className="min-w-44 py-1 max-md:hidden">
        <ExportStateCell export={file} />
      </TableCell>
      <TableCell className="text-right max-xl:hidden">{count}</TableCell>
      <TableCell className="text-right max-xl:hidden">{size}</TableCell>
      <TableCell className="text-ink-2 max-xl:hidden">{started}</TableCell>
      <TableCell className="text-ink-2 max-xl:hidden">{until}</TableCell>
      <TableCell className="px-2">
        <span className="flex justify-end gap-1">
          {there ? (
            <Button asChild size="sm">
              <a href={fileAddress(id)} download aria-label={words("downloadOf", { title })}>
                <Download aria-hidden />
                <span className="max-md:sr-only">{words("download")}</span>
              </a>
            </Button>
          ) : null}
          {isActive(file) ? (
            <Button size="sm" busy={busy} aria-label={words("cancelOf", { title })} onClick={onCancel}>
              {words("cancel")}
            </Button>
          ) : (
            <Button
              variant="ghost"
              size="icon-sm"
              busy={busy}
              aria-label={t("deleteOf", { title })}
              title={t("delete")}
              onClick={onDelete}
            >
              <Trash2 aria-hidden />
            </Button>
          )}
        </span>
      </TableCell>
    </TableRow>
  );
}
