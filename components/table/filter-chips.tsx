"use client";

import { useTranslations } from "next-intl";
import { useFilterText } from "@/components/table/use-filter-text";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import type { Filter } from "@/lib/query/query";
import type { KnownColumn } from "@/lib/table/known-columns";

export interface FilterChipsProps {
  filters: readonly Filter[];
  columns: readonly KnownColumn[];
  onChange: (filters: Filter[]) => void;
  /** What the quick search looks for; empty for nothing. */
  search: string;
  onSearch: (text: string) => void;
  /** Takes all of them away. */
  onClear: () => void;
}

/** The table's own filters, each readable and removable. */
export function FilterChips({ filters, columns, onChange, search, onSearch, onClear }: FilterChipsProps) {
  const t = useTranslations("table");
  const filterText = useFilterText();
  if (filters.length === 0 && !search) return null;
  return (
    <ul
      aria-label={t("filters")}
      className="flex flex-wrap items-center gap-1.5 border-line border-t px-3 py-1.5"
    >
      {search ? (
        <li className="min-w-0">
          <Chip
            name={t("search.chip")}
            className="h-6"
            removeLabel={t("removeFilter", { filter: `${t("search.chip")} ${search}` })}
            onRemove={() => onSearch("")}
          >
            {t("filterText.contains", { value: search })}
          </Chip>
        </li>
      ) : null}
      {filters.map((filter, i) => {
        const { name, text } = filterText(
          filter,
          columns.find((column) => column.name === filter.name),
        );
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same filter may stand twice
          <li key={i} className="min-w-0">
            <Chip
              name={name}
              className="h-6"
              removeLabel={t("removeFilter", { filter: `${name} ${text}` })}
              onRemove={() => onChange(filters.filter((_, at) => at !== i))}
            >
              {text}
            </Chip>
          </li>
        );
      })}
      {filters.length + (search ? 1 : 0) > 1 ? (
        <li>
          <Button variant="ghost" size="sm" onClick={onClear}>
            {t("clearFilters")}
          </Button>
        </li>
      ) : null}
    </ul>
  );
}
