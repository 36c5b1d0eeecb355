"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useDeferredValue, useState } from "react";
import { useSignInAgain } from "@/components/layout/sign-in-again";
import { FilterButtons, type FilterFormProps } from "@/components/table/filter-range";
import { Checkbox } from "@/components/ui/checkbox";
import { Input } from "@/components/ui/input";
import { Segmented } from "@/components/ui/segmented";
import type { QueryInput, Scalar } from "@/lib/query/query";
import { useQuery } from "@/lib/query/use-query";

/** Values offered at once; typing finds the others. */
const OFFERED = 50;

export interface FilterValuesProps extends FilterFormProps {
  /** The table's own question, for the values that occur under the dashboard's filters. */
  base: QueryInput;
}

/** Text by what it contains, or by values picked from those that occur. */
export function FilterValues({ column, filter, base, onApply }: FilterValuesProps) {
  const t = useTranslations("table");
  const picks = filter?.op === "in" || filter?.op === "eq" || filter?.op === "nin" || filter?.op === "ne";
  const [mode, setMode] = useState<"contains" | "in" | "nin">(
    filter?.op === "nin" || filter?.op === "ne" ? "nin" : filter?.op === "contains" ? "contains" : "in",
  );
  const [text, setText] = useState(filter?.op === "contains" ? String(filter.values[0] ?? "") : "");
  const [chosen, setChosen] = useState<readonly Scalar[]>(picks ? (filter?.values ?? []) : []);
  const search = useDeferredValue(text.trim());

  const { data, loading, error } = useQuery(
    mode === "contains"
      ? null
      : {
          dataset: base.dataset,
          dimensions: [column.name],
          measures: [],
          filters: [
            ...(base.filters ?? []),
            ...(search ? [{ name: column.name, op: "contains" as const, values: [search] }] : []),
          ],
          ...(base.time ? { time: base.time } : {}),
          limit: OFFERED,
        },
  );
  useSignInAgain(error);
  const found = (data?.rows ?? []).map((row): Scalar => row[0] ?? null);
  // What is chosen stays in sight while searching for more.
  const offered = [...chosen, ...found.filter((value) => !chosen.includes(value))];

  const apply = (event: FormEvent) => {
    event.preventDefault();
    const { name } = column;
    if (mode === "contains") onApply(search ? { name, op: "contains", values: [search] } : undefined);
    else onApply(chosen.length > 0 ? { name, op: mode, values: [...chosen] } : undefined);
  };

  return (
    <form onSubmit={apply} className="flex min-h-0 flex-col gap-2">
      <Segmented
        label={t("filterMode")}
        value={mode}
        onValueChange={setMode}
        options={[
          { value: "in", label: t("modeIn") },
          { value: "nin", label: t("modeNin") },
          { value: "contains", label: t("modeContains") },
        ]}
        className="self-start"
      />
      <Input
        value={text}
        onChange={(event) => setText(event.target.value)}
        // Enter ends the composition of a Hangul syllable before it submits anything.
        onKeyDown={(event) => {
          if (event.key === "Enter" && event.nativeEvent.isComposing) event.preventDefault();
        }}
        placeholder={t(mode === "contains" ? "containsPlaceholder" : "searchValues")}
        aria-label={t(mode === "contains" ? "containsPlaceholder" : "searchValues")}
      />
      {mode === "contains" ? null : (
        <ul
          aria-label={t("values", { column: column.label })}
          aria-busy={loading}
          className="-mx-1 h-44 overflow-y-auto border-line border-y py-1"
        >
          {offered.map((value) => (
            <li key={String(value)}>
              {/* biome-ignore lint/a11y/noLabelWithoutControl: the checkbox is inside */}
              <label className="flex min-h-6 items-center gap-2 rounded-tag px-1 text-12 hover:bg-hover pointer-coarse:min-h-11">
                <Checkbox
                  checked={chosen.includes(value)}
                  onCheckedChange={(on) =>
                    setChosen(on === true ? [...chosen, value] : chosen.filter((other) => other !== value))
                  }
                />
                <span className="truncate">{value === null ? t("nothing") : String(value)}</span>
              </label>
            </li>
          ))}
          {error ? (
            <li className="px-1 py-2 text-12 text-neg">
              {error.id === null ? t("unreachable") : error.message}
            </li>
          ) : null}
          {!loading && !error && offered.length === 0 ? (
            <li className="px-1 py-2 text-12 text-ink-2">{t("noValues")}</li>
          ) : null}
          {data?.meta.truncated ? (
            <li className="px-1 py-1 text-11 text-ink-3">{t("moreValues", { count: OFFERED })}</li>
          ) : null}
        </ul>
      )}
      <FilterButtons active={filter !== undefined} onClear={() => onApply(undefined)} />
    </form>
  );
}
