"use client";

import { ListFilter } from "lucide-react";
import { useTranslations } from "next-intl";
import { useFilterText } from "@/components/table/use-filter-text";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import type { Filter } from "@/lib/query/query";
import type { KnownColumn } from "@/lib/table/known-columns";

export interface TableEmptyProps {
  filters: readonly Filter[];
  /** What the quick search looks for; empty for nothing. */
  search: string;
  onSearch: (text: string) => void;
  columns: readonly KnownColumn[];
  page: number;
  onFilters: (filters: Filter[]) => void;
  onPage: (page: number) => void;
}

/** No rows: which filters left none, and the way back. */
export function TableEmpty({ filters, search, columns, page, onFilters, onSearch, onPage }: TableEmptyProps) {
  const t = useTranslations("table");
  const filterText = useFilterText();
  if (page > 1)
    return (
      <EmptyState
        icon={ListFilter}
        title={t("empty.pastEnd", { page })}
        actions={
          <Button size="sm" onClick={() => onPage(1)}>
            {t("empty.firstPage")}
          </Button>
        }
      />
    );
  const written = filters.map((filter) => {
    const { name, text } = filterText(
      filter,
      columns.find((column) => column.name === filter.name),
    );
    return `${name} ${text}`;
  });
  // What was typed last is what left nothing, more often than not.
  const texts = search
    ? [...written, `${t("search.chip")} ${t("filterText.contains", { value: search })}`]
    : written;
  const last = texts.at(-1);
  return (
    <EmptyState
      icon={ListFilter}
      title={t("empty.title")}
      description={last ? t("empty.filtered", { filters: texts.join(" · ") }) : t("empty.plain")}
      actions={
        last ? (
          <>
            <Button size="sm" onClick={() => (search ? onSearch("") : onFilters(filters.slice(0, -1)))}>
              {t("empty.removeLast", { filter: last })}
            </Button>
            {filters.length > 1 ? (
              <Button variant="ghost" size="sm" onClick={() => onFilters([])}>
                {t("clearFilters")}
              </Button>
            ) : null}
          </>
        ) : undefined
      }
    />
  );
}
