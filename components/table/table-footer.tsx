"use client";

import { useTranslations } from "next-intl";
import { ScrollPlace } from "@/components/table/scroll-place";
import { SelectionStatus } from "@/components/table/selection-status";
import { SortAnnouncement } from "@/components/table/sort-announcement";
import { TableAge } from "@/components/table/table-age";
import { TablePager } from "@/components/table/table-pager";
import type { Cells } from "@/components/table/use-cell-selection";
import type { TableScroll } from "@/components/table/use-table-scroll";
import type { TableStateHook } from "@/components/table/use-table-state";
import type { Locale } from "@/lib/format/format";
import type { Result } from "@/lib/query/result";
import type { TableColumn } from "@/lib/table/columns";
import { fullName } from "@/lib/table/header-groups";
import { sortList } from "@/lib/table/sort-list";
import { DEFAULT_PAGE_SIZE } from "@/lib/table/table-query";

export interface TableFooterProps {
  title: string;
  state: Pick<TableStateHook, "config" | "page" | "setPage" | "change">;
  cells: Cells;
  scroll: TableScroll;
  shown: readonly TableColumn[];
  meta: Result["meta"];
  /** Rows on this page. */
  rows: number;
  locale: Locale;
  timezone: string;
}

/** Below the rows: what the selection comes to, how old the numbers are, where one is among all rows. */
export function TableFooter({
  title,
  state: { config, page, setPage, change },
  cells,
  scroll,
  shown,
  meta,
  rows,
  locale,
  timezone,
}: TableFooterProps) {
  const t = useTranslations("table");
  return (
    <div className="flex min-h-8 shrink-0 flex-wrap items-center justify-end gap-x-3 border-line border-t px-3 text-12 pointer-coarse:min-h-12">
      <SelectionStatus cells={cells} locale={locale} timezone={timezone}>
        {meta.cached ? t("cached") : t("elapsed", { ms: Math.round(meta.elapsedMs) })}
      </SelectionStatus>
      <SortAnnouncement
        sort={sortList(config)}
        labels={shown.map((one) => ({ name: one.name, label: fullName(one) }))}
      />
      <TableAge meta={meta} locale={locale} timezone={timezone} />
      {scroll.rows ? (
        <ScrollPlace title={title} scroll={scroll.rows} locale={locale} />
      ) : (
        <TablePager
          title={title}
          page={page}
          pageSize={config.pageSize ?? DEFAULT_PAGE_SIZE}
          rows={rows}
          total={scroll.total}
          onPage={setPage}
          onPageSize={(pageSize) => change({ pageSize })}
        />
      )}
    </div>
  );
}
