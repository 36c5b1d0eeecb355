"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import type { Filter } from "@/lib/query/query";
import type { KnownColumn } from "@/lib/table/known-columns";

export interface FilterFormProps {
  column: KnownColumn;
  /** The column's present filter, if it has one. */
  filter: Filter | undefined;
  /** Undefined takes the filter away. */
  onApply: (filter: Filter | undefined) => void;
}

const ends = (filter: Filter | undefined): readonly [string, string] => {
  const [first, second] = (filter?.values ?? []).map((value) => String(value ?? ""));
  if (filter?.op === "between") return [first ?? "", second ?? ""];
  if (filter?.op === "gte") return [first ?? "", ""];
  if (filter?.op === "lte") return ["", first ?? ""];
  return ["", ""];
};

/** From – to, each optional: ≥, ≤ or between. For numbers and dates. */
export function FilterRange({ column, filter, onApply }: FilterFormProps) {
  const t = useTranslations("table");
  const id = useId();
  const [[from, to], setEnds] = useState(ends(filter));
  const [nulls, setNulls] = useState(filter?.op === "is_null");
  const numeric = column.type === "number";
  const read = (text: string) => (numeric ? Number(text) : text);
  const bad = numeric && [from, to].some((text) => text !== "" && Number.isNaN(Number(text)));

  const apply = (event: FormEvent) => {
    event.preventDefault();
    if (bad) return;
    const { name } = column;
    if (nulls) onApply({ name, op: "is_null", values: [] });
    else if (from !== "" && to !== "") {
      const pair = [read(from), read(to)].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
      onApply({ name, op: "between", values: pair });
    } else if (from !== "") onApply({ name, op: "gte", values: [read(from)] });
    else if (to !== "") onApply({ name, op: "lte", values: [read(to)] });
    else onApply(undefined);
  };

  const field = (side: "from" | "to", value: string) => (
    <div className="min-w-0 flex-1">
      <label htmlFor={`${id}${side}`} className="mb-1 block text-11 text-ink-2">
        {t(numeric ? (side === "from" ? "atLeast" : "atMost") : side)}
      </label>
      <Input
        id={`${id}${side}`}
        type={numeric ? "text" : "date"}
        inputMode={numeric ? "decimal" : undefined}
        value={value}
        disabled={nulls}
        aria-invalid={(bad && value !== "" && Number.isNaN(Number(value))) || undefined}
        onChange={(event) => {
          const text = numeric
            ? event.target.value.replaceAll(",", "").replace("−", "-")
            : event.target.value;
          setEnds(side === "from" ? [text, to] : [from, text]);
        }}
      />
    </div>
  );

  return (
    <form onSubmit={apply} className="flex flex-col gap-2">
      <div className="flex items-end gap-2">
        {field("from", from)}
        {field("to", to)}
      </div>
      <label className="flex items-center gap-2 text-12">
        <input type="checkbox" checked={nulls} onChange={(event) => setNulls(event.target.checked)} />
        {t("onlyNulls")}
      </label>
      <FilterButtons active={filter !== undefined} onClear={() => onApply(undefined)} />
    </form>
  );
}

/** Apply and clear, at the foot of a filter. */
export function FilterButtons({ active, onClear }: { active: boolean; onClear: () => void }) {
  const t = useTranslations("table");
  return (
    <div className="flex justify-end gap-2">
      {active ? (
        <Button variant="ghost" size="sm" onClick={onClear}>
          {t("clear")}
        </Button>
      ) : null}
      <Button type="submit" variant="primary" size="sm">
        {t("apply")}
      </Button>
    </div>
  );
}
