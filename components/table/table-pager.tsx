"use client";

import { ChevronLeft, ChevronRight, ChevronsLeft, ChevronsRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { useViewerLocale } from "@/components/layout/use-viewer-locale";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { fieldClasses } from "@/components/ui/input";
import { formatNumber } from "@/lib/format/format-number";
import { COUNT_LIMIT } from "@/lib/table/table-query";

export interface TablePagerProps {
  /** The table's: says which pages these are. */
  title: string;
  page: number;
  pageSize: number;
  /** Rows on this page. */
  rows: number;
  /** Rows over all pages; null while they are being counted. */
  total: number | null;
  onPage: (page: number) => void;
  onPageSize: (size: number) => void;
}

const SIZES = [10, 20, 50, 100, 200];

/** “1–20 / 62”, rows a page, and the way to the other pages. */
export function TablePager({ title, page, pageSize, rows, total, onPage, onPageSize }: TablePagerProps) {
  const t = useTranslations("table");
  const locale = useViewerLocale();
  const write = (value: number) => formatNumber(value, undefined, locale);
  const first = (page - 1) * pageSize + 1;
  const last = first + rows - 1;
  const capped = total !== null && total >= COUNT_LIMIT;
  const pages = total === null ? null : Math.max(1, Math.ceil(total / pageSize));
  const more = pages === null ? rows === pageSize : capped ? rows === pageSize : page < pages;
  const button = (label: string, icon: React.ReactNode, to: number, enabled: boolean) => (
    <Button variant="ghost" size="icon-sm" aria-label={label} disabled={!enabled} onClick={() => onPage(to)}>
      {icon}
    </Button>
  );
  return (
    <nav aria-label={t("pagesOf", { table: title })} className="flex items-center gap-1">
      <label className="mr-1 flex items-center gap-1.5 text-ink-2 @max-[480px]:hidden">
        <span>{t("pageSize")}</span>
        <select
          value={pageSize}
          onChange={(event) => onPageSize(Number(event.target.value))}
          className={cn(fieldClasses, "h-6 border-line-2 px-1 text-12 pointer-coarse:h-11")}
        >
          {[...new Set([...SIZES, pageSize])]
            .sort((a, b) => a - b)
            .map((size) => (
              <option key={size} value={size}>
                {size}
              </option>
            ))}
        </select>
      </label>
      <p className="mx-1 whitespace-nowrap" aria-live="polite">
        {rows === 0 ? "0" : `${write(first)}–${write(last)}`}
        <span className="text-ink-2">
          {" / "}
          {total === null ? "…" : capped ? `${write(total)}+` : write(total)}
        </span>
      </p>
      {button(t("firstPage"), <ChevronsLeft aria-hidden />, 1, page > 1)}
      {button(t("previousPage"), <ChevronLeft aria-hidden />, page - 1, page > 1)}
      {button(t("nextPage"), <ChevronRight aria-hidden />, page + 1, more)}
      {button(
        t("lastPage"),
        <ChevronsRight aria-hidden />,
        pages ?? page,
        pages !== null && !capped && page < pages,
      )}
    </nav>
  );
}
