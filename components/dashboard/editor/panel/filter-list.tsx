"use client";

import { ListFilter, Plus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { PanelSection } from "@/components/dashboard/editor/panel/panel-section";
import { AddFilterForm } from "@/components/table/add-filter-form";
import { FilterEditor } from "@/components/table/filter-editor";
import { useFilterText } from "@/components/table/use-filter-text";
import { Button } from "@/components/ui/button";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import type { DatasetInfo } from "@/lib/datasets/dataset-info";
import type { Filter } from "@/lib/query/query";
import { type KnownColumn, knownColumns } from "@/lib/table/known-columns";
import { valuesBase } from "@/lib/table/values-query";

export interface FilterListProps {
  title: string;
  info: DatasetInfo;
  filters: readonly Filter[];
  /** Whether measures may be filtered too. */
  measures?: boolean;
  least?: number;
  hint?: string;
  onFilters: (filters: Filter[]) => void;
}

/** Filters that always hold, each by the editor that readers have for their own; values come from the data. */
export function FilterList({
  title,
  info,
  filters,
  measures = true,
  least = 0,
  hint,
  onFilters,
}: FilterListProps) {
  const t = useTranslations("editor.panels.filters");
  const columns = knownColumns(
    info,
    info.dimensions.map(({ name }) => name),
  ).filter(({ kind }) => measures || kind === "dimension");
  const [adding, setAdding] = useState(false);
  const [name, setName] = useState("");
  const baseOf = (column: string) =>
    valuesBase({ base: { dataset: info.id }, columns, filters, search: undefined }, column);
  const replace = (at: number, filter: Filter | undefined) =>
    onFilters(filters.flatMap((one, i) => (i === at ? (filter ?? []) : one)));
  return (
    <PanelSection
      title={title}
      hint={filters.length === 0 ? hint : undefined}
      action={
        <Popover open={adding} onOpenChange={setAdding}>
          <PopoverTrigger asChild>
            <Button variant="ghost" size="icon-sm" aria-label={t("add")} title={t("add")}>
              <Plus aria-hidden />
            </Button>
          </PopoverTrigger>
          <PopoverContent align="end" aria-label={t("add")} className="flex w-72 flex-col gap-2 p-3">
            <AddFilterForm
              columns={columns}
              filters={filters}
              baseOf={baseOf}
              name={name}
              onName={setName}
              onClose={() => setAdding(false)}
              onFilter={(column, filter) => {
                const at = filters.findIndex((one) => one.name === column);
                if (at >= 0) replace(at, filter);
                else if (filter) onFilters([...filters, filter]);
              }}
            />
          </PopoverContent>
        </Popover>
      }
    >
      {filters.length > 0 ? (
        <ul aria-label={title} className="rounded-2 border border-line">
          {filters.map((filter, i) => (
            <FilterRow
              // biome-ignore lint/suspicious/noArrayIndexKey: the same filter may stand twice
              key={i}
              filter={filter}
              column={columns.find((one) => one.name === filter.name)}
              counter={columns.find((one) => one.countsRows)?.name}
              base={baseOf(filter.name)}
              removable={filters.length > least}
              onFilter={(next) => replace(i, next)}
            />
          ))}
        </ul>
      ) : null}
    </PanelSection>
  );
}

interface FilterRowProps {
  filter: Filter;
  column: KnownColumn | undefined;
  counter: string | undefined;
  base: ReturnType<typeof valuesBase>;
  removable: boolean;
  onFilter: (filter: Filter | undefined) => void;
}

function FilterRow({ filter, column, counter, base, removable, onFilter }: FilterRowProps) {
  const t = useTranslations("editor.panels.filters");
  const [open, setOpen] = useState(false);
  const { name, text } = useFilterText()(filter, column);
  return (
    <li className="flex min-h-8 items-center gap-1.5 border-line px-1 text-12 [&:not(:first-child)]:border-t">
      <Popover open={open} onOpenChange={setOpen}>
        <PopoverTrigger asChild>
          <button
            type="button"
            disabled={!column}
            aria-label={t("edit", { filter: `${name} ${text}` })}
            className="flex min-h-7 min-w-0 flex-1 items-center gap-1.5 rounded-tag px-1 text-left hover:bg-hover pointer-coarse:min-h-11"
          >
            <ListFilter aria-hidden className="size-3.5 shrink-0 text-ink-3" />
            <span className="min-w-0 truncate">
              <span className="text-ink-2">{name}</span> {text}
            </span>
          </button>
        </PopoverTrigger>
        <PopoverContent align="end" aria-label={name} className="flex w-72 flex-col gap-2 p-3">
          {column ? (
            <FilterEditor
              column={column}
              filter={filter}
              base={base}
              counter={counter}
              onApply={(next) => {
                setOpen(false);
                if (next || removable) onFilter(next);
              }}
            />
          ) : null}
        </PopoverContent>
      </Popover>
      <Button
        variant="ghost"
        size="icon-sm"
        disabled={!removable}
        aria-label={t("remove", { filter: `${name} ${text}` })}
        title={t("remove", { filter: `${name} ${text}` })}
        onClick={() => onFilter(undefined)}
      >
        <X aria-hidden />
      </Button>
    </li>
  );
}
