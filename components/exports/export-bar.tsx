import { useTranslations } from "next-intl";
import { useViewerLocale } from "@/components/layout/use-viewer-locale";
import { percentOf } from "@/lib/exports/export-progress";
import type { Export } from "@/lib/exports/schema";
import { formatNumber } from "@/lib/format/format-number";

/** How far a file on its way is, drawn and in words. */
export function ExportBar({ export: file }: { export: Export }) {
  const t = useTranslations("exports");
  const locale = useViewerLocale();
  const percent = percentOf(file);
  const rows = formatNumber(file.rows, undefined, locale);
  const text =
    file.state === "waiting"
      ? t("waiting")
      : file.totalRows === null || percent === null
        ? t("rows", { count: file.rows, rows })
        : t("progress", { rows, total: formatNumber(file.totalRows, undefined, locale) });
  return (
    <>
      <div
        role="progressbar"
        aria-label={file.title}
        aria-valuemin={0}
        aria-valuemax={100}
        {...(percent === null ? {} : { "aria-valuenow": percent })}
        aria-valuetext={percent === null ? text : `${text}, ${percent}%`}
        className="mt-1.5 h-1 overflow-hidden rounded-1 bg-press"
      >
        <div
          className="h-full rounded-1 bg-accent transition-[width] motion-reduce:transition-none"
          style={{ width: `${percent ?? 0}%` }}
        />
      </div>
      <p aria-hidden className="mt-1 flex justify-between gap-2 text-11 text-ink-2">
        <span className="truncate">{text}</span>
        {percent === null ? null : <span>{percent}%</span>}
      </p>
    </>
  );
}
