"use client";

import { FilterBoolean } from "@/components/table/filter-boolean";
import { FilterDates } from "@/components/table/filter-dates";
import type { FilterFormProps } from "@/components/table/filter-form";
import { FilterRange } from "@/components/table/filter-range";
import { FilterValues, type FilterValuesProps } from "@/components/table/filter-values";

export type FilterEditorProps = FilterFormProps & Pick<FilterValuesProps, "base" | "counter">;

/** The editor that a column's type wants. */
export function FilterEditor({ base, counter, ...form }: FilterEditorProps) {
  switch (form.column.kind === "measure" ? "number" : form.column.type) {
    case "number":
      return <FilterRange {...form} />;
    case "date":
    case "time":
      return <FilterDates {...form} />;
    case "boolean":
      return <FilterBoolean {...form} />;
    default:
      return <FilterValues {...form} base={base} counter={counter} />;
  }
}
