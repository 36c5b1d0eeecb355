"use client";

import { ListFilterPlus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { FilterEditor, type FilterEditorProps } from "@/components/table/filter-editor";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { fieldClasses } from "@/components/ui/input";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import type { Filter } from "@/lib/query/query";
import type { KnownColumn } from "@/lib/table/known-columns";

export interface AddFilterProps {
  /** The table's title. */
  title: string;
  columns: readonly KnownColumn[];
  filters: readonly Filter[];
  /** The question whose values are offered for a column. */
  baseOf: (name: string) => FilterEditorProps["base"];
  onFilter: (name: string, filter: Filter | undefined) => void;
}

/** Filters by any column of the dataset, shown or not. */
export function AddFilter({ title, columns, filters, baseOf, onFilter }: AddFilterProps) {
  const t = useTranslations("table");
  const id = useId();
  const [open, setOpen] = useState(false);
  const [name, setName] = useState("");
  const possible = columns.filter(({ aliased }) => !aliased);
  const column = possible.find((one) => one.name === name) ?? possible[0];
  if (!column) return null;
  const options = (kind: KnownColumn["kind"]) =>
    possible
      .filter((one) => one.kind === kind)
      .map((one) => (
        <option key={one.name} value={one.name}>
          {one.label}
        </option>
      ));
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <PopoverTrigger asChild>
        <Button
          variant="ghost"
          size="icon-sm"
          aria-label={t("addFilter.open", { table: title })}
          title={t("addFilter.hint")}
        >
          <ListFilterPlus aria-hidden />
        </Button>
      </PopoverTrigger>
      <PopoverContent
        align="end"
        aria-label={t("addFilter.open", { table: title })}
        className="flex w-72 flex-col gap-2 p-3"
      >
        <label htmlFor={`${id}column`} className="font-medium text-12">
          {t("addFilter.column")}
        </label>
        <select
          id={`${id}column`}
          value={column.name}
          onChange={(event) => setName(event.target.value)}
          className={cn(fieldClasses, "h-7 w-full px-1.5 text-12 pointer-coarse:h-11")}
        >
          <optgroup label={t("addFilter.dimensions")}>{options("dimension")}</optgroup>
          <optgroup label={t("addFilter.measures")}>{options("measure")}</optgroup>
        </select>
        <FilterEditor
          // Another column is another form.
          key={column.name}
          column={column}
          base={baseOf(column.name)}
          counter={columns.find((one) => one.countsRows)?.name}
          filter={filters.find((filter) => filter.name === column.name)}
          onApply={(filter) => {
            setOpen(false);
            onFilter(column.name, filter);
          }}
        />
      </PopoverContent>
    </Popover>
  );
}
