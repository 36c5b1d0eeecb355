"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useSignInAgain } from "@/components/layout/sign-in-again";
import { useViewerLocale } from "@/components/layout/use-viewer-locale";
import { FilterButtons, FilterField, type FilterFormProps, FilterMode } from "@/components/table/filter-form";
import { useComposedText } from "@/components/table/use-composed-text";
import { Checkbox } from "@/components/ui/checkbox";
import { Input } from "@/components/ui/input";
import { formatNumber } from "@/lib/format/format-number";
import type { Filter, QueryInput, Scalar } from "@/lib/query/query";
import type { Cell } from "@/lib/query/result";
import { useQuery } from "@/lib/query/use-query";
import { VALUES_OFFERED, valuesQuery } from "@/lib/table/values-query";

export interface FilterValuesProps extends FilterFormProps {
  /** The table's own question, for the values that occur under the dashboard's filters and the table's others. */
  base: QueryInput;
  /** The measure that counts source rows, where the dataset has one. */
  counter: string | undefined;
}

const LISTS = ["in", "nin"] as const;
const TEXTS = ["contains", "starts_with", "eq", "ne"] as const;
const MODES = [...LISTS, ...TEXTS, "is_null", "is_not_null"] as const;
type Mode = (typeof MODES)[number];

function startOf(filter: Filter | undefined): { mode: Mode; text: string; chosen: readonly Scalar[] } {
  const mode = MODES.find((one) => one === filter?.op) ?? "in";
  const text = TEXTS.some((one) => one === mode) ? String(filter?.values[0] ?? "") : "";
  // One value that was picked is shown among the others.
  if (mode === "eq") return { mode: "in", text: "", chosen: filter?.values ?? [] };
  if (mode === "ne") return { mode: "nin", text: "", chosen: filter?.values ?? [] };
  return { mode, text, chosen: LISTS.some((one) => one === mode) ? (filter?.values ?? []) : [] };
}

/** Text by values picked from those that occur, by what it contains, begins with or is. */
export function FilterValues({ column, filter, base, counter, onApply }: FilterValuesProps) {
  const t = useTranslations("table");
  const [start] = useState(() => startOf(filter));
  const [mode, setMode] = useState<Mode>(start.mode);
  const [text, setText] = useState(start.text);
  const [chosen, setChosen] = useState(start.chosen);
  const [tried, setTried] = useState(false);
  const isList = mode === "in" || mode === "nin";
  const isEmpty = mode === "is_null" || mode === "is_not_null";
  const fault =
    !isList && !isEmpty && text === "" ? t("fault.empty", { field: t("filterValue") }) : undefined;

  const apply = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    const { name } = column;
    if (isList) onApply(chosen.length > 0 ? { name, op: mode, values: [...chosen] } : undefined);
    else if (isEmpty) onApply({ name, op: mode, values: [] });
    else if (!fault) onApply({ name, op: mode, values: [text.normalize("NFC")] });
  };
  return (
    <form onSubmit={apply} className="flex min-h-0 flex-col gap-2" noValidate>
      <FilterMode
        value={mode}
        options={MODES.map((value) => ({ value, label: t(`modes.text_${value}`) }))}
        onChange={setMode}
      />
      {isList ? (
        <ValueList column={column} base={base} counter={counter} chosen={chosen} onChosen={setChosen} />
      ) : isEmpty ? null : (
        <FilterField
          label={t("filterValue")}
          value={text}
          error={tried ? fault : undefined}
          onChange={(event) => setText(event.target.value)}
          // Enter ends the composition of a Hangul syllable before it submits anything.
          onKeyDown={(event) => {
            if (event.key === "Enter" && event.nativeEvent.isComposing) event.preventDefault();
          }}
        />
      )}
      <FilterButtons active={filter !== undefined} onClear={() => onApply(undefined)} />
    </form>
  );
}

interface ValueListProps extends Pick<FilterValuesProps, "column" | "base" | "counter"> {
  chosen: readonly Scalar[];
  onChosen: (chosen: readonly Scalar[]) => void;
}

/** The values that occur, with how many source rows have them; those picked stay in sight while one searches for more. */
function ValueList({ column, base, counter, chosen, onChosen }: ValueListProps) {
  const t = useTranslations("table");
  const locale = useViewerLocale();
  const [search, setSearch] = useState("");
  const field = useComposedText("", setSearch);
  const { data, loading, error } = useQuery(valuesQuery(base, column.name, counter, search));
  useSignInAgain(error);
  const found = (data?.rows ?? []).map((row): [Scalar, Cell | undefined] => [row[0] ?? null, row[1]]);
  const offered = [
    ...chosen
      .filter((value) => !found.some(([other]) => other === value))
      .map((value): [Scalar, Cell | undefined] => [value, undefined]),
    ...found,
  ];
  return (
    <>
      <Input
        {...field.field}
        placeholder={t("searchValues")}
        aria-label={t("searchValues")}
        autoComplete="off"
        onKeyDown={(event) => {
          if (event.key !== "Enter") return;
          // Enter looks for what is typed; the filter is applied by its button.
          event.preventDefault();
          if (!event.nativeEvent.isComposing) field.finish();
        }}
      />
      <ul
        aria-label={t("values", { column: column.label })}
        aria-busy={loading}
        className="-mx-1 h-44 overflow-y-auto border-line border-y py-1"
      >
        {offered.map(([value, count]) => (
          <li key={JSON.stringify(value)}>
            {/* biome-ignore lint/a11y/noLabelWithoutControl: the checkbox is inside */}
            <label className="flex min-h-6 items-center gap-2 rounded-tag px-1 text-12 hover:bg-hover pointer-coarse:min-h-11">
              <Checkbox
                checked={chosen.includes(value)}
                onCheckedChange={(on) =>
                  onChosen(on === true ? [...chosen, value] : chosen.filter((other) => other !== value))
                }
              />
              <span className="min-w-0 flex-1 truncate">
                {value === null ? t("nothing") : value === "" ? t("emptyText") : String(value)}
              </span>
              {typeof count === "number" || typeof count === "string" ? (
                <span className="shrink-0 text-11 text-ink-2 tabular-nums">
                  <span className="sr-only">, </span>
                  {formatNumber(count, undefined, locale)}
                  <span className="sr-only"> {t("countedRows")}</span>
                </span>
              ) : null}
            </label>
          </li>
        ))}
        {error ? (
          <li className="px-1 py-2 text-12 text-neg">
            {error.id === null ? t("unreachable") : error.message}
          </li>
        ) : null}
        {!loading && !error && found.length === 0 ? (
          <li className="px-1 py-2 text-12 text-ink-2">{t("noValues")}</li>
        ) : null}
        {data?.meta.truncated ? (
          <li className="px-1 py-1 text-11 text-ink-3">
            {t(counter ? "mostValues" : "moreValues", { count: VALUES_OFFERED })}
          </li>
        ) : null}
      </ul>
    </>
  );
}
