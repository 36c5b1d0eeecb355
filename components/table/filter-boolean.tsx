"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { FilterButtons, type FilterFormProps, FilterMode } from "@/components/table/filter-form";
import type { Filter } from "@/lib/query/query";

const MODES = ["yes", "no", "is_null", "is_not_null"] as const;
type Mode = (typeof MODES)[number];

function startOf(filter: Filter | undefined): Mode {
  if (filter?.op === "is_null" || filter?.op === "is_not_null") return filter.op;
  return filter?.values[0] === false ? "no" : "yes";
}

/** Yes, no, or nothing. */
export function FilterBoolean({ column, filter, onApply }: FilterFormProps) {
  const t = useTranslations("table");
  const [start] = useState(() => startOf(filter));
  const [mode, setMode] = useState(start);
  const apply = (event: FormEvent) => {
    event.preventDefault();
    const { name } = column;
    // “Not yes” from a cell's menu is neither yes nor no: unchanged it stays.
    if (filter && mode === start) onApply(filter);
    else if (mode === "is_null" || mode === "is_not_null") onApply({ name, op: mode, values: [] });
    else onApply({ name, op: "eq", values: [mode === "yes"] });
  };
  return (
    <form onSubmit={apply} className="flex flex-col gap-2">
      <FilterMode
        value={mode}
        options={MODES.map((value) => ({
          value,
          label: value === "yes" || value === "no" ? t(value) : t(`modes.${value}`),
        }))}
        onChange={setMode}
      />
      <FilterButtons active={filter !== undefined} onClear={() => onApply(undefined)} />
    </form>
  );
}
