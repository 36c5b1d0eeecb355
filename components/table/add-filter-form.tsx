"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { FilterEditor, type FilterEditorProps } from "@/components/table/filter-editor";
import { cn } from "@/components/ui/cn";
import { fieldClasses } from "@/components/ui/input";
import type { Filter } from "@/lib/query/query";
import type { KnownColumn } from "@/lib/table/known-columns";

export interface AddFilterFormProps {
  columns: readonly KnownColumn[];
  filters: readonly Filter[];
  /** The question whose values are offered for a column. */
  baseOf: (name: string) => FilterEditorProps["base"];
  onFilter: (name: string, filter: Filter | undefined) => void;
  /** The column chosen; of another name than any column, the first. */
  name: string;
  onName: (name: string) => void;
  onClose: () => void;
}

/** A column, and the filter it wants. */
export function AddFilterForm({
  columns,
  filters,
  baseOf,
  onFilter,
  name,
  onName,
  onClose,
}: AddFilterFormProps) {
  const t = useTranslations("table");
  const id = useId();
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
    <>
      <label htmlFor={`${id}column`} className="font-medium text-12">
        {t("addFilter.column")}
      </label>
      <select
        id={`${id}column`}
        value={column.name}
        onChange={(event) => onName(event.target.value)}
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
          onClose();
          onFilter(column.name, filter);
        }}
      />
    </>
  );
}
